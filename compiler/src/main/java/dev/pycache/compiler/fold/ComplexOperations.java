package dev.pycache.compiler.fold;

import dev.pycache.compiler.ast.BinaryOperator;
import dev.pycache.compiler.rules.FoldRules;
import org.jspecify.annotations.Nullable;

/**
 * Operators of {@code complex}, computed with the very steps of {@code Objects/complexobject.c}.
 */
final class ComplexOperations {
  /** Up to this size, whole exponents are computed by multiplication. */
  private static final int MAX_SMALL_EXPONENT = 100;

  private final boolean keepsRealOperandsReal;
  private final boolean recoversInfinities;
  private final boolean multipliesByExponential;

  ComplexOperations(FoldRules rules) {
    this.keepsRealOperandsReal = rules.keepsRealOperandsReal();
    this.recoversInfinities = rules.recoversInfinities();
    this.multipliesByExponential = rules.multipliesByExponential();
  }

  /** An operation on two complex numbers; null if it raises. */
  @Nullable ComplexValue operate(BinaryOperator op, ComplexValue a, ComplexValue b) {
    return switch (op) {
      case ADD ->
          new ComplexValue(Ieee.add(a.real(), b.real()), Ieee.add(a.imaginary(), b.imaginary()));
      case SUBTRACT ->
          new ComplexValue(
              Ieee.subtract(a.real(), b.real()), Ieee.subtract(a.imaginary(), b.imaginary()));
      case MULTIPLY -> multiply(a, b);
      case TRUE_DIVIDE -> b.isZero() ? null : divide(a, b);
      case POWER -> power(a, b);
      case MATRIX_MULTIPLY, REMAINDER, FLOOR_DIVIDE, LEFT_SHIFT, RIGHT_SHIFT, OR, XOR, AND -> null;
    };
  }

  /** An operation of which the right operand is a real number. */
  @Nullable ComplexValue operate(BinaryOperator op, ComplexValue a, double b) {
    if (!keepsRealOperandsReal) {
      return operate(op, a, new ComplexValue(b, 0));
    }
    return switch (op) {
      case ADD -> new ComplexValue(Ieee.add(a.real(), b), a.imaginary());
      case SUBTRACT -> new ComplexValue(Ieee.subtract(a.real(), b), a.imaginary());
      case MULTIPLY ->
          new ComplexValue(Ieee.multiply(a.real(), b), Ieee.multiply(a.imaginary(), b));
      case TRUE_DIVIDE ->
          b == 0 ? null : new ComplexValue(Ieee.divide(a.real(), b), Ieee.divide(a.imaginary(), b));
      default -> operate(op, a, new ComplexValue(b, 0));
    };
  }

  /** An operation of which the left operand is a real number. */
  @Nullable ComplexValue operate(BinaryOperator op, double a, ComplexValue b) {
    if (!keepsRealOperandsReal) {
      return operate(op, new ComplexValue(a, 0), b);
    }
    return switch (op) {
      case ADD, MULTIPLY -> operate(op, b, a);
      case SUBTRACT -> new ComplexValue(Ieee.subtract(a, b.real()), Ieee.negate(b.imaginary()));
      case TRUE_DIVIDE -> b.isZero() ? null : divide(a, b);
      default -> operate(op, new ComplexValue(a, 0), b);
    };
  }

  /** Mirrors {@code _Py_c_prod}. */
  private ComplexValue multiply(ComplexValue a, ComplexValue b) {
    ComplexValue product = plainProduct(a, b);
    return recoversInfinities && product.isNaN() ? infiniteProduct(a, b, product) : product;
  }

  private static ComplexValue plainProduct(ComplexValue a, ComplexValue b) {
    return new ComplexValue(
        Ieee.subtract(
            Ieee.multiply(a.real(), b.real()), Ieee.multiply(a.imaginary(), b.imaginary())),
        Ieee.add(Ieee.multiply(a.real(), b.imaginary()), Ieee.multiply(a.imaginary(), b.real())));
  }

  /** The product of numbers of which one is infinite, or that overflow; else what it was. */
  private static ComplexValue infiniteProduct(ComplexValue z, ComplexValue w, ComplexValue found) {
    ComplexValue a = z;
    ComplexValue b = w;
    boolean infinite = false;
    if (a.isInfinite()) {
      a = a.boxed();
      b = b.defined();
      infinite = true;
    }
    if (b.isInfinite()) {
      b = b.boxed();
      a = a.defined();
      infinite = true;
    }
    if (!infinite && overflows(z, w)) {
      a = a.defined();
      b = b.defined();
      infinite = true;
    }
    return infinite ? scaled(Double.POSITIVE_INFINITY, plainProduct(a, b)) : found;
  }

  private static boolean overflows(ComplexValue a, ComplexValue b) {
    return Double.isInfinite(a.real() * b.real())
        || Double.isInfinite(a.imaginary() * b.imaginary())
        || Double.isInfinite(a.real() * b.imaginary())
        || Double.isInfinite(a.imaginary() * b.real());
  }

  private static ComplexValue scaled(double factor, ComplexValue value) {
    return new ComplexValue(
        Ieee.multiply(factor, value.real()), Ieee.multiply(factor, value.imaginary()));
  }

  /** Mirrors {@code _Py_c_quot}; the divisor is not zero. */
  private ComplexValue divide(ComplexValue a, ComplexValue b) {
    ComplexValue quotient = plainQuotient(a, b);
    if (recoversInfinities && quotient.isNaN()) {
      if (a.isInfinite() && b.isFinite()) {
        return scaled(Double.POSITIVE_INFINITY, timesConjugate(a.boxed(), b));
      }
      if (b.isInfinite() && a.isFinite()) {
        return scaled(0, timesConjugate(a, b.boxed()));
      }
    }
    return quotient;
  }

  private static ComplexValue timesConjugate(ComplexValue a, ComplexValue b) {
    return new ComplexValue(
        Ieee.add(Ieee.multiply(a.real(), b.real()), Ieee.multiply(a.imaginary(), b.imaginary())),
        Ieee.subtract(
            Ieee.multiply(a.imaginary(), b.real()), Ieee.multiply(a.real(), b.imaginary())));
  }

  private static ComplexValue plainQuotient(ComplexValue a, ComplexValue b) {
    double realSize = Math.abs(b.real());
    double imaginarySize = Math.abs(b.imaginary());
    if (realSize >= imaginarySize) {
      double ratio = Ieee.divide(b.imaginary(), b.real());
      double divisor = Ieee.add(b.real(), Ieee.multiply(b.imaginary(), ratio));
      return new ComplexValue(
          Ieee.divide(Ieee.add(a.real(), Ieee.multiply(a.imaginary(), ratio)), divisor),
          Ieee.divide(Ieee.subtract(a.imaginary(), Ieee.multiply(a.real(), ratio)), divisor));
    }
    if (imaginarySize >= realSize) {
      double ratio = Ieee.divide(b.real(), b.imaginary());
      double divisor = Ieee.add(Ieee.multiply(b.real(), ratio), b.imaginary());
      return new ComplexValue(
          Ieee.divide(Ieee.add(Ieee.multiply(a.real(), ratio), a.imaginary()), divisor),
          Ieee.divide(Ieee.subtract(Ieee.multiply(a.imaginary(), ratio), a.real()), divisor));
    }
    return new ComplexValue(Double.NaN, Double.NaN);
  }

  /** Mirrors {@code _Py_rc_quot}; the divisor is not zero. */
  private static ComplexValue divide(double a, ComplexValue b) {
    ComplexValue quotient = plainQuotient(a, b);
    if (quotient.isNaN() && Double.isFinite(a) && b.isInfinite()) {
      ComplexValue box = b.boxed();
      return new ComplexValue(
          Ieee.multiply(0, Ieee.multiply(a, box.real())),
          Ieee.multiply(0, Ieee.multiply(Ieee.negate(a), box.imaginary())));
    }
    return quotient;
  }

  private static ComplexValue plainQuotient(double a, ComplexValue b) {
    double realSize = Math.abs(b.real());
    double imaginarySize = Math.abs(b.imaginary());
    if (realSize >= imaginarySize) {
      double ratio = Ieee.divide(b.imaginary(), b.real());
      double divisor = Ieee.add(b.real(), Ieee.multiply(b.imaginary(), ratio));
      return new ComplexValue(
          Ieee.divide(a, divisor), Ieee.divide(Ieee.multiply(Ieee.negate(a), ratio), divisor));
    }
    if (imaginarySize >= realSize) {
      double ratio = Ieee.divide(b.real(), b.imaginary());
      double divisor = Ieee.add(Ieee.multiply(b.real(), ratio), b.imaginary());
      return new ComplexValue(
          Ieee.divide(Ieee.multiply(a, ratio), divisor), Ieee.divide(Ieee.negate(a), divisor));
    }
    return new ComplexValue(Double.NaN, Double.NaN);
  }

  /**
   * Mirrors {@code complex_pow}; null for a power of zero that does not exist, and for one that is
   * too large.
   */
  @Nullable ComplexValue power(ComplexValue a, ComplexValue b) {
    boolean small =
        b.imaginary() == 0
            && b.real() == Math.floor(b.real())
            && Math.abs(b.real()) <= MAX_SMALL_EXPONENT;
    ComplexValue result = small ? smallPower(a, (int) b.real()) : anyPower(a, b);
    return result == null || result.isInfinite() ? null : result;
  }

  /** Mirrors {@code c_powi}. */
  private @Nullable ComplexValue smallPower(ComplexValue a, int exponent) {
    ComplexValue result = ComplexValue.ONE;
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
    return result.isZero() ? null : divide(ComplexValue.ONE, result);
  }

  /** Mirrors {@code _Py_c_pow}. */
  private @Nullable ComplexValue anyPower(ComplexValue a, ComplexValue b) {
    if (a.isZero()) {
      return b.imaginary() != 0 || b.real() < 0 ? null : ComplexValue.ZERO;
    }
    double size = Libm.hypot(a.real(), a.imaginary());
    double length = Libm.pow(size, b.real());
    double angle = Libm.atan2(a.imaginary(), a.real());
    double phase = Ieee.multiply(angle, b.real());
    if (b.imaginary() != 0) {
      length =
          multipliesByExponential
              ? Ieee.multiply(length, Libm.exp(Ieee.multiply(Ieee.negate(angle), b.imaginary())))
              : Ieee.divide(length, Libm.exp(Ieee.multiply(angle, b.imaginary())));
      phase = Ieee.add(phase, Ieee.multiply(b.imaginary(), Libm.log(size)));
    }
    if (Double.isInfinite(phase)) {
      return null; // cos() and sin() report a domain error
    }
    return new ComplexValue(
        Ieee.multiply(length, Libm.cos(phase)), Ieee.multiply(length, Libm.sin(phase)));
  }
}
