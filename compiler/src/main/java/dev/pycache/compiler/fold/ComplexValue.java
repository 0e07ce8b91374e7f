package dev.pycache.compiler.fold;

import dev.pycache.compiler.ast.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A complex number and its operators, computed with the very steps of {@code
 * Objects/complexobject.c}.
 */
record ComplexValue(double real, double imaginary) {
  private static final ComplexValue ZERO = new ComplexValue(0, 0);
  private static final ComplexValue ONE = new ComplexValue(1, 0);

  /** Up to this size, whole exponents are computed by multiplication. */
  private static final int MAX_SMALL_EXPONENT = 100;

  static @Nullable ComplexValue operate(BinaryOperator op, ComplexValue a, ComplexValue b) {
    return switch (op) {
      case ADD -> new ComplexValue(Ieee.add(a.real, b.real), Ieee.add(a.imaginary, b.imaginary));
      case SUBTRACT ->
          new ComplexValue(Ieee.subtract(a.real, b.real), Ieee.subtract(a.imaginary, b.imaginary));
      case MULTIPLY -> multiply(a, b);
      case TRUE_DIVIDE -> b.isZero() ? null : divide(a, b);
      case POWER -> power(a, b);
      case MATRIX_MULTIPLY, REMAINDER, FLOOR_DIVIDE, LEFT_SHIFT, RIGHT_SHIFT, OR, XOR, AND -> null;
    };
  }

  private boolean isZero() {
    return real == 0 && imaginary == 0;
  }

  private static ComplexValue multiply(ComplexValue a, ComplexValue b) {
    return new ComplexValue(
        Ieee.subtract(Ieee.multiply(a.real, b.real), Ieee.multiply(a.imaginary, b.imaginary)),
        Ieee.add(Ieee.multiply(a.real, b.imaginary), Ieee.multiply(a.imaginary, b.real)));
  }

  /** Mirrors {@code _Py_c_quot}; the divisor is not zero. */
  private static ComplexValue divide(ComplexValue a, ComplexValue b) {
    double realSize = b.real < 0 ? -b.real : b.real;
    double imaginarySize = b.imaginary < 0 ? -b.imaginary : b.imaginary;
    if (realSize >= imaginarySize) {
      double ratio = Ieee.divide(b.imaginary, b.real);
      double divisor = Ieee.add(b.real, Ieee.multiply(b.imaginary, ratio));
      return new ComplexValue(
          Ieee.divide(Ieee.add(a.real, Ieee.multiply(a.imaginary, ratio)), divisor),
          Ieee.divide(Ieee.subtract(a.imaginary, Ieee.multiply(a.real, ratio)), divisor));
    }
    if (imaginarySize >= realSize) {
      double ratio = Ieee.divide(b.real, b.imaginary);
      double divisor = Ieee.add(Ieee.multiply(b.real, ratio), b.imaginary);
      return new ComplexValue(
          Ieee.divide(Ieee.add(Ieee.multiply(a.real, ratio), a.imaginary), divisor),
          Ieee.divide(Ieee.subtract(Ieee.multiply(a.imaginary, ratio), a.real), divisor));
    }
    return new ComplexValue(Double.NaN, Double.NaN);
  }

  /**
   * Mirrors {@code complex_pow}; null for a power of zero that does not exist, and for one that is
   * too large.
   */
  static @Nullable ComplexValue power(ComplexValue a, ComplexValue b) {
    ComplexValue result;
    if (b.imaginary == 0
        && b.real == Math.floor(b.real)
        && Math.abs(b.real) <= MAX_SMALL_EXPONENT) {
      result = smallPower(a, (int) b.real);
    } else {
      result = anyPower(a, b);
    }
    return result == null || Double.isInfinite(result.real) || Double.isInfinite(result.imaginary)
        ? null
        : result;
  }

  /** Mirrors {@code c_powi}. */
  private static @Nullable ComplexValue smallPower(ComplexValue a, int exponent) {
    ComplexValue result = ONE;
    ComplexValue square = a;
    for (int bits = Math.abs(exponent); bits != 0; bits >>= 1) {
      if ((bits & 1) != 0) {
        result = multiply(result, square);
      }
      square = multiply(square, square);
    }
    if (exponent > 0) {
      return result;
    }
    return result.isZero() ? null : divide(ONE, result);
  }

  /** Mirrors {@code _Py_c_pow}. */
  private static @Nullable ComplexValue anyPower(ComplexValue a, ComplexValue b) {
    if (a.isZero()) {
      return b.imaginary != 0 || b.real < 0 ? null : ZERO;
    }
    double size = Libm.hypot(a.real, a.imaginary);
    double length = Libm.pow(size, b.real);
    double angle = Libm.atan2(a.imaginary, a.real);
    double phase = Ieee.multiply(angle, b.real);
    if (b.imaginary != 0) {
      length = Ieee.divide(length, Libm.exp(Ieee.multiply(angle, b.imaginary)));
      phase = Ieee.add(phase, Ieee.multiply(b.imaginary, Libm.log(size)));
    }
    if (Double.isInfinite(phase)) {
      return null; // cos() and sin() report a domain error
    }
    return new ComplexValue(
        Ieee.multiply(length, Libm.cos(phase)), Ieee.multiply(length, Libm.sin(phase)));
  }
}
