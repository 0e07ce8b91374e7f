package dev.pycache.cache.docker;

import java.util.ArrayList;
import java.util.List;

/** What Go's libraries do with paths and blanks, on which Docker's rules are built. */
final class GoPaths {
  private GoPaths() {}

  /**
   * The shortest name of the same place ({@code path.Clean}): no doubled slash, dot or way back.
   */
  static String clean(String path) {
    boolean rooted = path.startsWith("/");
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/")) {
      if (part.isEmpty() || part.equals(".")) {
        continue;
      }
      if (!part.equals("..")) {
        parts.add(part);
      } else if (!parts.isEmpty() && !parts.getLast().equals("..")) {
        parts.removeLast();
      } else if (!rooted) {
        parts.add(part);
      }
    }
    String joined = (rooted ? "/" : "") + String.join("/", parts);
    return joined.isEmpty() ? "." : joined;
  }

  /** The text without white space at its ends ({@code strings.TrimSpace}). */
  static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** {@code unicode.IsSpace}. */
  private static boolean isSpace(char c) {
    return c >= '\t' && c <= '\r' || c == 0x85 || Character.isSpaceChar(c);
  }

  /**
   * Whether {@code filepath.Match(pattern, ".")} has nothing to say against a pattern, which is how
   * Docker asks: brackets hold something and are closed, ranges have two ends, and no backslash is
   * the last character. What is behind a star is only looked at as long as the name fits.
   */
  static boolean isPattern(String pattern) {
    boolean isNameLeft = true;
    for (int i = 0; i < pattern.length(); ) {
      while (i < pattern.length() && pattern.charAt(i) == '*') {
        i++;
      }
      int end = endOfChunk(pattern, i);
      String chunk = pattern.substring(i, end);
      if (!isChunk(chunk)) {
        return false;
      }
      if (!isNameLeft || !isDot(chunk)) {
        return true;
      }
      isNameLeft = false;
      i = end;
    }
    return true;
  }

  /** The place of the next star that is none in brackets ({@code scanChunk}). */
  private static int endOfChunk(String pattern, int start) {
    boolean inClass = false;
    for (int i = start; i < pattern.length(); i++) {
      switch (pattern.charAt(i)) {
        case '\\' -> i++;
        case '[' -> inClass = true;
        case ']' -> inClass = false;
        case '*' -> {
          if (!inClass) {
            return i;
          }
        }
        default -> {}
      }
    }
    return pattern.length();
  }

  /** Whether a dot fits a part of a pattern, which is well formed. */
  private static boolean isDot(String chunk) {
    if (chunk.equals(".") || chunk.equals("?") || chunk.equals("\\.")) {
      return true;
    }
    PatternExpression expression = chunk.startsWith("[") ? PatternExpression.parse(chunk) : null;
    return expression != null && expression.matches(".");
  }

  private static boolean isChunk(String chunk) {
    int i = 0;
    while (i < chunk.length()) {
      char c = chunk.charAt(i++);
      if (c == '[') {
        i = endOfClass(chunk, i);
      } else if (c == '\\') {
        i = i < chunk.length() ? i + 1 : -1;
      }
      if (i < 0) {
        return false;
      }
    }
    return true;
  }

  /** The place behind the bracket that closes a class; -1 if it is malformed. */
  private static int endOfClass(String pattern, int start) {
    int i = start < pattern.length() && pattern.charAt(start) == '^' ? start + 1 : start;
    for (boolean first = true; ; first = false) {
      if (!first && i < pattern.length() && pattern.charAt(i) == ']') {
        return i + 1;
      }
      i = endOfElement(pattern, i);
      if (i > 0 && pattern.charAt(i) == '-') {
        i = endOfElement(pattern, i + 1);
      }
      if (i < 0) {
        return -1;
      }
    }
  }

  /** The place behind one character of a class ({@code getEsc}), which is not the end of all. */
  private static int endOfElement(String pattern, int start) {
    int i = start;
    if (i >= pattern.length() || pattern.charAt(i) == '-' || pattern.charAt(i) == ']') {
      return -1;
    }
    if (pattern.charAt(i) == '\\') {
      i++;
    }
    if (i >= pattern.length()) {
      return -1;
    }
    int end = i + Character.charCount(pattern.codePointAt(i));
    return end < pattern.length() ? end : -1;
  }
}
