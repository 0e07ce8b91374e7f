package dev.pycache.bytecode.hash;

/** The hash of a tuple, from those of its items. */
enum TupleHash {
  /** Up to 3.7. */
  MULTIPLICATIVE {
    @Override
    long of(long... items) {
      long factor = 1_000_003;
      long hash = 0x345678;
      for (int left = items.length - 1; left >= 0; left--) {
        hash = (hash ^ items[items.length - 1 - left]) * factor;
        factor += 82_520 + 2L * left;
      }
      return NumberHash.notError(hash + 97_531);
    }
  },
  /** Since 3.8: a simplified xxHash. */
  XX {
    @Override
    long of(long... items) {
      return finished(lanes(items) + (items.length ^ PRIME_5 ^ 3_527_539));
    }
  };

  private static final long PRIME_1 = 0x9E3779B185EBCA87L;
  private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME_5 = 0x27D4EB2F165667C5L;

  abstract long of(long... items);

  /** {@code slice_hash} (3.12+): a tuple's since 3.8, without the part of the length. */
  static long ofSlice(long start, long stop, long step) {
    return finished(lanes(start, stop, step));
  }

  private static long lanes(long... items) {
    long hash = PRIME_5;
    for (long item : items) {
      hash += item * PRIME_2;
      hash = Long.rotateLeft(hash, 31);
      hash *= PRIME_1;
    }
    return hash;
  }

  private static long finished(long hash) {
    return hash == -1 ? 1_546_275_796 : hash;
  }
}
