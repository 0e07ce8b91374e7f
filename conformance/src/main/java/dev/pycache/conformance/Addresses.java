package dev.pycache.conformance;

import java.util.regex.Pattern;

/** The addresses of objects in a text, which no two processes print alike. */
final class Addresses {
  private static final Pattern SCOPE = Pattern.compile(" \\(\\d+\\); symbols: .*");

  private Addresses() {}

  /**
   * The message of an error without the address of a scope and what follows it: {@code
   * _PyST_GetScope} prints both where it fails, which some releases let happen.
   */
  static String cut(String message) {
    return SCOPE.matcher(message).replaceFirst("");
  }

  /** The text with each {@code 0x} and its hexadecimal digits replaced by {@code 0x}. */
  static String hide(String text) {
    int next = text.indexOf("0x");
    if (next < 0) {
      return text;
    }
    var out = new StringBuilder(text.length());
    int copied = 0;
    while (next >= 0) {
      int end = next + 2;
      out.append(text, copied, end);
      while (end < text.length() && Character.digit(text.charAt(end), 16) >= 0) {
        end++;
      }
      copied = end;
      next = text.indexOf("0x", end);
    }
    return out.append(text, copied, text.length()).toString();
  }
}
