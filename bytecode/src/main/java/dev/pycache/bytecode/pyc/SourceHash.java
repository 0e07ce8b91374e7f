package dev.pycache.bytecode.pyc;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.internal.SipHash;

/**
 * The hash by which a hash-based {@code .pyc} knows its source: {@code importlib.util.source_hash},
 * which is {@code _imp.source_hash} with the whole magic number of the version for a key (PEP 552).
 * {@link PycHeader} holds it.
 */
public final class SourceHash {
  private SourceHash() {}

  /** The hash of a source's bytes as they are in the file. */
  public static long of(Target target, byte[] source) {
    return of(target.python(), source);
  }

  /**
   * The hash of a source's bytes as they are in the file.
   *
   * @throws IllegalArgumentException if the version has no hash-based files
   */
  public static long of(PythonVersion python, byte[] source) {
    return of(python, source, source.length);
  }

  /**
   * The hash of the first {@code length} bytes of an array, for one that is used again.
   *
   * @throws IllegalArgumentException if the version has no hash-based files
   */
  public static long of(PythonVersion python, byte[] source, int length) {
    if (!python.hasHashBasedCaches()) {
      throw new IllegalArgumentException(python + " has no hash-based files");
    }
    long key = PycHeader.withLineEnd(python.magic());
    return python.hasShortSourceHash()
        ? SipHash.hash13(key, 0, source, length)
        : SipHash.hash24(key, 0, source, length);
  }
}
