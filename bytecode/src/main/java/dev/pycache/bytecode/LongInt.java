package dev.pycache.bytecode;

import java.math.BigInteger;

/** A Python 2 {@code long}, which is another type than its {@code int}. */
public record LongInt(BigInteger value) implements MarshalOnly {}
