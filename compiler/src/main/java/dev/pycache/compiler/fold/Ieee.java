package dev.pycache.compiler.fold;

/**
 * Arithmetic on floats in which even the sign of a NaN is certain. Java leaves it open, but it
 * shows in a {@code .pyc}: here it is that of CPython on x86-64, where an operation on NaNs yields
 * one of them and every other NaN is negative. Which of two NaNs a commutative operation yields is
 * the choice of the C compiler.
 */
final class Ieee {
  private static final double FRESH_NAN = Double.longBitsToDouble(0xFFF8_0000_0000_0000L);

  private Ieee() {}

  static double negate(double a) {
    return Double.longBitsToDouble(Double.doubleToRawLongBits(a) ^ Long.MIN_VALUE);
  }

  static double add(double a, double b) {
    return Double.isNaN(b) ? b : result(a, b, a + b);
  }

  static double subtract(double a, double b) {
    return result(a, b, a - b);
  }

  static double multiply(double a, double b) {
    return Double.isNaN(b) ? b : result(a, b, a * b);
  }

  static double divide(double a, double b) {
    return result(a, b, a / b);
  }

  /** C's {@code fmod}. */
  static double remainder(double a, double b) {
    return result(a, b, a % b);
  }

  private static double result(double a, double b, double result) {
    if (!Double.isNaN(result)) {
      return result;
    }
    if (Double.isNaN(a)) {
      return a;
    }
    return Double.isNaN(b) ? b : FRESH_NAN;
  }
}
