package dev.pycache.bytecode.dis;

import java.util.Arrays;

/**
 * A line in the making: its text and where each style ends. One buffer serves all lines of a
 * listing.
 */
final class StyledLine {
  private static final String BLANKS = " ".repeat(64);

  private final StringBuilder text = new StringBuilder(160);
  private Style[] styles = new Style[24];
  private int[] ends = new int[24];
  private int count;

  /** The text so far, to which more may be appended before its style is {@linkplain #end told}. */
  StringBuilder text() {
    return text;
  }

  /** What was appended since the last call has this style. */
  void end(Style style) {
    int length = text.length();
    if (count > 0 && styles[count - 1] == style) {
      ends[count - 1] = length;
      return;
    }
    if (count == styles.length) {
      styles = Arrays.copyOf(styles, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    styles[count] = style;
    ends[count++] = length;
  }

  void add(Style style, String piece) {
    text.append(piece);
    end(style);
  }

  void blanks(int number) {
    for (int left = number; left > 0; left -= BLANKS.length()) {
      text.append(BLANKS, 0, Math.min(left, BLANKS.length()));
    }
    end(Style.PLAIN);
  }

  /** Python's {@code str.rjust}. */
  void right(Style style, int width, String piece) {
    blanks(width - piece.length());
    add(style, piece);
  }

  /** A number at the right end of its column. */
  void right(Style style, int width, long number) {
    blanks(width - digits(number));
    text.append(number);
    end(style);
  }

  /** Opens a bracket; returns where its contents begin, which the caller appends. */
  int open() {
    add(Style.PLAIN, " (");
    return text.length();
  }

  /**
   * Closes the bracket that {@link #open} opened, or takes it back if nothing is in it.
   *
   * @param keep whether it stays even then
   */
  void close(int start, boolean keep) {
    if (text.length() == start && !keep) {
      text.setLength(start - 2);
      ends[count - 1] = start - 2;
    } else {
      end(Style.MEANING);
      add(Style.PLAIN, ")");
    }
  }

  /** The length of a number in decimal. */
  static int digits(long number) {
    int length = number < 0 ? 2 : 1;
    for (long rest = number / 10; rest != 0; rest /= 10) {
      length++;
    }
    return length;
  }

  /** Ends the line and gives it away. */
  void flush(StyledText out) {
    text.append('\n');
    end(Style.PLAIN);
    if (out.usesStyles()) {
      appendPieces(out);
    } else {
      out.append(Style.PLAIN, text, 0, text.length());
    }
    text.setLength(0);
    count = 0;
  }

  private void appendPieces(StyledText out) {
    int start = 0;
    for (int i = 0; i < count; i++) {
      if (ends[i] > start) {
        out.append(styles[i], text, start, ends[i]);
      }
      start = ends[i];
    }
  }
}
