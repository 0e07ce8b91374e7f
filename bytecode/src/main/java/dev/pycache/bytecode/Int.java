package dev.pycache.bytecode;

import java.math.BigInteger;

/** A Python {@code int}, of any size. */
public record Int(BigInteger value) implements Constant {
  private static final int SMALLEST_CACHED = -5;
  private static final int GREATEST_CACHED = 256;

  public static Int of(long value) {
    return new Int(BigInteger.valueOf(value));
  }

  /**
   * Whether it is one of the small integers of which a process has one object each ({@code
   * _PY_NSMALLNEGINTS}, {@code _PY_NSMALLPOSINTS}).
   */
  public boolean isCached() {
    return value.bitLength() < 10
        && value.intValue() >= SMALLEST_CACHED
        && value.intValue() <= GREATEST_CACHED;
  }

  // As the record's own, which are linked at run time and slower.

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof Int that && value.equals(that.value));
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }
}
