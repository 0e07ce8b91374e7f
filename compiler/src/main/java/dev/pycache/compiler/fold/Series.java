package dev.pycache.compiler.fold;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Elementary functions to as many decimal digits as are asked for. They serve a few constants of a
 * few programs, so they are plain rather than fast.
 */
final class Series {
  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final BigDecimal TWO = BigDecimal.TWO;

  private final MathContext context;

  /** Terms smaller than this no longer matter. */
  private final BigDecimal epsilon;

  /** For results with about this many correct digits. */
  Series(int digits) {
    this.context = new MathContext(digits + 10, RoundingMode.HALF_EVEN);
    this.epsilon = ONE.movePointLeft(digits + 10);
  }

  /** The natural logarithm of a positive number. */
  BigDecimal log(double x) {
    int exponent = Math.getExponent(x);
    if (exponent < Double.MIN_EXPONENT) {
      exponent = Math.getExponent(x * 0x1p54) - 54;
    }
    double fraction = Math.scalb(Math.scalb(x, -exponent / 2), exponent / 2 - exponent);
    if (fraction > 1.4) {
      fraction /= 2;
      exponent++;
    }
    BigDecimal m = new BigDecimal(fraction);
    BigDecimal log = atanh(m.subtract(ONE).divide(m.add(ONE), context)).multiply(TWO);
    return exponent == 0 ? log : log.add(ln2().multiply(BigDecimal.valueOf(exponent)), context);
  }

  BigDecimal ln2() {
    return atanh(ONE.divide(BigDecimal.valueOf(3), context)).multiply(TWO);
  }

  /** {@code e} to a power of moderate size. */
  BigDecimal exp(BigDecimal x) {
    BigDecimal sum = ONE;
    BigDecimal term = ONE;
    for (int i = 1; term.abs().compareTo(epsilon) > 0; i++) {
      term = term.multiply(x, context).divide(BigDecimal.valueOf(i), context);
      sum = sum.add(term, context);
    }
    return sum;
  }

  BigDecimal sin(BigDecimal x) {
    return alternating(x, x, 1);
  }

  BigDecimal cos(BigDecimal x) {
    return alternating(ONE, x, 0);
  }

  /** The sum of {@code first - first*x*x/((n+1)(n+2)) + …}, to a relative precision. */
  private BigDecimal alternating(BigDecimal first, BigDecimal x, int start) {
    BigDecimal square = x.multiply(x, context).negate();
    BigDecimal sum = first;
    BigDecimal term = first;
    for (int n = start; isRelevant(term, first); n += 2) {
      term =
          term.multiply(square, context).divide(BigDecimal.valueOf((n + 1L) * (n + 2L)), context);
      sum = sum.add(term, context);
    }
    return sum;
  }

  /** Four times the arc tangent of 1, by Machin's formula. */
  BigDecimal pi() {
    BigDecimal a =
        atanSeries(ONE.divide(BigDecimal.valueOf(5), context)).multiply(BigDecimal.valueOf(16));
    BigDecimal b =
        atanSeries(ONE.divide(BigDecimal.valueOf(239), context)).multiply(BigDecimal.valueOf(4));
    return a.subtract(b, context);
  }

  /** The arc tangent of a number from 0 to 1. */
  BigDecimal atan(BigDecimal x) {
    BigDecimal reduced = x;
    int halvings = 0;
    while (reduced.compareTo(BigDecimal.valueOf(1, 1)) > 0) {
      BigDecimal root = reduced.multiply(reduced, context).add(ONE, context).sqrt(context);
      reduced = reduced.divide(ONE.add(root, context), context);
      halvings++;
    }
    return atanSeries(reduced)
        .multiply(new BigDecimal(BigInteger.ONE.shiftLeft(halvings)), context);
  }

  private BigDecimal atanSeries(BigDecimal x) {
    return oddPowers(x, x.multiply(x, context).negate());
  }

  private BigDecimal atanh(BigDecimal x) {
    return oddPowers(x, x.multiply(x, context));
  }

  /** {@code x + x*factor/3 + x*factor*factor/5 + …}. */
  private BigDecimal oddPowers(BigDecimal x, BigDecimal factor) {
    BigDecimal sum = x;
    BigDecimal power = x;
    for (int n = 3; isRelevant(power, x); n += 2) {
      power = power.multiply(factor, context);
      sum = sum.add(power.divide(BigDecimal.valueOf(n), context), context);
    }
    return sum;
  }

  private boolean isRelevant(BigDecimal term, BigDecimal first) {
    return term.abs().compareTo(first.abs().multiply(epsilon)) > 0;
  }
}
