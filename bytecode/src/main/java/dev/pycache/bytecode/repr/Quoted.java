package dev.pycache.bytecode.repr;

import dev.pycache.bytecode.Str;
import java.nio.charset.StandardCharsets;

/** The quoted, escaped text of strings ({@code unicode_repr}, {@code PyBytes_Repr}). */
final class Quoted {
  private Quoted() {}

  /**
   * Appends a string of code points.
   *
   * @param end the length of {@code out} from which on the rest may be left out
   */
  static void append(StringBuilder out, Str text, PrintableCharacters printable, int end) {
    byte[] utf8 = text.utf8();
    char quote = quote(utf8);
    out.append(quote);
    if (text.isAscii() && isPlain(utf8, quote)) {
      appendPlain(out, utf8, end);
    } else {
      for (int i = 0; i < utf8.length && out.length() < end; ) {
        int codePoint = Str.codePointAt(utf8, i);
        i += Str.utf8Length(codePoint);
        if (codePoint < 0x80) {
          appendAscii(out, (char) codePoint, quote);
        } else if (printable.contains(codePoint)) {
          out.appendCodePoint(codePoint);
        } else {
          appendEscape(out, codePoint);
        }
      }
    }
    out.append(quote);
  }

  /**
   * Appends a string of bytes, without the {@code b} that Python 3 puts before it.
   *
   * @param end the length of {@code out} from which on the rest may be left out
   */
  static void append(StringBuilder out, byte[] bytes, int end) {
    char quote = quote(bytes);
    out.append(quote);
    if (isPlain(bytes, quote)) {
      appendPlain(out, bytes, end);
    } else {
      for (int i = 0; i < bytes.length && out.length() < end; i++) {
        if (bytes[i] < 0) {
          appendEscape(out, bytes[i] & 0xFF);
        } else {
          appendAscii(out, (char) bytes[i], quote);
        }
      }
    }
    out.append(quote);
  }

  /** Single quotes, unless only they are in the text. */
  private static char quote(byte[] text) {
    boolean single = false;
    for (byte b : text) {
      if (b == '"') {
        return '\'';
      }
      single |= b == '\'';
    }
    return single ? '"' : '\'';
  }

  /** Whether nothing is escaped. */
  private static boolean isPlain(byte[] text, char quote) {
    for (byte b : text) {
      if (b < ' ' || b == 0x7F || b == '\\' || b == quote) {
        return false;
      }
    }
    return true;
  }

  private static void appendPlain(StringBuilder out, byte[] ascii, int end) {
    int length = Math.min(ascii.length, Math.max(0, end - out.length()));
    out.append(new String(ascii, 0, length, StandardCharsets.ISO_8859_1));
  }

  private static void appendAscii(StringBuilder out, char c, char quote) {
    switch (c) {
      case '\\' -> out.append("\\\\");
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      default -> {
        if (c == quote) {
          out.append('\\').append(c);
        } else if (c < ' ' || c == 0x7F) {
          appendEscape(out, c);
        } else {
          out.append(c);
        }
      }
    }
  }

  private static void appendEscape(StringBuilder out, int codePoint) {
    int digits = codePoint <= 0xFF ? 2 : codePoint <= 0xFFFF ? 4 : 8;
    out.append('\\').append(digits == 2 ? 'x' : digits == 4 ? 'u' : 'U');
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
      out.append(Character.forDigit(codePoint >> shift & 0xF, 16));
    }
  }
}
