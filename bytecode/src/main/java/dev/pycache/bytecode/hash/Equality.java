package dev.pycache.bytecode.hash;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Complex;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.DictObject;
import dev.pycache.bytecode.Float;
import dev.pycache.bytecode.FrozenSet;
import dev.pycache.bytecode.Int;
import dev.pycache.bytecode.ListObject;
import dev.pycache.bytecode.LongInt;
import dev.pycache.bytecode.SetObject;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Slice;
import dev.pycache.bytecode.StopIterationClass;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Python's {@code is} or {@code ==} of two values that have the same hash. */
final class Equality {
  private Equality() {}

  /** {@code PyObject_RichCompareBool(a, b, Py_EQ)}. */
  static boolean equal(Hasher hasher, Constant a, Constant b) throws UndeterminedException {
    hasher.steps().take();
    if (a == b) {
      return true;
    }
    return switch (a) {
      case Str x -> equal(hasher, x, b);
      case Bytes x -> b instanceof Str y ? equal(hasher, y, x) : equal(hasher, x, b);
      case Tuple x -> b instanceof Tuple y && equal(hasher, x.items(), y.items());
      case FrozenSet x -> b instanceof FrozenSet y && equal(hasher, x, y);
      case DictObject x -> b instanceof DictObject y && equal(hasher, x, y);
      case Slice x -> b instanceof Slice y && equal(hasher, items(x), items(y));
      case Int x -> equal(hasher, x.value(), b);
      case LongInt x -> equal(hasher, x.value(), b);
      case Float x -> equal(x.value(), 0, b);
      case Complex x -> equal(x.real().value(), x.imaginary().value(), b);
      case Singleton x -> {
        BigInteger value = integer(x);
        yield value != null && equal(hasher, value, b);
      }
      // Their hashes cannot be told, so that nothing comes to be compared with them.
      case CodeObject x -> false;
      case ListObject x -> false;
      case SetObject x -> false;
      case StopIterationClass x -> false;
    };
  }

  /** A string of Python 2 is equal to one of bytes that has the same ASCII characters. */
  private static boolean equal(Hasher hasher, Str a, Constant b) throws UndeterminedException {
    hasher.steps().takeBytes(a.utf8().length);
    return b instanceof Bytes bytes
        ? hasher.rules().bytesAreText() && a.isAscii() && Arrays.equals(a.utf8(), bytes.value())
        : a.equals(b);
  }

  private static boolean equal(Hasher hasher, Bytes a, Constant b) throws UndeterminedException {
    hasher.steps().takeBytes(a.length());
    return a.equals(b);
  }

  private static List<Constant> items(Slice slice) {
    return List.of(slice.start(), slice.stop(), slice.step());
  }

  private static boolean equal(Hasher hasher, List<Constant> a, List<Constant> b)
      throws UndeterminedException {
    if (a.size() != b.size()) {
      return false;
    }
    hasher.steps().enter();
    for (int i = 0; i < a.size(); i++) {
      if (!equal(hasher, a.get(i), b.get(i))) {
        hasher.steps().leave();
        return false;
      }
    }
    hasher.steps().leave();
    return true;
  }

  private static boolean equal(Hasher hasher, FrozenSet a, FrozenSet b)
      throws UndeterminedException {
    return equal(
        hasher, OpenTable.ofSet(hasher, a.items()), OpenTable.ofSet(hasher, b.items()), false);
  }

  private static boolean equal(Hasher hasher, DictObject a, DictObject b)
      throws UndeterminedException {
    return equal(
        hasher,
        OpenTable.ofDict(hasher, a.keysAndValues()),
        OpenTable.ofDict(hasher, b.keysAndValues()),
        true);
  }

  private static boolean equal(Hasher hasher, OpenTable a, OpenTable b, boolean values)
      throws UndeterminedException {
    if (a.size() != b.size()) {
      return false;
    }
    hasher.steps().enter();
    boolean same = true;
    for (int i = 0; i < a.size() && same; i++) {
      int match = b.find(a.key(i));
      same = match >= 0 && (!values || equal(hasher, a.value(i), b.value(match)));
    }
    hasher.steps().leave();
    return same;
  }

  // Numbers of all types are equal when they are the same number.

  private static boolean equal(Hasher hasher, BigInteger a, Constant b)
      throws UndeterminedException {
    hasher.steps().takeBytes(a.bitLength() / Byte.SIZE);
    return switch (b) {
      case Float y -> equal(a, y.value());
      case Complex y -> y.imaginary().value() == 0 && equal(a, y.real().value());
      default -> a.equals(integer(b));
    };
  }

  private static boolean equal(double real, double imaginary, Constant b) {
    return switch (b) {
      case Float y -> imaginary == 0 && real == y.value();
      case Complex y -> imaginary == y.imaginary().value() && real == y.real().value();
      default -> {
        BigInteger integer = integer(b);
        yield integer != null && imaginary == 0 && equal(integer, real);
      }
    };
  }

  private static boolean equal(BigInteger a, double b) {
    return a.bitLength() <= Double.MAX_EXPONENT + 1
        && Double.isFinite(b)
        && new BigDecimal(b).compareTo(new BigDecimal(a)) == 0;
  }

  /** The value of an int, long or bool; null of anything else. */
  private static @Nullable BigInteger integer(Constant value) {
    return switch (value) {
      case Int i -> i.value();
      case LongInt i -> i.value();
      case Singleton s ->
          switch (s) {
            case TRUE -> BigInteger.ONE;
            case FALSE -> BigInteger.ZERO;
            case NONE, ELLIPSIS -> null;
          };
      default -> null;
    };
  }
}
