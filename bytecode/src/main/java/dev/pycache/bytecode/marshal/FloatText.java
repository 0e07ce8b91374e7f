package dev.pycache.bytecode.marshal;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Floats as versions 0 and 1 of the format write them: their {@code repr}. */
final class FloatText {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

  private static final Pattern WHITE_SPACE = Pattern.compile("^[ \\t-\\r]+|[ \\t-\\r]+\\z");
  private static final Pattern UNDERSCORE = Pattern.compile("(?<=[0-9])_(?=[0-9])");

  private FloatText() {}

  /**
   * {@code PyOS_string_to_double}, which reads up to a NUL.
   *
   * @throws NumberFormatException if it is no float
   */
  static double parse(byte[] bytes) {
    String text = text(bytes);
    if (NUMBER.matcher(text).matches()) {
      return Double.parseDouble(text);
    }
    boolean negative = text.startsWith("-");
    String name = negative || text.startsWith("+") ? text.substring(1) : text;
    double magnitude =
        switch (name.toLowerCase(Locale.ROOT)) {
          case "inf", "infinity" -> Double.POSITIVE_INFINITY;
          case "nan" -> Double.NaN;
          default -> throw new NumberFormatException(text);
        };
    return negative ? -magnitude : magnitude;
  }

  /**
   * {@code float()}, by which PyPy reads them: white space around the number and underscores
   * between its digits are no errors, a NUL is one. Digits are those of ASCII.
   *
   * @throws NumberFormatException if it is no float
   */
  static double parseAsCall(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (text.indexOf('\0') >= 0) {
      throw new NumberFormatException(text);
    }
    String bare = WHITE_SPACE.matcher(text).replaceAll("");
    return parse(UNDERSCORE.matcher(bare).replaceAll("").getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The text as Python shows it in a message, in quotes. */
  static String show(byte[] bytes) {
    var shown = new StringBuilder("'");
    for (char c : text(bytes).toCharArray()) {
      shown.append(c < ' ' || c > '~' ? "\\x%02x".formatted((int) c) : c);
    }
    return shown.append('\'').toString();
  }

  private static String text(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }
}
