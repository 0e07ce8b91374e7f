package dev.pycache.compiler.fold;

import dev.pycache.bytecode.Complex;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Float;
import dev.pycache.compiler.ast.BinaryOperator;
import dev.pycache.compiler.rules.FoldRules;
import org.jspecify.annotations.Nullable;

/** Operators of {@code float}. */
final class FloatOperations {
  private final ComplexOperations complex;

  private final boolean addsToFirstNaN;
  private final boolean multipliesToFirstNaN;

  FloatOperations(ComplexOperations complex, FoldRules rules) {
    this.complex = complex;
    this.addsToFirstNaN = rules.addsToFirstNaN();
    this.multipliesToFirstNaN = rules.multipliesToFirstNaN();
  }

  @Nullable Constant operate(BinaryOperator op, double a, double b) {
    return switch (op) {
      case ADD -> new Float(addsToFirstNaN && Double.isNaN(a) ? a : Ieee.add(a, b));
      case SUBTRACT -> new Float(Ieee.subtract(a, b));
      case MULTIPLY -> new Float(multipliesToFirstNaN && Double.isNaN(a) ? a : Ieee.multiply(a, b));
      case TRUE_DIVIDE -> b == 0 ? null : new Float(Ieee.divide(a, b));
      case REMAINDER -> b == 0 ? null : new Float(remainder(a, b));
      case FLOOR_DIVIDE -> b == 0 ? null : new Float(floorDivide(a, b));
      case POWER -> power(a, b);
      case MATRIX_MULTIPLY, LEFT_SHIFT, RIGHT_SHIFT, OR, XOR, AND -> null;
    };
  }

  /** The remainder with the sign of the divisor ({@code float_rem}). */
  private static double remainder(double a, double b) {
    double remainder = Ieee.remainder(a, b);
    if (remainder == 0) {
      return Math.copySign(0.0, b);
    }
    return b < 0 != remainder < 0 ? Ieee.add(remainder, b) : remainder;
  }

  /** Mirrors {@code _float_div_mod}. */
  private static double floorDivide(double a, double b) {
    double remainder = Ieee.remainder(a, b);
    double quotient = Ieee.divide(Ieee.subtract(a, remainder), b);
    if (remainder != 0 && b < 0 != remainder < 0) {
      quotient = Ieee.subtract(quotient, 1);
    }
    if (quotient == 0) {
      return Math.copySign(0.0, a / b);
    }
    if (Double.isNaN(quotient)) {
      return quotient;
    }
    double floor = Math.floor(quotient);
    return quotient - floor > 0.5 ? floor + 1 : floor;
  }

  /** Mirrors {@code float_pow}: broken powers of negative numbers are complex. */
  private @Nullable Constant power(double a, double b) {
    if (a < 0 && Double.isFinite(a) && Double.isFinite(b) && b != Math.floor(b)) {
      ComplexValue result = complex.power(new ComplexValue(a, 0), new ComplexValue(b, 0));
      return result == null ? null : Complex.of(result.real(), result.imaginary());
    }
    return realPower(a, b);
  }

  /** A power that is no complex number. */
  static @Nullable Constant realPower(double a, double b) {
    if (b == 0) {
      return new Float(1);
    }
    if (Double.isNaN(a)) {
      return new Float(a);
    }
    if (Double.isNaN(b)) {
      return new Float(a == 1 ? 1 : b);
    }
    boolean odd = isOdd(b);
    if (Double.isInfinite(b)) {
      double size = Math.abs(a);
      return new Float(size == 1 ? 1 : b > 0 == size > 1 ? Double.POSITIVE_INFINITY : 0);
    }
    if (Double.isInfinite(a)) {
      double size = b > 0 ? Double.POSITIVE_INFINITY : 0;
      return new Float(odd ? Math.copySign(size, a) : size);
    }
    if (a == 0) {
      return b < 0 ? null : new Float(odd ? a : 0);
    }
    double size = Libm.pow(Math.abs(a), b);
    if (Double.isInfinite(size)) {
      return null;
    }
    return new Float(a < 0 && odd ? -size : size);
  }

  private static boolean isOdd(double number) {
    return Math.abs(number % 2) == 1;
  }
}
