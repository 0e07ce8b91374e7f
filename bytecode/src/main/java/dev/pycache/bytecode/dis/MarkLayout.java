package dev.pycache.bytecode.dis;

import dev.pycache.bytecode.table.ProtectedRange;

/**
 * The layout up to 3.12: every line shows its offset, and the target of a jump is marked with
 * {@code >>}.
 */
final class MarkLayout implements Layout {
  /** What stands at the end of a line. */
  enum Ending {
    /** The name is always padded (2.7). */
    PADDED,
    /** The same, and a blank follows each column (3.0 to 3.3). */
    SPACED,
    /** There are no blanks (3.4+). */
    STRIPPED
  }

  /** How wide the columns of line numbers and offsets are. */
  enum Widths {
    /** Wide enough for small code, whatever the code (up to 3.6). */
    FIXED,
    /** Wide enough for all that follows (3.7+). */
    FITTING
  }

  private static final int OFFSET_WIDTH = 4;
  private static final int LINE_WIDTH = 3;
  private static final String MARK = ">>";

  private final Ending ending;
  private final Widths widths;

  MarkLayout(Ending ending, Widths widths) {
    this.ending = ending;
    this.widths = widths;
  }

  @Override
  public void write(CodeView view, StyledText out) {
    var row = new Row(view, out);
    while (view.advance()) {
      row.write();
    }
    view.writeErrors(out);
    writeExceptionTable(view, out);
  }

  private int lineWidth(LineStarts lines) {
    if (lines.isEmpty()) {
      return 0;
    }
    int greatest = widths == Widths.FIXED ? 0 : lines.greatest();
    return greatest >= 1000 ? StyledLine.digits(greatest) : LINE_WIDTH;
  }

  private int offsetWidth(int codeLength) {
    int greatest = widths == Widths.FIXED ? 0 : codeLength - 2;
    return greatest >= 10_000 ? StyledLine.digits(greatest) : OFFSET_WIDTH;
  }

  /** The lines of one code object. */
  private final class Row {
    private final CodeView view;
    private final StyledText out;
    private final StyledLine line = new StyledLine();
    private final int lineWidth;
    private final int offsetWidth;

    Row(CodeView view, StyledText out) {
      this.view = view;
      this.out = out;
      this.lineWidth = lineWidth(view.lines());
      this.offsetWidth = offsetWidth(view.cursor().code.length);
    }

    void write() {
      InstructionCursor at = view.cursor();
      if (view.startsLine() && at.offset > 0) {
        out.append(Style.PLAIN, "\n");
      }
      if (lineWidth > 0) {
        if (view.startsLine()) {
          line.right(Style.LINE, lineWidth, view.line());
        } else {
          line.blanks(lineWidth);
        }
        line.blanks(1);
      }
      writeOffset(at.offset, view.isTarget());
      writeName(view.name(), at.hasArgument);
      if (at.hasArgument) {
        writeArgument(at.argument, at.isLong());
        int start = line.open();
        view.appendMeaning(line.text());
        line.close(start, ending != Ending.STRIPPED && view.hasMeaning());
      }
      if (ending == Ending.SPACED) {
        line.blanks(1);
      }
      line.flush(out);
      if (view.showsCaches()) {
        writeCaches();
      }
    }

    private void writeOffset(int offset, boolean isTarget) {
      line.blanks(4); // three for the arrow at the instruction that failed
      if (isTarget) {
        line.add(Style.MARK, MARK);
        line.blanks(1);
      } else {
        line.blanks(3);
      }
      line.right(Style.OFFSET, offsetWidth, offset);
      line.blanks(1);
    }

    private void writeName(String name, boolean more) {
      line.add(Style.OPCODE, name);
      if (more || ending != Ending.STRIPPED) {
        line.blanks(NAME_WIDTH - name.length());
      }
    }

    private void writeArgument(long argument, boolean isLong) {
      line.blanks(1);
      if (isLong && ending == Ending.PADDED) {
        line.right(Style.ARGUMENT, ARGUMENT_WIDTH, argument + "L");
      } else {
        line.right(Style.ARGUMENT, ARGUMENT_WIDTH, argument);
      }
    }

    private void writeCaches() {
      for (CacheEntry entry : view.caches()) {
        for (int i = 0; i < entry.units(); i++) {
          line.blanks(lineWidth == 0 ? 0 : lineWidth + 1);
          writeOffset(entry.offset() + 2 * i, false);
          writeName(CacheEntry.NAME, true);
          writeArgument(0, false);
          if (i == 0 && view.showsCacheValues()) {
            int start = line.open();
            line.text().append(entry.text());
            line.close(start, false);
          }
          line.flush(out);
        }
      }
    }
  }

  private static void writeExceptionTable(CodeView view, StyledText out) {
    if (view.protectedRanges().isEmpty()) {
      return;
    }
    var line = new StyledLine();
    line.add(Style.HEADING, EXCEPTION_TABLE);
    line.flush(out);
    for (ProtectedRange range : view.protectedRanges()) {
      line.blanks(2);
      line.text()
          .append(2L * range.start())
          .append(" to ")
          .append(2L * range.end() - 2)
          .append(" -> ")
          .append(2L * range.target())
          .append(" [")
          .append(range.depth())
          .append(range.lasti() ? "] lasti" : "]");
      line.end(Style.TABLE);
      line.flush(out);
    }
  }
}
