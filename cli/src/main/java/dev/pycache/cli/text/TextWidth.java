package dev.pycache.cli.text;

import dev.pycache.bytecode.dis.Style;
import dev.pycache.bytecode.dis.StyledText;

/** How many columns of a terminal a text takes, and texts made to fit. */
public final class TextWidth {
  private static final String CUT = "…";
  private static final String BLANKS = " ".repeat(80);

  /** First and last code points of what is shown two columns wide (East Asian Width, emoji). */
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x2E80, 0x303E, 0x3041, 0xA4CF, 0xA960, 0xA97C, 0xAC00, 0xD7A3, 0xF900, 0xFAFF,
    0xFE30, 0xFE6F, 0xFF00, 0xFF60, 0xFFE0, 0xFFE6, 0x1F300, 0x1F64F, 0x1F680, 0x1F6FF, 0x1F900,
    0x1F9FF, 0x20000, 0x3FFFD
  };

  private TextWidth() {}

  /** Columns that a text takes. */
  public static int of(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      width += of(c);
      i += Character.charCount(c);
    }
    return width;
  }

  private static int of(int c) {
    if (c < 0x300) {
      return 1;
    }
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    for (int i = 0; i < WIDE.length; i += 2) {
      if (c >= WIDE[i] && c <= WIDE[i + 1]) {
        return 2;
      }
    }
    return 1;
  }

  /** A text that takes no more columns than that; an ellipsis stands for what is cut. */
  public static String cut(String text, int width) {
    if (text.length() <= width / 2 || of(text) <= width) {
      return text;
    }
    int used = 1;
    int end = 0;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      if (used + of(c) > width) {
        break;
      }
      used += of(c);
      end += Character.charCount(c);
    }
    return text.substring(0, end) + CUT;
  }

  /** The same for a path, the end of which says more than its start. */
  public static String cutStart(String path, int width) {
    String text = path;
    while (of(text) >= width && path.length() > width) {
      text = text.substring(text.offsetByCodePoints(0, 1));
    }
    return text.length() == path.length() ? path : CUT + text;
  }

  /** Writes so many blanks. */
  public static void blanks(StyledText out, int count) {
    for (int left = count; left > 0; left -= BLANKS.length()) {
      out.append(Style.PLAIN, BLANKS.substring(0, Math.min(left, BLANKS.length())));
    }
  }

  /** Writes a number at the right end of its columns. */
  public static void right(StyledText out, Style style, int width, String text) {
    blanks(out, width - of(text));
    out.append(style, text);
  }
}
