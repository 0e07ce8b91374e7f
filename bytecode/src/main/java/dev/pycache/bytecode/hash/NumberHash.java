package dev.pycache.bytecode.hash;

import java.math.BigDecimal;
import java.math.BigInteger;

/** The hash of a number, which is the same for all types in which the number can be written. */
enum NumberHash {
  /**
   * Up to 3.1: the int modulo the greatest machine word; a fraction by the bits of its mantissa.
   */
  WORD {
    @Override
    long of(BigInteger value) {
      if (value.bitLength() < Long.SIZE) {
        return notError(value.longValue());
      }
      long word = value.abs().mod(GREATEST_WORD).longValue();
      // What is not zero never gives zero; -1 as a word is what is congruent to it.
      long hash = word == 0 ? -1 : word;
      return notError(value.signum() < 0 ? -hash : hash);
    }

    @Override
    long infinity(boolean negative) {
      return negative ? -271_828 : 314_159;
    }

    @Override
    long fraction(double value) {
      double mantissa = mantissa(value) * 0x1p31;
      long high = (long) mantissa;
      long low = (long) ((mantissa - high) * 0x1p31);
      return notError(high + low + ((long) exponent(value) << 15));
    }
  },

  /** Since 3.2: any rational number modulo the prime 2**61 - 1 ({@code _PyHASH_MODULUS}). */
  PRIME {
    @Override
    long of(BigInteger value) {
      long hash =
          value.bitLength() < PRIME_BITS
              ? value.abs().longValue()
              : value.abs().mod(BigInteger.valueOf(MODULUS)).longValue();
      return notError(value.signum() < 0 ? -hash : hash);
    }

    @Override
    long infinity(boolean negative) {
      return negative ? -314_159 : 314_159;
    }

    // _Py_HashDouble: the mantissa as an int, times a power of two.
    @Override
    long fraction(double value) {
      long mantissa = (long) (Math.abs(mantissa(value)) * 0x1p53);
      int shift = Math.floorMod(exponent(value) - 53, PRIME_BITS);
      long reduced = mantissa % MODULUS;
      long hash = reduced << shift & MODULUS | reduced >>> PRIME_BITS - shift;
      return notError(value < 0 ? -hash : hash);
    }
  };

  private static final BigInteger GREATEST_WORD =
      BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);
  private static final int PRIME_BITS = 61;
  private static final long MODULUS = (1L << PRIME_BITS) - 1;

  /** {@code _PyHASH_IMAG}. */
  private static final long IMAGINARY_FACTOR = 1_000_003;

  abstract long of(BigInteger value);

  abstract long infinity(boolean negative);

  abstract long fraction(double value);

  /** The hash of a float; that of a NaN is 0 where it is no address. */
  final long of(double value) {
    if (Double.isNaN(value)) {
      return 0;
    }
    if (Double.isInfinite(value)) {
      return infinity(value < 0);
    }
    if (value != Math.rint(value)) {
      return fraction(value);
    }
    return of(
        Math.abs(value) < 0x1p63
            ? BigInteger.valueOf((long) value)
            : new BigDecimal(value).toBigInteger());
  }

  /** {@code complex_hash}. */
  final long of(double real, double imaginary) {
    return notError(of(real) + IMAGINARY_FACTOR * of(imaginary));
  }

  /** The mantissa of a number as {@code frexp} gives it: from one half on, less than one. */
  private static double mantissa(double value) {
    return Math.scalb(value, -exponent(value));
  }

  /** The exponent that goes with {@link #mantissa}. */
  private static int exponent(double value) {
    int exponent = Math.getExponent(value);
    if (exponent < Double.MIN_EXPONENT) {
      return Math.getExponent(value * 0x1p54) - 54 + 1;
    }
    return exponent + 1;
  }

  /** A hash is never -1, which stands for an exception. */
  static long notError(long hash) {
    return hash == -1 ? -2 : hash;
  }
}
