package dev.pycache.cli.text;

/** Characters that do something instead of being something, and that are shown instead of sent. */
public final class ControlCharacters {
  private ControlCharacters() {}

  /** Whether a character controls a terminal, or turns the direction of the text around it. */
  static boolean contains(char c) {
    return c < ' '
        || (c >= 0x7F && c < 0xA0)
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }

  /** Appends the escape by which Python would show it. */
  static void append(StringBuilder out, char c) {
    if (c < 0x100) {
      out.append("\\x").append(Character.forDigit(c >> 4, 16));
      out.append(Character.forDigit(c & 15, 16));
    } else {
      out.append("\\u").append(Integer.toHexString(c));
    }
  }

  /** A name on one line, with escapes where it has control characters. */
  public static String shown(String name) {
    StringBuilder shown = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      if (contains(name.charAt(i))) {
        append(shown, name.charAt(i));
      } else {
        shown.append(name.charAt(i));
      }
    }
    return shown.toString();
  }

  static boolean isLoneSurrogate(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }
}
