package dev.pycache.compiler.source;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The declaration of an encoding in a comment of the first or second line (PEP 263). */
final class Cookie {
  private static final byte[] CODING = "coding".getBytes(StandardCharsets.US_ASCII);

  private Cookie() {}

  /**
   * The encoding that is declared, under the name that CPython knows it by, or null.
   *
   * @param text ends in a line feed
   * @param start where the first line starts, behind a byte order mark
   */
  static @Nullable String find(byte[] text, int start) {
    int firstEnd = lineFeed(text, start);
    String found = inLine(text, start, firstEnd);
    if (found != null || !isCommentOrBlank(text, start, firstEnd) || firstEnd + 1 == text.length) {
      return found;
    }
    return inLine(text, firstEnd + 1, lineFeed(text, firstEnd + 1));
  }

  /** Index of the line feed at or behind {@code from}; there is one. */
  static int lineFeed(byte[] text, int from) {
    int i = from;
    while (text[i] != '\n') {
      i++;
    }
    return i;
  }

  private static boolean isCommentOrBlank(byte[] text, int from, int end) {
    int i = from;
    while (i < end && isBlank(text[i])) {
      i++;
    }
    return i == end || text[i] == '#';
  }

  private static boolean isBlank(byte c) {
    return c == ' ' || c == '\t' || c == '\f';
  }

  /** The encoding that a line declares, if it does ({@code get_coding_spec}). */
  static @Nullable String inLine(byte[] text, int from, int end) {
    int i = from;
    while (i < end && isBlank(text[i])) {
      i++;
    }
    if (text[i] != '#') {
      return null;
    }
    for (; i + CODING.length < end; i++) {
      int p = i + CODING.length;
      if (!startsCoding(text, i) || (text[p] != ':' && text[p] != '=')) {
        continue;
      }
      do {
        p++;
      } while (text[p] == ' ' || text[p] == '\t');
      int nameStart = p;
      while (isNameByte(text[p])) {
        p++;
      }
      if (p > nameStart) {
        return normalName(new String(text, nameStart, p - nameStart, StandardCharsets.US_ASCII));
      }
    }
    return null;
  }

  private static boolean startsCoding(byte[] text, int at) {
    for (int i = 0; i < CODING.length; i++) {
      if (text[at + i] != CODING[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNameByte(byte c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.';
  }

  /**
   * {@code get_normal_name}: the spellings of UTF-8 and Latin-1 that need no codec, others as they
   * are.
   */
  private static String normalName(String name) {
    String start =
        name.substring(0, Math.min(name.length(), 12)).toLowerCase(Locale.ROOT).replace('_', '-');
    if (start.equals("utf-8") || start.startsWith("utf-8-")) {
      return "utf-8";
    }
    for (String latin : new String[] {"latin-1", "iso-8859-1", "iso-latin-1"}) {
      if (start.equals(latin) || start.startsWith(latin + "-")) {
        return "iso-8859-1";
      }
    }
    return name;
  }
}
