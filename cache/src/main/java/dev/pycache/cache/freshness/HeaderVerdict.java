package dev.pycache.cache.freshness;

import dev.pycache.bytecode.Bytes;

/**
 * What a Python makes of the header of a cache. Only {@link Fresh} and {@link Unchecked} lead it to
 * the code behind; after all others it compiles the source. Without a source {@link Fresh} says
 * that the header is one of that Python, and all others make the import fail. {@link ImportMessage}
 * has the words for it.
 */
public sealed interface HeaderVerdict {
  /** Whether the code behind the header is what gets executed. */
  default boolean isUsed() {
    return false;
  }

  /**
   * Time and size, or the hash, are those of the source.
   *
   * @param mode which of them
   */
  record Fresh(InvalidationMode mode) implements HeaderVerdict {
    @Override
    public boolean isUsed() {
      return true;
    }
  }

  /**
   * A hash that nobody compares: used whatever the source is.
   *
   * @param mode what the header says; a checked hash is not compared if {@link HashCheck#NEVER}
   *     says so
   */
  record Unchecked(InvalidationMode mode) implements HeaderVerdict {
    @Override
    public boolean isUsed() {
      return true;
    }
  }

  /**
   * The magic number is not that of the reader.
   *
   * @param magic the first two bytes as a number; -1 if there are none or no 0D 0A behind them
   * @param found the bytes in the place of the magic number, fewer than four if there are no more
   */
  record OtherMagic(int magic, Bytes found) implements HeaderVerdict {}

  /**
   * The file ends within the header.
   *
   * @param size bytes that are there
   * @param wanted bytes of a whole header
   */
  record Truncated(int size, int wanted) implements HeaderVerdict {}

  /**
   * Flags that the reader does not know.
   *
   * @param flags all of them, as an unsigned number
   */
  record UnknownFlags(int flags) implements HeaderVerdict {}

  /**
   * The source has another time.
   *
   * @param recorded seconds modulo 2**32
   * @param actual seconds, modulo 2**32 where the reader takes them so
   */
  record StaleTime(long recorded, long actual) implements HeaderVerdict {}

  /** The time is right, but the source has another size; both in bytes modulo 2**32. */
  record StaleSize(long recorded, long actual) implements HeaderVerdict {}

  /**
   * The source has another hash.
   *
   * @param mode what the header says: one that is not to be checked is with {@link
   *     HashCheck#ALWAYS}
   */
  record StaleHash(InvalidationMode mode, long recorded, long actual) implements HeaderVerdict {}
}
