package dev.pycache.bytecode.marshal;

import java.util.Arrays;

/** UTF-8 as marshal has it: surrogates stand for themselves, in three bytes each. */
final class Utf8 {
  /** What {@link #firstError} answers when there is none. */
  static final int NO_ERROR = -1;

  private Utf8() {}

  /** The index of the first byte that belongs to no character. */
  static int firstError(byte[] b) {
    return firstError(b, 0, b.length);
  }

  /** The index of the first byte from {@code start} to {@code end} that belongs to no character. */
  static int firstError(byte[] b, int start, int end) {
    int i = start;
    while (i < end) {
      int length = b[i] >= 0 ? 1 : length(b, i, end);
      if (length == 0) {
        return i;
      }
      i += length;
    }
    return NO_ERROR;
  }

  /** The bytes of the character at {@code i}, in its one and only form, or 0 if there is none. */
  private static int length(byte[] b, int i, int end) {
    int lead = b[i] & 0xFF;
    if (lead < 0x80) {
      return 1;
    }
    int second = i + 1 < end ? b[i + 1] & 0xFF : 0;
    if (lead < 0xE0) {
      return lead >= 0xC2 && continues(b, i, 1, end) ? 2 : 0;
    }
    if (lead < 0xF0) {
      return continues(b, i, 2, end) && (lead != 0xE0 || second >= 0xA0) ? 3 : 0;
    }
    boolean inRange = lead < 0xF4 ? lead != 0xF0 || second >= 0x90 : lead == 0xF4 && second < 0x90;
    return continues(b, i, 3, end) && inRange ? 4 : 0;
  }

  private static boolean continues(byte[] b, int lead, int count, int end) {
    if (lead + count >= end) {
      return false;
    }
    for (int i = lead + 1; i <= lead + count; i++) {
      if ((b[i] & 0xC0) != 0x80) {
        return false;
      }
    }
    return true;
  }

  /** The UTF-8 form of Latin-1; the very array if that is ASCII. */
  static byte[] ofLatin1(byte[] latin1) {
    int wide = 0;
    for (byte b : latin1) {
      wide += b < 0 ? 1 : 0;
    }
    if (wide == 0) {
      return latin1;
    }
    byte[] utf8 = new byte[latin1.length + wide];
    int n = 0;
    for (byte b : latin1) {
      if (b < 0) {
        utf8[n++] = (byte) (0xC0 | (b & 0xFF) >> 6);
        utf8[n++] = (byte) (0x80 | b & 0x3F);
      } else {
        utf8[n++] = b;
      }
    }
    return utf8;
  }

  /**
   * The Latin-1 form of UTF-8.
   *
   * @throws IllegalArgumentException if a character has none
   */
  static byte[] toLatin1(byte[] utf8) {
    byte[] latin1 = new byte[utf8.length];
    int n = 0;
    for (int i = 0; i < utf8.length; i++) {
      int lead = utf8[i] & 0xFF;
      if (lead < 0x80) {
        latin1[n++] = (byte) lead;
      } else if (lead <= 0xC3) {
        latin1[n++] = (byte) (lead << 6 | utf8[++i] & 0x3F);
      } else {
        throw new IllegalArgumentException("not Latin-1");
      }
    }
    return Arrays.copyOf(latin1, n);
  }
}
