package dev.pycache.cli.dis;

import dev.pycache.bytecode.diff.Row;
import dev.pycache.bytecode.diff.SourceColumns;
import dev.pycache.bytecode.diff.SourceColumns.Line;
import dev.pycache.bytecode.diff.SourceColumns.Section;
import dev.pycache.bytecode.dis.Style;
import dev.pycache.bytecode.dis.StyledText;
import dev.pycache.cli.text.InstructionCells;
import dev.pycache.cli.text.TextWidth;
import java.util.List;

/**
 * Listings beside each other as text: on the left the line of the source, then a column for each;
 * between two columns a sign that says how the one behind it is to the first: {@code |} for
 * different, {@code <} for only in the first, {@code >} for not in the first.
 */
final class ColumnsText {
  private static final int LINE_WIDTH = 5;
  private static final int LEAST_COLUMN = 16;

  private final StyledText out;
  private final int width;
  private final int column;

  /**
   * @param columns how many there are
   * @param width columns of the terminal
   */
  ColumnsText(StyledText out, int columns, int width) {
    this.out = out;
    this.width = width;
    this.column = Math.max(LEAST_COLUMN, (width - LINE_WIDTH - 3 * (columns - 1)) / columns);
  }

  void write(List<String> titles, List<Section> sections) {
    TextWidth.blanks(out, LINE_WIDTH);
    for (int i = 0; i < titles.size(); i++) {
      String title = TextWidth.cutStart(titles.get(i), column - 1);
      boolean last = i == titles.size() - 1;
      out.append(Style.PLAIN, i == 0 ? " " : "   ");
      out.append(Style.HEADING, title);
      TextWidth.blanks(out, last ? 0 : column - (i == 0 ? 1 : 0) - TextWidth.of(title));
    }
    out.append(Style.PLAIN, "\n");
    for (Section section : sections) {
      out.append(Style.PLAIN, "\n");
      out.append(Style.HEADING, TextWidth.cut(section.name().replace("\n", "\\n"), width));
      out.append(Style.PLAIN, "\n");
      int before = SourceColumns.NO_LINE;
      for (Line line : section.lines()) {
        write(line, line.sourceLine() != before);
        before = line.sourceLine();
      }
    }
  }

  private void write(Line line, boolean startsLine) {
    boolean shown = startsLine && line.sourceLine() != SourceColumns.NO_LINE;
    TextWidth.right(out, Style.LINE, LINE_WIDTH, shown ? Integer.toString(line.sourceLine()) : "");
    int last = last(line);
    for (int i = 0; i <= last; i++) {
      if (i > 0) {
        Row.Mark mark = line.marks().get(i);
        out.append(Style.PLAIN, " ");
        out.append(Style.MARK, String.valueOf(mark.sign()));
        out.append(Style.PLAIN, i == last && line.cells().get(i) == null ? "" : " ");
      }
      InstructionCells.write(out, line.cells().get(i), i == last ? 0 : column, column);
    }
    out.append(Style.PLAIN, "\n");
  }

  /** The last column with something to show, if only a mark. */
  private static int last(Line line) {
    int last = line.cells().size() - 1;
    while (last > 0 && line.cells().get(last) == null && line.marks().get(last) == Row.Mark.SAME) {
      last--;
    }
    return last;
  }
}
