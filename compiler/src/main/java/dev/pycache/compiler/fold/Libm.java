package dev.pycache.compiler.fold;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The functions of C's {@code <math.h>} that powers need, with the results of the GNU C library
 * (2.28 and later) on processors with a fused multiply-add, for those are the results that stand in
 * the {@code .pyc} files of the world.
 *
 * <p>{@code pow} and {@code exp} are computed as that library does, by the algorithm of Arm's
 * Optimized Routines: a table of logarithms (or powers of two) at 128 points and a polynomial
 * between them, {@link LibmTables}. {@code hypot} follows the library as well. Logarithm, sine,
 * cosine and arc tangent, which only complex powers need, are correctly rounded; those of the
 * library differ in the last bit for about one argument in a thousand.
 */
final class Libm {
  private static final int MANTISSA_BITS = 52;

  private static final double LN2_HIGH = 0x1.62e42fefa3800p-1;
  private static final double LN2_LOW = 0x1.ef35793c76730p-45;

  /** Start of the interval that the logarithm's argument is reduced to. */
  static final long LOG_START = 0x3fe6955500000000L;

  /** Coefficients of log1p(r) - r, scaled as the evaluation needs them. */
  private static final double[] LOG = {
    -0x1p-1,
    0x1.555555555556p-2 * -2,
    -0x1.0000000000006p-2 * -2,
    0x1.999999959554ep-3 * 4,
    -0x1.555555529a47ap-3 * 4,
    0x1.2495b9b4845e9p-3 * -8,
    -0x1.0002b8b263fc3p-3 * -8,
  };

  private static final double INVERSE_LN2 = 0x1.71547652b82fep0 * LibmTables.SIZE;
  private static final double NEGATIVE_LN2_HIGH = -0x1.62e42fefa0000p-8;
  private static final double NEGATIVE_LN2_LOW = -0x1.cf79abc9e3b3ap-47;

  /** Added to a number, leaves it rounded to an integer in the low bits. */
  private static final double ROUNDER = 0x1.8p52;

  /** Coefficients of exp(r) - 1 - r. */
  private static final double[] EXP = {
    0x1.ffffffffffdbdp-2, 0x1.555555555543cp-3, 0x1.55555cf172b91p-5, 0x1.1111167a4d017p-7,
  };

  /** Enough for a double that is correctly rounded. */
  private static final int DIGITS = 50;

  private Libm() {}

  /** {@code x} to the power of {@code y}, for {@code x} that is not negative. */
  static double pow(double x, double y) {
    if (y == 0 || x == 1) {
      return 1;
    }
    if (Double.isNaN(x) || Double.isNaN(y)) {
      return Ieee.add(y, x);
    }
    if (x == 0 || Double.isInfinite(x)) {
      return x == 0 == y > 0 ? 0 : Double.POSITIVE_INFINITY;
    }
    double size = Math.abs(y);
    if (size >= 0x1p63) {
      return x > 1 == y > 0 ? Double.POSITIVE_INFINITY : 0;
    }
    if (size < 0x1p-65) {
      return 1;
    }
    return powFinite(x, y);
  }

  private static double powFinite(double x, double y) {
    long bits = Double.doubleToRawLongBits(x);
    if (x < Double.MIN_NORMAL) {
      bits = Double.doubleToRawLongBits(x * 0x1p52) - (52L << MANTISSA_BITS);
    }
    // log(x) = k*log(2) + log(c) + log1p(z/c - 1), where c is the table's point that is next to z.
    long offset = bits - LOG_START;
    int point = (int) (offset >> MANTISSA_BITS - LibmTables.BITS) & LibmTables.SIZE - 1;
    double k = offset >> MANTISSA_BITS;
    double z = Double.longBitsToDouble(bits - (offset & 0xFFFL << MANTISSA_BITS));
    int row = LibmTables.LOG_ROW * point;
    double inverse = LibmTables.LOG[row];
    double logPoint = LibmTables.LOG[row + 1];
    double logTail = LibmTables.LOG[row + 2];
    double r = Math.fma(z, inverse, -1.0);
    double t1 = Math.fma(k, LN2_HIGH, logPoint);
    double t2 = t1 + r;
    double low1 = Math.fma(k, LN2_LOW, logTail);
    double low2 = t1 - t2 + r;
    double ar = LOG[0] * r;
    double ar2 = r * ar;
    double ar3 = r * ar2;
    double high = t2 + ar2;
    double low3 = Math.fma(ar, r, -ar2);
    double low4 = t2 - high + ar2;
    double inner = Math.fma(ar2, Math.fma(r, LOG[6], LOG[5]), Math.fma(r, LOG[4], LOG[3]));
    double polynomial = Math.fma(ar2, inner, Math.fma(r, LOG[2], LOG[1]));
    double low = Math.fma(ar3, polynomial, low1 + low2 + low3 + low4);
    double log = high + low;
    double tail = high - log + low;
    double exponent = y * log;
    return exp(exponent, Math.fma(y, tail, Math.fma(y, log, -exponent)));
  }

  static double exp(double x) {
    if (Double.isNaN(x)) {
      return x;
    }
    if (Double.isInfinite(x)) {
      return x > 0 ? x : 0;
    }
    return exp(x, 0);
  }

  /** {@code e} to the power of {@code x + tail}. */
  private static double exp(double x, double tail) {
    double size = Math.abs(x);
    if (size < 0x1p-54) {
      return 1 + x;
    }
    if (size >= 1024) {
      return x < 0 ? 0 : Double.POSITIVE_INFINITY;
    }
    // exp(x) = 2^(k/128) * exp(r)
    double shifted = Math.fma(INVERSE_LN2, x, ROUNDER);
    long k = Double.doubleToRawLongBits(shifted);
    double whole = shifted - ROUNDER;
    double r = Math.fma(whole, NEGATIVE_LN2_LOW, Math.fma(whole, NEGATIVE_LN2_HIGH, x)) + tail;
    int point = (int) k & LibmTables.SIZE - 1;
    int row = LibmTables.EXP_ROW * point;
    double power = LibmTables.EXP[row];
    double powerTail = LibmTables.EXP[row + 1];
    long scaleBits =
        Double.doubleToRawLongBits(power) + (k - point << MANTISSA_BITS - LibmTables.BITS);
    double r2 = r * r;
    double sum = Math.fma(r2, Math.fma(r, EXP[1], EXP[0]), powerTail + r);
    double rest = Math.fma(r2 * r2, Math.fma(r, EXP[3], EXP[2]), sum);
    if (size >= 512) {
      return scaled(rest, scaleBits, k);
    }
    double scale = Double.longBitsToDouble(scaleBits);
    return Math.fma(scale, rest, scale);
  }

  /**
   * {@code scale * (1 + rest)} where the exponent of the scale, or that of the result, may not fit.
   */
  private static double scaled(double rest, long scaleBits, long k) {
    if ((k & 0x80000000L) == 0) {
      double scale = Double.longBitsToDouble(scaleBits - (1009L << MANTISSA_BITS));
      return 0x1p1009 * Math.fma(scale, rest, scale);
    }
    // The library's compiler has not fused this multiplication.
    double scale = Double.longBitsToDouble(scaleBits + (1022L << MANTISSA_BITS));
    double result = scale + scale * rest;
    if (result < 1) {
      // Rounded here to the digits that a subnormal number has, so that it is not rounded twice.
      double low = scale - result + scale * rest;
      double high = 1 + result;
      low = 1 - high + result + low;
      result = high + low - 1;
    }
    return 0x1p-1022 * result;
  }

  /** The logarithm of a number that is not negative, nor zero. */
  static double log(double x) {
    return Double.isNaN(x) || Double.isInfinite(x) ? x : new Series(DIGITS).log(x).doubleValue();
  }

  static double sin(double x) {
    return Double.isNaN(x) || x == 0 ? x : sinOrCos(x, 0);
  }

  static double cos(double x) {
    return Double.isNaN(x) ? x : sinOrCos(x, 1);
  }

  /** The sine of a finite number, or with one more quarter of a turn its cosine. */
  private static double sinOrCos(double x, int quarters) {
    BigDecimal exact = new BigDecimal(x);
    int integerDigits = Math.max(0, exact.precision() - exact.scale());
    Series series = new Series(70 + integerDigits);
    BigDecimal quarter = series.pi().divide(BigDecimal.TWO);
    BigDecimal turns = exact.divide(quarter, 0, RoundingMode.HALF_EVEN);
    BigDecimal rest = exact.subtract(turns.multiply(quarter));
    int phase = turns.toBigInteger().intValue() + quarters & 3;
    BigDecimal result = (phase & 1) == 0 ? series.sin(rest) : series.cos(rest);
    return (phase & 2) == 0 ? result.doubleValue() : -result.doubleValue();
  }

  static double atan2(double y, double x) {
    if (Double.isNaN(x) || Double.isNaN(y)) {
      return Ieee.add(x, y);
    }
    if (x == 0 || y == 0 || Double.isInfinite(x) || Double.isInfinite(y)) {
      return Math.atan2(y, x); // multiples of an eighth of a turn
    }
    Series series = new Series(DIGITS);
    BigDecimal a = new BigDecimal(Math.abs(y));
    BigDecimal b = new BigDecimal(Math.abs(x));
    MathContext digits = new MathContext(60);
    boolean steep = a.compareTo(b) > 0;
    BigDecimal angle = series.atan(steep ? b.divide(a, digits) : a.divide(b, digits));
    if (steep) {
      angle = series.pi().divide(BigDecimal.TWO).subtract(angle);
    }
    if (x < 0) {
      angle = series.pi().subtract(angle);
    }
    return Math.copySign(angle.doubleValue(), y);
  }

  static double hypot(double x, double y) {
    if (Double.isInfinite(x) || Double.isInfinite(y)) {
      return Double.POSITIVE_INFINITY;
    }
    if (Double.isNaN(x) || Double.isNaN(y)) {
      return Ieee.add(y, x);
    }
    double large = Math.max(Math.abs(x), Math.abs(y));
    double small = Math.min(Math.abs(x), Math.abs(y));
    if (large > 0x1p511) {
      return small <= large * 0x1p-54
          ? large + small
          : hypotScaled(large * 0x1p-600, small * 0x1p-600) / 0x1p-600;
    }
    if (small < 0x1p-459) {
      return large >= small / 0x1p-54
          ? large + small
          : hypotScaled(large / 0x1p-600, small / 0x1p-600) * 0x1p-600;
    }
    return small <= large * 0x1p-54 ? large + small : hypotScaled(large, small);
  }

  /**
   * Of numbers whose squares neither overflow nor underflow: a square root and one step of
   * correction.
   */
  private static double hypotScaled(double x, double y) {
    double h = Math.sqrt(x * x + y * y);
    double a;
    double b;
    if (h <= 2 * y) {
      double delta = h - y;
      a = x * (2 * delta - x);
      b = (delta - 2 * (x - y)) * delta;
    } else {
      double delta = h - x;
      a = 2 * delta * (x - 2 * y);
      b = (4 * delta - y) * y + delta * delta;
    }
    return h - (a + b) / (2 * h);
  }
}
