package dev.pycache.bytecode.hash;

/** The hash of a frozenset, from those of its items in any order ({@code frozenset_hash}). */
enum FrozenSetHash {
  /** Up to 3.5, and in the first releases of 3.6. */
  PLAIN {
    @Override
    long of(long[] items) {
      return finished(mixed(items));
    }
  },
  /** Since the last releases of 3.6, with the upper bits spread, for the sake of nested sets. */
  DISPERSED {
    @Override
    long of(long[] items) {
      long hash = mixed(items);
      return finished(hash ^ hash >>> 11 ^ hash >>> 25);
    }
  };

  abstract long of(long[] items);

  private static long mixed(long[] items) {
    long hash = (items.length + 1) * 1_927_868_237L;
    for (long item : items) {
      hash ^= (item ^ 89_869_747 ^ item << 16) * 3_644_798_167L;
    }
    return hash;
  }

  private static long finished(long mixed) {
    long hash = mixed * 69_069 + 907_133_923;
    return hash == -1 ? 590_923_713 : hash;
  }
}
