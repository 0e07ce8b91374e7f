package dev.pycache.cli.compile;

/** Sets of characters in Python's patterns, and the same in Java's. */
final class CharacterSet {
  private static final String DIGIT = "\\p{Nd}";
  private static final String ASCII_DIGIT = "0-9";

  /** {@code str.isalnum} and the underscore. */
  private static final String WORD = "\\p{L}\\p{N}_";

  private static final String ASCII_WORD = "a-zA-Z0-9_";

  /** {@code str.isspace}. */
  private static final String SPACE =
      "\\x09-\\x0D\\x1C-\\x20\\x85\\xA0\\x{1680}\\x{2000}-\\x{200A}\\x{2028}\\x{2029}\\x{202F}\\x{205F}\\x{3000}";

  private static final String ASCII_SPACE = "\\x09-\\x0D\\x20";

  private CharacterSet() {}

  /** What a word consists of, for the inside of a set. */
  static String word(boolean ascii) {
    return ascii ? ASCII_WORD : WORD;
  }

  /** What {@code \d} and its like mean, for the inside of a set; empty if it is none of them. */
  static String category(int letter, boolean ascii) {
    return switch (letter) {
      case 'd' -> ascii ? ASCII_DIGIT : DIGIT;
      case 's' -> ascii ? ASCII_SPACE : SPACE;
      case 'w' -> word(ascii);
      case 'D', 'S', 'W' -> "[^" + category(Character.toLowerCase(letter), ascii) + "]";
      default -> "";
    };
  }

  /** A character that means itself, within a set or outside. */
  static String literal(int c) {
    boolean plain = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    return plain ? Character.toString(c) : "\\x{" + Integer.toHexString(c) + "}";
  }

  /** The set whose opening bracket has been passed. */
  static String parse(PatternText text, boolean ascii) {
    int start = text.position() - 1;
    var java = new StringBuilder("[");
    if (text.take('^')) {
      java.append('^');
    }
    boolean first = true;
    while (first || !text.take(']')) {
      first = false;
      int from = text.position();
      Member low = member(text, ascii, start);
      if (!text.take('-')) {
        java.append(low.java());
      } else if (text.take(']')) {
        return java.append(low.java()).append(literal('-')).append(']').toString();
      } else {
        Member high = member(text, ascii, start);
        if (low.isCategory() || high.isCategory() || high.character() < low.character()) {
          throw text.error("bad character range " + text.since(from), from);
        }
        java.append(low.java()).append('-').append(high.java());
      }
    }
    return java.append(']').toString();
  }

  /** A character of a set, or a category, which is none. */
  private record Member(int character, String java) {
    boolean isCategory() {
      return character < 0;
    }
  }

  private static Member member(PatternText text, boolean ascii, int start) {
    if (text.atEnd()) {
      throw text.error("unterminated character set", start);
    }
    int at = text.position();
    int c = text.next();
    if (c == '\\') {
      c = text.nextOf("bad escape (end of pattern)");
      String category = category(c, ascii);
      if (!category.isEmpty()) {
        return new Member(-1, category);
      }
      c = text.escaped(c, at);
    }
    return new Member(c, literal(c));
  }
}
