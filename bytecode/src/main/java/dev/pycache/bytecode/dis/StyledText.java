package dev.pycache.bytecode.dis;

/** Takes a listing piece by piece, each with its style; in order, the pieces are the text. */
public interface StyledText {
  /**
   * The next piece.
   *
   * @param text without line breaks, unless the style is {@link Style#PLAIN}
   */
  void append(Style style, String text);

  /**
   * The next piece, which is {@code line[start, end)}. For those who need no string of it: listings
   * are made of many small pieces.
   */
  default void append(Style style, StringBuilder line, int start, int end) {
    append(style, line.substring(start, end));
  }

  /**
   * Whether the styles matter. If not, whole lines may come as one piece of {@link Style#PLAIN},
   * which is faster.
   */
  default boolean usesStyles() {
    return true;
  }

  /** A text without styles, at the end of {@code out}. */
  static StyledText plain(StringBuilder out) {
    return new PlainText(out);
  }
}
