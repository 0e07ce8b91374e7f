package dev.pycache.bytecode.marshal;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.Complex;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Float;
import dev.pycache.bytecode.Int;
import dev.pycache.bytecode.LongInt;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Text;
import dev.pycache.bytecode.internal.ByteSink;
import java.math.BigInteger;

/** Writes what follows the type code of an object that holds no others. */
final class Scalars {
  private static final int DIGIT_BITS = 15;
  private static final int DIGIT_MASK = (1 << DIGIT_BITS) - 1;

  private Scalars() {}

  /**
   * Writes {@code object} in the form of a type code.
   *
   * @throws IllegalArgumentException if an object of that kind has no such form
   */
  static void write(ByteSink out, int type, Constant object) {
    switch (type) {
      case TypeCode.NULL,
          TypeCode.NONE,
          TypeCode.TRUE,
          TypeCode.FALSE,
          TypeCode.ELLIPSIS,
          TypeCode.STOP_ITERATION -> {}
      case TypeCode.INT -> out.putInt(integer(object).intValueExact());
      case TypeCode.INT64 -> out.putLong(integer(object).longValueExact());
      case TypeCode.LONG -> writeDigits(out, integer(object));
      case TypeCode.FLOAT -> writeDouble(out, cast(Float.class, object));
      case TypeCode.COMPLEX -> {
        Complex complex = cast(Complex.class, object);
        writeDouble(out, complex.real());
        writeDouble(out, complex.imaginary());
      }
      case TypeCode.BYTES, TypeCode.UNICODE, TypeCode.INTERNED -> {
        byte[] bytes = bytes(object);
        out.putInt(bytes.length);
        out.putBytes(bytes);
      }
      case TypeCode.ASCII, TypeCode.ASCII_INTERNED -> {
        byte[] latin1 = latin1(object);
        out.putInt(latin1.length);
        out.putBytes(latin1);
      }
      case TypeCode.SHORT_ASCII, TypeCode.SHORT_ASCII_INTERNED -> {
        byte[] latin1 = latin1(object);
        out.putByte(latin1.length);
        out.putBytes(latin1);
      }
      default -> throw new IllegalArgumentException("not of type '" + (char) type + "'");
    }
  }

  private static byte[] bytes(Constant object) {
    return switch (cast(Text.class, object)) {
      case Str text -> text.utf8();
      case Bytes bytes -> bytes.value();
    };
  }

  private static byte[] latin1(Constant object) {
    return Utf8.toLatin1(cast(Str.class, object).utf8());
  }

  private static BigInteger integer(Constant object) {
    return object instanceof LongInt number ? number.value() : cast(Int.class, object).value();
  }

  private static <T extends Constant> T cast(Class<T> type, Constant object) {
    if (!type.isInstance(object)) {
      throw new IllegalArgumentException("expected " + type.getSimpleName());
    }
    return type.cast(object);
  }

  private static void writeDouble(ByteSink out, Float number) {
    out.putLong(Double.doubleToRawLongBits(number.value()));
  }

  /** {@code w_PyLong}. */
  private static void writeDigits(ByteSink out, BigInteger value) {
    byte[] magnitude = value.abs().toByteArray();
    int digits = (value.abs().bitLength() + DIGIT_BITS - 1) / DIGIT_BITS;
    out.putInt(value.signum() < 0 ? -digits : digits);
    int bits = 0;
    int available = 0;
    int next = magnitude.length - 1;
    for (int i = 0; i < digits; i++) {
      while (available < DIGIT_BITS && next >= 0) {
        bits |= (magnitude[next--] & 0xFF) << available;
        available += 8;
      }
      out.putShort(bits & DIGIT_MASK);
      bits >>>= DIGIT_BITS;
      available -= DIGIT_BITS;
    }
  }
}
