package dev.pycache.cache.freshness;

/**
 * What a Python makes of the header of a cache. Only {@link Fresh} and {@link Unchecked} lead it to
 * the code behind; after all others it compiles the source.
 */
public sealed interface HeaderVerdict {
  /** Whether the code behind the header is what gets executed. */
  default boolean isUsed() {
    return false;
  }

  /** Time and size, or the hash, are those of the source. */
  record Fresh() implements HeaderVerdict {
    @Override
    public boolean isUsed() {
      return true;
    }
  }

  /** A hash that nobody compares: used whatever the source is. */
  record Unchecked() implements HeaderVerdict {
    @Override
    public boolean isUsed() {
      return true;
    }
  }

  /**
   * The magic number is not that of the reader.
   *
   * @param magic the first two bytes as a number; -1 if there are none or no 0D 0A behind them
   */
  record OtherMagic(int magic) implements HeaderVerdict {}

  /**
   * The file ends within the header.
   *
   * @param size bytes that are there
   * @param wanted bytes of a whole header
   */
  record Truncated(int size, int wanted) implements HeaderVerdict {}

  /** Flags that the reader does not know. */
  record UnknownFlags(int flags) implements HeaderVerdict {}

  /** The source has another time; both in seconds modulo 2**32. */
  record StaleTime(long recorded, long actual) implements HeaderVerdict {}

  /** The time is right, but the source has another size; both in bytes modulo 2**32. */
  record StaleSize(long recorded, long actual) implements HeaderVerdict {}

  /** The source has another hash. */
  record StaleHash(long recorded, long actual) implements HeaderVerdict {}
}
