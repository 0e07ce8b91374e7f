package dev.pycache.cli.compile;

import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The text of a Python pattern and a place in it, in characters as Python counts them. */
final class PatternText {
  private static final String FLAGS = "aiLmsux";
  private static final int LARGEST_OCTAL = 0377;

  private final String pattern;
  private final int[] text;
  private int at;

  PatternText(String pattern) {
    this.pattern = pattern;
    this.text = pattern.codePoints().toArray();
  }

  PatternSyntaxException error(String message) {
    return error(message, at);
  }

  PatternSyntaxException error(String message, int position) {
    return new PatternSyntaxException(message, pattern, position);
  }

  int position() {
    return at;
  }

  boolean atEnd() {
    return at == text.length;
  }

  int peek() {
    return text[at];
  }

  /** The next character; there must be one. */
  int next() {
    return text[at++];
  }

  /** The next character, or an error. */
  int nextOf(String problem) {
    if (atEnd()) {
      throw error(problem);
    }
    return next();
  }

  /** Passes the next character if it is this. */
  boolean take(int c) {
    if (atEnd() || text[at] != c) {
      return false;
    }
    at++;
    return true;
  }

  void expect(int c, String problem) {
    if (!take(c)) {
      throw error(problem);
    }
  }

  void skip(int count) {
    at += count;
  }

  void skipPast(int c, String problem, int position) {
    while (!atEnd()) {
      if (next() == c) {
        return;
      }
    }
    throw error(problem, position);
  }

  /** What {@code re.VERBOSE} does not see. */
  void skipBlanksAndComments() {
    while (!atEnd()) {
      if (" \t\n\r\u000B\f".indexOf(text[at]) >= 0) {
        at++;
      } else if (text[at] == '#') {
        while (!atEnd() && next() != '\n') {
          // within the comment
        }
      } else {
        return;
      }
    }
  }

  /** Whether {@code (?flags)} comes next. */
  boolean startsGlobalFlags() {
    int i = at + 2;
    while (i < text.length && FLAGS.indexOf(text[i]) >= 0) {
      i++;
    }
    return i > at + 2
        && i < text.length
        && text[i] == ')'
        && text[at] == '('
        && text[at + 1] == '?';
  }

  /** Letters of flags, and behind a hyphen those to clear. */
  String flagLetters() {
    int start = at;
    skipFlags("missing -, : or )");
    if (take('-')) {
      if (atEnd() || FLAGS.indexOf(peek()) < 0) {
        throw error(!atEnd() && Character.isLetter(peek()) ? "unknown flag" : "missing flag");
      }
      skipFlags("missing :");
      if (peek() != ':') {
        throw error("missing :");
      }
    }
    return since(start);
  }

  private void skipFlags(String problem) {
    while (!atEnd() && FLAGS.indexOf(peek()) >= 0) {
      at++;
    }
    if (atEnd() || "-:)".indexOf(peek()) < 0) {
      throw error(!atEnd() && Character.isLetter(peek()) ? "unknown flag" : problem);
    }
  }

  /** Whether flags, or a hyphen before those to clear, come next. */
  boolean startsFlags() {
    return !atEnd() && (FLAGS.indexOf(peek()) >= 0 || peek() == '-');
  }

  /** What has been passed since a position. */
  String since(int position) {
    return new String(text, position, at - position);
  }

  /** {@code getuntil}: what comes before a character, which is passed too. */
  private String until(int end, String what) {
    int start = at;
    if (atEnd()) {
      throw error("missing " + what, start);
    }
    skipPast(end, "missing " + Character.toString(end) + ", unterminated name", start);
    String name = new String(text, start, at - 1 - start);
    if (name.isEmpty()) {
      throw error("missing " + what, start);
    }
    return name;
  }

  /** A name of a group and what ends it. */
  String name(int end) {
    int start = at;
    String name = until(end, "group name");
    boolean isIdentifier =
        (name.codePointAt(0) == '_' || Character.isUnicodeIdentifierStart(name.codePointAt(0)))
            && name.codePoints().allMatch(Character::isUnicodeIdentifierPart);
    if (!isIdentifier) {
      throw error("bad character in group name '" + name + "'", start);
    }
    return name;
  }

  /** The quantifier that comes next, if one does. */
  PythonPattern.@Nullable Repeat repeat() {
    int start = at;
    int c = peek();
    String bounds;
    if (c == '*' || c == '+' || c == '?') {
      at++;
      bounds = Character.toString(c);
    } else if (c == '{') {
      bounds = bounds();
      if (bounds.isEmpty()) {
        at = start;
        return null;
      }
    } else {
      return null;
    }
    if (take('?')) {
      bounds += "?";
    } else if (take('+')) {
      bounds += "+";
    }
    return new PythonPattern.Repeat(bounds, start);
  }

  /** {@code {2,3}} in Java's words; empty if this is an opening brace that means itself. */
  private String bounds() {
    int start = at++;
    if (!atEnd() && peek() == '}') {
      return "";
    }
    String low = digits();
    boolean range = take(',');
    String high = range ? digits() : low;
    if (!take('}') || !range && low.isEmpty()) {
      return "";
    }
    int least = number(low, start);
    if (!high.isEmpty() && number(high, start) < least) {
      throw error("min repeat greater than max repeat", start);
    }
    return "{" + least + (range ? "," + high : "") + "}";
  }

  private int number(String digits, int start) {
    try {
      return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw error("the repetition number is too large", start);
    }
  }

  private String digits() {
    int start = at;
    while (isDigit()) {
      at++;
    }
    return new String(text, start, at - start);
  }

  boolean isDigit() {
    return !atEnd() && text[at] >= '0' && text[at] <= '9';
  }

  private boolean isOctalDigit(int position) {
    return position < text.length && text[position] >= '0' && text[position] <= '7';
  }

  boolean isThreeOctalDigits(int position) {
    return isOctalDigit(position) && isOctalDigit(position + 1) && isOctalDigit(position + 2);
  }

  /**
   * The character that an escape stands for which is neither a category nor a place nor a
   * reference.
   *
   * @param c what is behind the backslash, and has been passed
   * @param start where the backslash stands
   */
  int escaped(int c, int start) {
    return switch (c) {
      case 'a' -> 7;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 0x0B;
      case 'x' -> hexadecimal(2, start);
      case 'u' -> hexadecimal(4, start);
      case 'U' -> hexadecimal(8, start);
      case 'N' -> named(start);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(c, start);
      default -> {
        if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '8' || c == '9') {
          throw error("bad escape \\" + Character.toString(c), start);
        }
        yield c;
      }
    };
  }

  private int octal(int first, int start) {
    int value = first - '0';
    for (int i = 0; i < 2 && isOctalDigit(at); i++) {
      value = value * 8 + next() - '0';
    }
    if (value > LARGEST_OCTAL) {
      throw error("octal escape value " + since(start) + " outside of range 0-0o377", start);
    }
    return value;
  }

  private int hexadecimal(int digits, int start) {
    long value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = atEnd() || text[at] > 'f' ? -1 : Character.digit(text[at], 16);
      if (digit < 0) {
        throw error("incomplete escape " + since(start), start);
      }
      value = value << 4 | digit;
      at++;
    }
    if (value > Character.MAX_CODE_POINT) {
      throw error("bad escape " + since(start), start);
    }
    return (int) value;
  }

  private int named(int start) {
    expect('{', "missing {");
    String name = until('}', "character name");
    try {
      return Character.codePointOf(name);
    } catch (IllegalArgumentException e) {
      throw error("undefined character name '" + name + "'", start);
    }
  }
}
