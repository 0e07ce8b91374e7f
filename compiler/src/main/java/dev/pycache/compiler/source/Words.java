package dev.pycache.compiler.source;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of a text at a time, as one number whose lowest byte comes first. What is asked of
 * all of them is answered by marks: the highest bit of each byte of which it is true.
 */
public final class Words {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final long LOW_SEVEN = ~HIGH_BITS;

  /*
   * A byte below 0x80 and one of these make a sum with the highest bit if the byte is at least, or
   * is above, the character.
   */
  private static final long FROM_A = (0x80 - 'a') * LOW_BITS;
  private static final long ABOVE_Z = (0x80 - 'z' - 1) * LOW_BITS;
  private static final long FROM_0 = (0x80 - '0') * LOW_BITS;
  private static final long ABOVE_9 = (0x80 - '9' - 1) * LOW_BITS;

  private static final long LOWER_CASE = 0x20 * LOW_BITS;
  private static final long UNDERSCORES = '_' * LOW_BITS;
  private static final long CARRIAGE_RETURNS = '\r' * LOW_BITS;

  private Words() {}

  /** The word at an index up to the length of the array; behind the end there are zeros. */
  public static long at(byte[] bytes, int index) {
    return index <= bytes.length - Long.BYTES ? (long) WORD.get(bytes, index) : last(bytes, index);
  }

  private static long last(byte[] bytes, int index) {
    long word = 0;
    for (int i = bytes.length - 1; i >= index; i--) {
      word = word << 8 | bytes[i] & 0xFF;
    }
    return word;
  }

  /** The first {@code count} bytes of a word, 1 to 8, and zeros. */
  public static long first(long word, int count) {
    return word & -1L >>> Long.SIZE - count * Byte.SIZE;
  }

  /** How many bytes stand before the first mark; all eight if there is none. */
  public static int countBefore(long marks) {
    long before = (marks & -marks) - 1;
    return (int) ((before >>> 7 & LOW_BITS) * LOW_BITS >>> Long.SIZE - Byte.SIZE);
  }

  /** Marks the bytes that are not ASCII. */
  public static long notAscii(long word) {
    return word & HIGH_BITS;
  }

  /** A word of which each byte is this character of ASCII, for {@link #equal}. */
  public static long all(int character) {
    return character * LOW_BITS;
  }

  /** Marks the bytes that are equal in both words; those behind the first mark are not reliable. */
  public static long equal(long word, long other) {
    long difference = word ^ other;
    return difference - LOW_BITS & ~difference & HIGH_BITS;
  }

  /** Marks all bytes but ASCII letters, digits and underscores. */
  public static long notOfNames(long word) {
    long ascii = word & LOW_SEVEN;
    return (~(letters(ascii) | digits(ascii)) & notUnderscores(ascii) | word) & HIGH_BITS;
  }

  // These take ASCII only, and leave something in the other bits than the highest.

  private static long letters(long ascii) {
    long lower = ascii | LOWER_CASE;
    return lower + FROM_A & ~(lower + ABOVE_Z);
  }

  private static long digits(long ascii) {
    return ascii + FROM_0 & ~(ascii + ABOVE_9);
  }

  private static long notUnderscores(long ascii) {
    return (ascii ^ UNDERSCORES) + LOW_SEVEN;
  }

  /** Whether {@code bytes[start, end)} are ASCII letters, digits and underscores only. */
  public static boolean isOfNames(byte[] bytes, int start, int end) {
    int i = start;
    while (i < end) {
      long marks = notOfNames(at(bytes, i));
      if (marks != 0) {
        return i + countBefore(marks) >= end;
      }
      i += Long.BYTES;
    }
    return true;
  }

  /** Whether {@code bytes[start, end)} are ASCII. */
  public static boolean isAscii(byte[] bytes, int start, int end) {
    long seen = 0;
    int i = start;
    for (; i < end - Long.BYTES; i += Long.BYTES) {
      seen |= at(bytes, i);
    }
    return notAscii(seen | (i < end ? first(at(bytes, i), end - i) : 0)) == 0;
  }

  /** Index of the first such character of ASCII in {@code bytes[from, limit)}, or the limit. */
  public static int indexOf(byte[] bytes, int from, int limit, char character) {
    long wanted = character * LOW_BITS;
    for (int i = from; i < limit; i += Long.BYTES) {
      long marks = equal(at(bytes, i), wanted);
      if (marks != 0) {
        return Math.min(i + countBefore(marks), limit);
      }
    }
    return limit;
  }

  /**
   * Index at or behind {@code from} of a byte that is not ASCII, a NUL, or a carriage return; the
   * length if none. All bytes of a file go through here, those of the first one interpreted: so it
   * makes one call for a word.
   */
  static int indexOfUnusual(byte[] bytes, int from) {
    int i = from;
    int lastWord = bytes.length - Long.BYTES;
    while (i <= lastWord) {
      long word = (long) WORD.get(bytes, i);
      long returns = word ^ CARRIAGE_RETURNS;
      // exact for words without high bits, and those are stopped at anyway
      if (((word | word - LOW_BITS | returns - LOW_BITS) & HIGH_BITS) != 0) {
        break;
      }
      i += Long.BYTES;
    }
    while (i < bytes.length && bytes[i] > 0 && bytes[i] != '\r') {
      i++;
    }
    return i;
  }

  /** Whether this character of ASCII is in {@code bytes[start, end)}. */
  public static boolean contains(byte[] bytes, int start, int end, char character) {
    return indexOf(bytes, start, end, character) < end;
  }
}
