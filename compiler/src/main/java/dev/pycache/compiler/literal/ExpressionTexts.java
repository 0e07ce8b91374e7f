package dev.pycache.compiler.literal;

import dev.pycache.compiler.rules.SyntaxRules;
import dev.pycache.compiler.source.Utf8;
import java.util.Arrays;

/** The text of an expression in a replacement field that shows it. */
final class ExpressionTexts {
  private ExpressionTexts() {}

  /**
   * The text without its comments ({@code set_ftstring_expr}). What is a string is told by counting
   * quotes, if it is told at all.
   */
  static byte[] withoutComments(byte[] buffer, int start, int end, SyntaxRules rules) {
    boolean knowsStrings = rules.knowsStringsFromComments();
    boolean knowsEscapes = rules.knowsEscapesFromComments();
    if (!hasComment(buffer, start, end, knowsStrings)) {
      return Arrays.copyOfRange(buffer, start, end);
    }
    var text = new ByteBuilder(end - start);
    int quote = 0;
    for (int i = start; i < end; i++) {
      byte c = buffer[i];
      if (c == '#' && quote == 0) {
        while (i < end && buffer[i] != '\n') {
          i++;
        }
        if (i < end) {
          text.add('\n');
        }
      } else {
        text.add(c);
        if (knowsEscapes && c == '\\' && i + 1 < end) {
          i++;
          text.add(buffer[i]);
        } else {
          quote = knowsStrings ? quoteAfter(quote, c) : 0;
        }
      }
    }
    return text.toArray();
  }

  private static boolean hasComment(byte[] buffer, int start, int end, boolean knowsStrings) {
    int quote = 0;
    for (int i = start; i < end; i++) {
      byte c = buffer[i];
      if (c == '#' && quote == 0) {
        return true;
      }
      if (knowsStrings && c == '\\') {
        i++;
      } else {
        quote = knowsStrings ? quoteAfter(quote, c) : 0;
      }
    }
    return false;
  }

  /** The quote of the string that is open behind {@code c}, 0 for none. */
  private static int quoteAfter(int quote, byte c) {
    if (c != '"' && c != '\'') {
      return quote;
    }
    return quote == 0 ? c : quote == c ? 0 : quote;
  }

  /** The text without blanks and equals signs at its end ({@code _strip_interpolation_expr}). */
  static byte[] stripped(byte[] utf8) {
    int end = utf8.length;
    while (end > 0) {
      int start = end - 1;
      while (start > 0 && (utf8[start] & 0xC0) == 0x80) {
        start--;
      }
      if (utf8[start] != '=' && !isBlank(utf8, start, end)) {
        break;
      }
      end = start;
    }
    return Arrays.copyOf(utf8, end);
  }

  /** The text up to the equals sign that makes the field show it. */
  static byte[] beforeEqualsSign(byte[] utf8) {
    int end = utf8.length - 1;
    while (utf8[end] != '=') {
      end--;
    }
    return Arrays.copyOf(utf8, end);
  }

  /** {@code _PyUnicode_IsWhitespace} of the character at {@code utf8[start, end)}. */
  private static boolean isBlank(byte[] utf8, int start, int end) {
    int c = Utf8.codePoint(utf8, start);
    return end - start == Utf8.length(c)
        && ((c >= 0x09 && c <= 0x0D)
            || (c >= 0x1C && c <= 0x1F)
            || c == 0x85
            || Character.isSpaceChar(c));
  }
}
