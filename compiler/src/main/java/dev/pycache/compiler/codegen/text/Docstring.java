package dev.pycache.compiler.codegen.text;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.Strings;
import java.util.Arrays;

/** Takes the indentation of the source out of a docstring ({@code _PyCompile_CleanDoc}). */
public final class Docstring {
  private static final int TAB_SIZE = 8;

  private Docstring() {}

  /**
   * A docstring without the blanks before its first line and without those that all its other lines
   * begin with, blank lines not counted; tabs become blanks.
   *
   * @return the docstring itself if there is nothing to be done
   * @throws CompileException if it holds a surrogate, as CPython goes through UTF-8 here
   */
  public static Str cleaned(Strings strings, Str docstring) {
    byte[] text = expandTabs(docstring.utf8());
    if (!docstring.isAscii()) {
      checkEncodable(text);
    }
    int margin = margin(text);
    int start = blanks(text, 0);
    if (start == 0 && margin == 0) {
      return text == docstring.utf8() ? docstring : strings.constant(text);
    }
    byte[] cleaned = new byte[text.length - start];
    int size = 0;
    int at = start;
    while (at < text.length) {
      int end = lineEnd(text, at);
      System.arraycopy(text, at, cleaned, size, end - at);
      size += end - at;
      at = end + Math.min(margin, blanks(text, end));
    }
    return strings.constant(Arrays.copyOf(cleaned, size));
  }

  /** The least number of blanks that a line but for the first and the blank ones begins with. */
  private static int margin(byte[] text) {
    int margin = Integer.MAX_VALUE;
    int at = lineEnd(text, 0);
    while (at < text.length) {
      int count = blanks(text, at);
      int first = at + count;
      if (first < text.length && text[first] != '\n') {
        margin = Math.min(margin, count);
      }
      at = lineEnd(text, first);
    }
    return margin == Integer.MAX_VALUE ? 0 : margin;
  }

  private static int blanks(byte[] text, int from) {
    int at = from;
    while (at < text.length && text[at] == ' ') {
      at++;
    }
    return at - from;
  }

  /** Behind the next line feed, or the end. */
  private static int lineEnd(byte[] text, int from) {
    int at = from;
    while (at < text.length && text[at] != '\n') {
      at++;
    }
    return Math.min(at + 1, text.length);
  }

  /** {@code str.expandtabs()}; the array itself if it holds no tab. */
  private static byte[] expandTabs(byte[] text) {
    int tabs = 0;
    for (byte b : text) {
      if (b == '\t') {
        tabs++;
      }
    }
    if (tabs == 0) {
      return text;
    }
    byte[] expanded = new byte[text.length + tabs * (TAB_SIZE - 1)];
    int size = 0;
    int column = 0;
    for (byte b : text) {
      if (b == '\t') {
        int end = size + TAB_SIZE - column % TAB_SIZE;
        Arrays.fill(expanded, size, end, (byte) ' ');
        column += end - size;
        size = end;
        continue;
      }
      expanded[size++] = b;
      if (b == '\n' || b == '\r') {
        column = 0;
      } else if (isCharacterStart(b)) {
        column++;
      }
    }
    return Arrays.copyOf(expanded, size);
  }

  private static boolean isCharacterStart(byte b) {
    return (b & 0xC0) != 0x80;
  }

  private static void checkEncodable(byte[] text) {
    int position = 0;
    for (int i = 0; i < text.length; i++) {
      if (isSurrogate(text, i)) {
        int count = 1;
        while (isSurrogate(text, i + 3 * count)) {
          count++;
        }
        throw notEncodable(position, count, Str.codePointAt(text, i));
      }
      if (isCharacterStart(text[i])) {
        position++;
      }
    }
  }

  private static boolean isSurrogate(byte[] text, int at) {
    return at + 1 < text.length && text[at] == (byte) 0xED && (text[at + 1] & 0xFF) >= 0xA0;
  }

  private static CompileException notEncodable(int position, int count, int first) {
    String what =
        count == 1
            ? "character '\\u" + Integer.toHexString(first) + "' in position " + position
            : "characters in position " + position + "-" + (position + count - 1);
    return CompileException.of(
        ErrorType.UNICODE_ENCODE_ERROR,
        "'utf-8' codec can't encode " + what + ": surrogates not allowed");
  }
}
