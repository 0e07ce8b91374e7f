package dev.pycache.bytecode;

import java.math.BigInteger;

/** A Python {@code int}, of any size. */
public record Int(BigInteger value) implements Constant {
  public static Int of(long value) {
    return new Int(BigInteger.valueOf(value));
  }
}
