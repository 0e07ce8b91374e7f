package dev.pycache.bytecode.pyc;

import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.internal.SipHash;

/**
 * The hash by which a hash-based {@code .pyc} knows its source ({@code _imp.source_hash}, PEP 552).
 */
public final class SourceHash {
  private SourceHash() {}

  /** The hash of a source's bytes as they are in the file. */
  public static long of(Target target, byte[] source) {
    long key = target.magic() | 0x0A0D0000L;
    return switch (target) {
      case CPYTHON_3_11 -> new SipHash(1, 3, key, 0).hash(source);
    };
  }
}
