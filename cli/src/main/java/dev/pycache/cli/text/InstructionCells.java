package dev.pycache.cli.text;

import dev.pycache.bytecode.diff.Row;
import dev.pycache.bytecode.dis.Style;
import dev.pycache.bytecode.dis.StyledText;
import org.jspecify.annotations.Nullable;

/** Writes what stands in a column of a listing with several. */
public final class InstructionCells {
  private static final int AT_WIDTH = 5;

  private InstructionCells() {}

  /**
   * Writes an instruction or another item with its number.
   *
   * @param cell null for nothing
   * @param width columns to fill; 0 if nothing comes behind it
   * @param most columns that there are
   */
  public static void write(StyledText out, Row.@Nullable Cell cell, int width, int most) {
    if (cell == null) {
      TextWidth.blanks(out, width);
      return;
    }
    String at = Integer.toString(cell.at());
    TextWidth.right(out, Style.OFFSET, AT_WIDTH, at);
    out.append(Style.PLAIN, " ");
    int used = Math.max(AT_WIDTH, at.length()) + 1;
    String text = TextWidth.cut(oneLine(cell.text()), Math.max(1, most - used));
    int end = nameEnd(text);
    out.append(Style.OPCODE, text.substring(0, end));
    if (end < text.length()) {
      out.append(Style.MEANING, text.substring(end));
    }
    TextWidth.blanks(out, width - used - TextWidth.of(text));
  }

  /** Where the name of an instruction ends; 0 if it does not begin with one. */
  private static int nameEnd(String text) {
    int end = 0;
    while (end < text.length() && isOfName(text.charAt(end))) {
      end++;
    }
    return end == text.length() || text.charAt(end) == ' ' ? end : 0;
  }

  private static boolean isOfName(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '+';
  }

  /** Names can hold anything; a row stays a row. */
  static String oneLine(String text) {
    return text.replace("\n", "\\n");
  }
}
