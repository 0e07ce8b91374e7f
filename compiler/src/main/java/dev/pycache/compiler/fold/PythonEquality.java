package dev.pycache.compiler.fold;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Complex;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Float;
import dev.pycache.bytecode.FrozenSet;
import dev.pycache.bytecode.Int;
import dev.pycache.bytecode.MarshalOnly;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Slice;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The equality of Python's {@code ==}, to which numbers of all types are numbers. */
public final class PythonEquality {
  /** A complex number whose imaginary part is not zero. */
  private record ComplexKey(Object real, Object imaginary) {}

  /** An object that is equal to itself only. */
  private record IdentityKey(Object object) {
    @Override
    public boolean equals(Object other) {
      return other instanceof IdentityKey that && object == that.object;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(object);
    }
  }

  private PythonEquality() {}

  /**
   * An object whose {@code equals} and {@code hashCode} are those of the constant in a Python set.
   */
  public static Object key(Constant constant) {
    return switch (constant) {
      case Singleton singleton ->
          switch (singleton) {
            case TRUE -> BigInteger.ONE;
            case FALSE -> BigInteger.ZERO;
            case NONE, ELLIPSIS -> singleton;
          };
      case Int number -> number.value();
      case Float number -> key(number.value(), number);
      case Complex number -> {
        double real = number.real().value();
        double imaginary = number.imaginary().value();
        if (Double.isNaN(real) || Double.isNaN(imaginary)) {
          yield new IdentityKey(number);
        }
        yield imaginary == 0
            ? key(real, number)
            : new ComplexKey(key(real, number), key(imaginary, number));
      }
      case Str text -> text;
      case Bytes bytes -> bytes;
      case Tuple tuple -> {
        List<Object> keys = new ArrayList<>(tuple.size());
        for (int i = 0; i < tuple.size(); i++) {
          keys.add(key(tuple.get(i)));
        }
        yield keys;
      }
      case FrozenSet set -> {
        Set<Object> keys = new HashSet<>();
        for (Constant item : set.items()) {
          keys.add(key(item));
        }
        yield keys;
      }
      case CodeObject code -> code;
      case Slice slice ->
          List.of(Slice.class, key(slice.start()), key(slice.stop()), key(slice.step()));
      case MarshalOnly other -> throw other.unexpected();
    };
  }

  /** Whole numbers are equal to ints; a NaN is equal to nothing but its own object. */
  private static Object key(double value, Constant object) {
    if (Double.isNaN(value)) {
      return new IdentityKey(object);
    }
    if (Double.isInfinite(value) || value != Math.rint(value)) {
      return value;
    }
    return Math.abs(value) < 0x1p63
        ? BigInteger.valueOf((long) value)
        : new BigDecimal(value).toBigIntegerExact();
  }
}
