package dev.pycache.compiler.token;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Classes of bytes. Every byte of a non-ASCII character may be part of a name; which may is found
 * out later.
 */
final class Bytes {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final long LINE_FEEDS = '\n' * LOW_BITS;

  private static final byte START = 1;
  private static final byte PART = 2;
  private static final byte[] CLASSES = new byte[256];

  static {
    for (int c = 0; c < 256; c++) {
      if (c >= 0x80 || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
        CLASSES[c] = START | PART;
      } else if (c >= '0' && c <= '9') {
        CLASSES[c] = PART;
      }
    }
  }

  private Bytes() {}

  /** Whether a name may start with this byte, signed or not. */
  static boolean isNameStart(int c) {
    return (CLASSES[c & 0xFF] & START) != 0;
  }

  static boolean isNamePart(int c) {
    return CLASSES[c & 0xFF] != 0;
  }

  /** Index of the first line feed in {@code bytes[from, limit)}, or the limit. */
  static int lineFeed(byte[] bytes, int from, int limit) {
    int i = from;
    int lastWord = limit - Long.BYTES;
    while (i <= lastWord) {
      long x = (long) WORD.get(bytes, i) ^ LINE_FEEDS;
      long zeros = (x - LOW_BITS) & ~x & HIGH_BITS;
      if (zeros != 0) {
        return i + (Long.numberOfTrailingZeros(zeros) >>> 3);
      }
      i += Long.BYTES;
    }
    while (i < limit && bytes[i] != '\n') {
      i++;
    }
    return i;
  }
}
