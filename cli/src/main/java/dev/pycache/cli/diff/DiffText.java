package dev.pycache.cli.diff;

import dev.pycache.bytecode.diff.CodeDifference;
import dev.pycache.bytecode.diff.FileDifference;
import dev.pycache.bytecode.diff.Finding;
import dev.pycache.bytecode.diff.Row;
import dev.pycache.bytecode.dis.Style;
import dev.pycache.bytecode.dis.StyledText;
import dev.pycache.cli.text.InstructionCells;
import dev.pycache.cli.text.TextWidth;
import java.util.List;

/** A difference as text, the two files in two columns. */
final class DiffText {
  private static final int INDENT = 2;
  private static final int LABEL_WIDTH = 20;

  /** Enough to see what is going on. */
  private static final int FIRST_ROWS = 16;

  private final StyledText out;
  private final int column;

  /**
   * @param width columns of the terminal
   */
  DiffText(StyledText out, int width) {
    this.out = out;
    this.column = Math.max(20, (width - INDENT - 3) / 2);
  }

  void write(String left, String right, FileDifference difference) {
    line(Style.PLAIN, Summary.of(left, right, difference));
    write("header", difference.header());
    for (CodeDifference code : difference.codes()) {
      write(Titles.of(code), code.findings());
    }
    write("as written", difference.writing());
  }

  private void write(String title, List<Finding> findings) {
    if (findings.isEmpty() && !title.contains(" only in the ")) {
      return;
    }
    line(Style.PLAIN, "");
    line(Style.HEADING, title);
    for (Finding finding : findings) {
      TextWidth.blanks(out, INDENT);
      switch (finding) {
        case Finding.Values values -> write(values);
        case Finding.Rows rows -> write(rows);
        case Finding.Note note -> line(Style.PLAIN, Titles.of(note));
      }
    }
  }

  /** A line of its own. */
  void writeTitle(String title) {
    TextWidth.blanks(out, INDENT);
    line(Style.HEADING, title);
  }

  /** What differs, but of a list no more than the rows around its first difference. */
  void writeFirstHunk(Finding finding) {
    TextWidth.blanks(out, INDENT);
    switch (finding) {
      case Finding.Values values -> write(values);
      case Finding.Rows rows -> {
        line(Style.LABEL, rows.aspect().label());
        List<Row> hunk = Hunks.of(rows).getFirst();
        hunk.subList(0, Math.min(hunk.size(), FIRST_ROWS)).forEach(this::write);
      }
      case Finding.Note note -> line(Style.PLAIN, Titles.of(note));
    }
  }

  private void line(Style style, String text) {
    out.append(style, text.replace("\n", "\\n"));
    out.append(Style.PLAIN, "\n");
  }

  private void write(Finding.Values values) {
    out.append(Style.LABEL, values.label());
    TextWidth.blanks(out, Math.max(1, LABEL_WIDTH - values.label().length()));
    out.append(Style.MEANING, values.left().replace("\n", "\\n"));
    out.append(Style.MARK, " | ");
    out.append(Style.MEANING, values.right().replace("\n", "\\n"));
    out.append(Style.PLAIN, "\n");
  }

  private void write(Finding.Rows rows) {
    line(Style.LABEL, rows.aspect().label());
    boolean first = true;
    for (List<Row> hunk : Hunks.of(rows)) {
      if (!first) {
        TextWidth.blanks(out, INDENT);
        line(Style.PLAIN, "   ...");
      }
      first = false;
      for (Row row : hunk) {
        write(row);
      }
    }
  }

  private void write(Row row) {
    TextWidth.blanks(out, INDENT);
    boolean last = row.right() == null && row.mark() == Row.Mark.SAME;
    InstructionCells.write(out, row.left(), last ? 0 : column, column);
    out.append(Style.PLAIN, " ");
    out.append(Style.MARK, String.valueOf(row.mark().sign()));
    if (row.right() != null) {
      out.append(Style.PLAIN, " ");
      InstructionCells.write(out, row.right(), 0, column);
    }
    out.append(Style.PLAIN, "\n");
  }
}
