package dev.pycache.compiler.source;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * UTF-8 as CPython's decoder sees it: which bytes are wrong, what it says about them, what it puts
 * in their place.
 */
public final class Utf8 {
  private Utf8() {}

  /**
   * Index of the first byte in {@code bytes[start, end)} that begins no well-formed character, or
   * -1.
   */
  public static int firstInvalid(byte[] bytes, int start, int end) {
    int i = start;
    int lastWord = end - Long.BYTES;
    while (i < end) {
      if (bytes[i] >= 0) {
        i++;
        while (i <= lastWord && Words.notAscii(Words.at(bytes, i)) == 0) {
          i += Long.BYTES;
        }
        continue;
      }
      int length = sequenceLength(bytes, i, end);
      if (length <= 0) {
        return i;
      }
      i += length;
    }
    return -1;
  }

  /**
   * {@code str()} of the UnicodeDecodeError of decoding {@code bytes[start, end)} strictly, as in
   * "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte" (positions count from
   * {@code start}); null if it is valid.
   */
  public static @Nullable String decodeError(byte[] bytes, int start, int end) {
    int at = firstInvalid(bytes, start, end);
    if (at < 0) {
      return null;
    }
    int length = sequenceLength(bytes, at, end);
    return decodeError(
        "utf-8", bytes, at, Math.max(-length, 1), at - start, reason(length, at, end));
  }

  /** Two digits. {@link String#format} takes milliseconds when it is first used. */
  static String hex(byte value) {
    return Integer.toHexString(value & 0xFF | 0x100).substring(1);
  }

  /** What is wrong with bytes for which {@link #sequenceLength} is not positive. */
  static String reason(int length, int at, int end) {
    if (length == 0) {
      return "invalid start byte";
    }
    return at - length == end ? "unexpected end of data" : "invalid continuation byte";
  }

  /** {@code UnicodeDecodeError.__str__} for {@code length} bytes at {@code at}. */
  static String decodeError(
      String codec, byte[] bytes, int at, int length, int position, String reason) {
    if (length == 1) {
      return "'"
          + codec
          + "' codec can't decode byte 0x"
          + hex(bytes[at])
          + " in position "
          + position
          + ": "
          + reason;
    }
    int last = position + length - 1;
    return "'"
        + codec
        + "' codec can't decode bytes in position "
        + position
        + "-"
        + last
        + ": "
        + reason;
  }

  /**
   * Length of the character that starts at {@code i}; where there is none, the negative number of
   * bytes that look like the beginning of one, which are replaced together, and 0 when not even the
   * first does.
   */
  static int sequenceLength(byte[] b, int i, int end) {
    int lead = b[i] & 0xFF;
    if (lead < 0x80) {
      return 1;
    }
    if (lead < 0xC2 || lead > 0xF4) {
      return 0;
    }
    int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    for (int n = 1; n < length; n++) {
      if (i + n >= end) {
        return -n;
      }
      int c = b[i + n] & 0xFF;
      if (c < low || c > high) {
        return -n;
      }
      low = 0x80;
      high = 0xBF;
    }
    return length;
  }

  /** How many characters {@code bytes[start, end)} decodes to, wrong bytes replaced. */
  public static int countCharacters(byte[] bytes, int start, int end) {
    int count = 0;
    for (int i = start; i < end; count++) {
      int length = sequenceLength(bytes, i, end);
      i += length == 0 ? 1 : Math.abs(length);
    }
    return count;
  }

  /**
   * The text of {@code bytes[start, end)} with U+FFFD for wrong bytes ({@code errors="replace"}).
   */
  public static String decodeReplacing(byte[] bytes, int start, int end) {
    if (firstInvalid(bytes, start, end) < 0) {
      return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }
    var text = new StringBuilder();
    for (int i = start; i < end; ) {
      int length = sequenceLength(bytes, i, end);
      if (length > 0) {
        text.appendCodePoint(codePoint(bytes, i));
        i += length;
      } else {
        text.append('\uFFFD');
        i += length == 0 ? 1 : -length;
      }
    }
    return text.toString();
  }

  /** The UTF-8 bytes of a text without lone surrogates. */
  public static byte[] encode(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The well-formed character at {@code bytes[i]}. */
  public static int codePoint(byte[] bytes, int i) {
    int lead = bytes[i];
    if (lead >= 0) {
      return lead;
    }
    if ((lead & 0xE0) == 0xC0) {
      return (lead & 0x1F) << 6 | bytes[i + 1] & 0x3F;
    }
    if ((lead & 0xF0) == 0xE0) {
      return (lead & 0xF) << 12 | (bytes[i + 1] & 0x3F) << 6 | bytes[i + 2] & 0x3F;
    }
    return (lead & 7) << 18
        | (bytes[i + 1] & 0x3F) << 12
        | (bytes[i + 2] & 0x3F) << 6
        | bytes[i + 3] & 0x3F;
  }

  /** How many bytes code point {@code c} takes. */
  public static int length(int c) {
    return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  }

  /** Whether bytes begin with a byte order mark. */
  static boolean startsWithMark(byte[] bytes, int length) {
    return length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF;
  }
}
