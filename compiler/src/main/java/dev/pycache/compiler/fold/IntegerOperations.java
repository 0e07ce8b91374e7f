package dev.pycache.compiler.fold;

import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Float;
import dev.pycache.bytecode.Int;
import dev.pycache.bytecode.Singleton;
import dev.pycache.compiler.ast.BinaryOperator;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Operators of {@code int} and {@code bool}. */
final class IntegerOperations {
  /** Results with more bits than this are left to run time. */
  private static final int MAX_BITS = 128;

  /**
   * Digits and exponents of an IEEE double ({@code DBL_MANT_DIG}, {@code DBL_MIN_EXP}, {@code
   * DBL_MAX_EXP}).
   */
  private static final int MANTISSA_BITS = 53;

  private static final int MIN_EXPONENT = -1021;
  private static final int MAX_EXPONENT = 1024;

  private IntegerOperations() {}

  /** Of two bools the logical operators make a bool. */
  static @Nullable Constant ofBooleans(BinaryOperator op, BigInteger a, BigInteger b) {
    Constant result = of(op, a, b);
    return switch (op) {
      case AND, OR, XOR ->
          result instanceof Int number ? Singleton.of(number.value().signum() != 0) : result;
      case ADD,
          SUBTRACT,
          MULTIPLY,
          MATRIX_MULTIPLY,
          TRUE_DIVIDE,
          REMAINDER,
          POWER,
          LEFT_SHIFT,
          RIGHT_SHIFT,
          FLOOR_DIVIDE ->
          result;
    };
  }

  static @Nullable Constant of(BinaryOperator op, BigInteger a, BigInteger b) {
    return switch (op) {
      case ADD -> new Int(a.add(b));
      case SUBTRACT -> new Int(a.subtract(b));
      case MULTIPLY -> multiply(a, b);
      case MATRIX_MULTIPLY -> null;
      case TRUE_DIVIDE -> divide(a, b);
      case REMAINDER -> b.signum() == 0 ? null : new Int(floorRemainder(a, b));
      case FLOOR_DIVIDE ->
          b.signum() == 0 ? null : new Int(a.subtract(floorRemainder(a, b)).divide(b));
      case POWER -> power(a, b);
      case LEFT_SHIFT -> shiftLeft(a, b);
      case RIGHT_SHIFT -> shiftRight(a, b);
      case OR -> new Int(a.or(b));
      case XOR -> new Int(a.xor(b));
      case AND -> new Int(a.and(b));
    };
  }

  /** Mirrors {@code safe_multiply}. */
  private static @Nullable Constant multiply(BigInteger a, BigInteger b) {
    boolean large = a.signum() != 0 && b.signum() != 0 && bits(a) + bits(b) > MAX_BITS;
    return large ? null : new Int(a.multiply(b));
  }

  /** The remainder with the sign of the divisor. */
  private static BigInteger floorRemainder(BigInteger a, BigInteger b) {
    BigInteger remainder = a.remainder(b);
    return remainder.signum() * b.signum() < 0 ? remainder.add(b) : remainder;
  }

  /** Mirrors {@code safe_power}; negative powers are floats. */
  private static @Nullable Constant power(BigInteger a, BigInteger b) {
    if (b.signum() < 0) {
      double base = a.doubleValue();
      double exponent = b.doubleValue();
      boolean large = Double.isInfinite(base) || Double.isInfinite(exponent);
      return large ? null : FloatOperations.realPower(base, exponent);
    }
    if (a.signum() == 0 || b.signum() == 0) {
      return b.signum() == 0 ? Int.of(1) : Int.of(0);
    }
    boolean large = b.bitLength() > Integer.SIZE - 1 || bits(a) > MAX_BITS / b.intValue();
    return large ? null : new Int(a.pow(b.intValue()));
  }

  /** Mirrors {@code safe_lshift}. */
  private static @Nullable Constant shiftLeft(BigInteger a, BigInteger b) {
    if (b.signum() < 0) {
      return null;
    }
    if (a.signum() == 0) {
      return Int.of(0);
    }
    boolean large = b.bitLength() > Integer.SIZE - 1 || b.intValue() > MAX_BITS - bits(a);
    return large && b.signum() != 0 ? null : new Int(a.shiftLeft(b.intValue()));
  }

  private static @Nullable Constant shiftRight(BigInteger a, BigInteger b) {
    if (b.signum() < 0) {
      return null;
    }
    if (b.bitLength() > Integer.SIZE - 1) {
      return Int.of(a.signum() < 0 ? -1 : 0);
    }
    return new Int(a.shiftRight(b.intValue()));
  }

  /** Number of bits of the absolute value ({@code _PyLong_NumBits}). */
  private static int bits(BigInteger number) {
    return number.abs().bitLength();
  }

  /**
   * The quotient as a float, correctly rounded however large the numbers are ({@code
   * long_true_divide}); null if it is none.
   */
  private static @Nullable Constant divide(BigInteger a, BigInteger b) {
    if (b.signum() == 0) {
      return null;
    }
    boolean negative = a.signum() < 0 != b.signum() < 0;
    double quotient = quotient(a.abs(), b.abs());
    return Double.isInfinite(quotient) ? null : new Float(negative ? -quotient : quotient);
  }

  /** The quotient of two numbers that are not negative; infinite if it is too large. */
  private static double quotient(BigInteger a, BigInteger b) {
    if (a.bitLength() <= MANTISSA_BITS && b.bitLength() <= MANTISSA_BITS) {
      return a.doubleValue() / b.doubleValue();
    }
    long magnitude = (long) a.bitLength() - b.bitLength();
    if (a.signum() == 0 || magnitude < MIN_EXPONENT - MANTISSA_BITS - 1) {
      return 0;
    }
    if (magnitude > MAX_EXPONENT) {
      return Double.POSITIVE_INFINITY;
    }
    // A quotient with two or three bits more than fit, the lowest of which is set if anything was
    // lost below it.
    int shift = (int) Math.max(magnitude, MIN_EXPONENT) - MANTISSA_BITS - 2;
    BigInteger dividend = shift <= 0 ? a.shiftLeft(-shift) : a;
    BigInteger divisor = shift <= 0 ? b : b.shiftLeft(shift);
    BigInteger[] parts = dividend.divideAndRemainder(divisor);
    long bits = parts[0].longValueExact();
    if (parts[1].signum() != 0) {
      bits |= 1;
    }
    int bitLength = Long.SIZE - Long.numberOfLeadingZeros(bits);
    int extra = Math.max(bitLength, MIN_EXPONENT - shift) - MANTISSA_BITS;
    long half = 1L << extra - 1;
    long rounded = bits >> extra;
    long rest = bits & (1L << extra) - 1;
    if (rest > half || (rest == half && (rounded & 1) != 0)) {
      rounded++;
    }
    return Math.scalb((double) rounded, shift + extra);
  }
}
