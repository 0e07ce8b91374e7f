package dev.pycache.bytecode.dis;

import dev.pycache.bytecode.table.Location;
import dev.pycache.bytecode.table.ProtectedRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The layout from 3.13 on: the targets of jumps are named L1, L2 ...; offsets are shown on demand
 * ({@code class Formatter}).
 */
final class LabelLayout implements Layout {
  private static final String NO_LINE = "  --";
  private static final int LINE_WIDTH = 3;
  private static final int LEAST_GREATEST_OFFSET = 9999;

  @Override
  public void write(CodeView view, StyledText out) {
    var row = new Row(view, out);
    while (view.advance()) {
      row.write();
    }
    view.writeErrors(out);
    writeExceptionTable(view, out);
  }

  /** {@code _get_lineno_width}. */
  private static int lineWidth(LineStarts lines) {
    int greatest = lines.greatest();
    if (greatest <= 0) {
      return 0;
    }
    int width = Math.max(LINE_WIDTH, StyledLine.digits(greatest));
    return lines.hasNone() ? Math.max(width, NO_LINE.length()) : width;
  }

  /** {@code _get_positions_width}. */
  private static int positionsWidth(List<Location> places) {
    int greatest = 0;
    boolean known = false;
    for (Location place : places) {
      known |= !isUnknown(place);
      greatest =
          Math.max(
              greatest,
              width(place.line())
                  + width(place.endLine())
                  + width(place.column())
                  + width(place.endColumn()));
    }
    return known ? 1 + Math.max(NO_LINE.length(), 3 + greatest) : 0;
  }

  private static boolean isUnknown(Location place) {
    return place.line() < 0 && place.endLine() < 0 && place.column() < 0 && place.endColumn() < 0;
  }

  private static int width(int number) {
    return number < 0 ? 1 : StyledLine.digits(number);
  }

  /** The lines of one code object. */
  private static final class Row {
    private final CodeView view;
    private final StyledText out;
    private final StyledLine line = new StyledLine();
    private final boolean showsPositions;
    private final int sourceWidth;
    private final int labelWidth;
    private final int offsetWidth;

    Row(CodeView view, StyledText out) {
      this.view = view;
      this.out = out;
      this.showsPositions = view.shows(DisOption.SHOW_POSITIONS);
      this.sourceWidth =
          showsPositions ? positionsWidth(view.sourceLines().locations()) : lineWidth(view.lines());
      this.labelWidth = 4 + StyledLine.digits(view.labels().count());
      int codeLength = view.cursor().code.length;
      this.offsetWidth =
          view.shows(DisOption.SHOW_OFFSETS)
              ? StyledLine.digits(Math.max(codeLength - 2, LEAST_GREATEST_OFFSET))
              : 0;
    }

    void write() {
      InstructionCursor at = view.cursor();
      if (sourceWidth > 0 && view.startsLine() && at.offset > 0) {
        out.append(Style.PLAIN, "\n");
      }
      writeSource(view.startsLine());
      writeLabel(view.label());
      writeOffset(at.offset);
      String name = view.name();
      line.add(Style.OPCODE, name);
      if (at.hasArgument) {
        writeArgument(name.length(), at.argument);
        int start = line.open();
        view.appendMeaning(line.text());
        line.close(start, false);
      }
      line.flush(out);
      if (view.showsCaches()) {
        writeCaches();
      }
    }

    private void writeSource(boolean startsLine) {
      if (sourceWidth == 0) {
        return;
      }
      if (showsPositions) {
        writePosition(view.location());
      } else if (!startsLine) {
        line.blanks(sourceWidth);
      } else if (view.line() < 0) {
        line.right(Style.LINE, sourceWidth, NO_LINE);
      } else {
        line.right(Style.LINE, sourceWidth, view.line());
      }
      line.blanks(1);
    }

    private void writePosition(@Nullable Location place) {
      int start = line.text().length();
      if (place == null || isUnknown(place)) {
        line.text().append(NO_LINE);
      } else {
        appendNumber(place.line()).append(':');
        appendNumber(place.column()).append('-');
        appendNumber(place.endLine()).append(':');
        appendNumber(place.endColumn());
      }
      line.end(Style.POSITION);
      line.blanks(sourceWidth - (line.text().length() - start));
    }

    private StringBuilder appendNumber(int number) {
      StringBuilder text = line.text();
      return number < 0 ? text.append('?') : text.append(number);
    }

    private void writeLabel(int label) {
      if (label == Labels.NONE) {
        line.blanks(labelWidth);
      } else {
        line.blanks(labelWidth - 2 - StyledLine.digits(label));
        line.text().append('L').append(label).append(':');
        line.end(Style.LABEL);
      }
      line.blanks(1);
    }

    private void writeOffset(int offset) {
      if (offsetWidth > 0) {
        line.right(Style.OFFSET, offsetWidth, offset);
        line.blanks(3);
      }
      line.blanks(4); // three for the arrow at the instruction that failed
    }

    /** A name that is too long takes from the blanks before the argument. */
    private void writeArgument(int nameLength, long argument) {
      line.blanks(NAME_WIDTH - nameLength);
      line.blanks(1);
      line.right(Style.ARGUMENT, ARGUMENT_WIDTH - Math.max(0, nameLength - NAME_WIDTH), argument);
    }

    private void writeCaches() {
      for (CacheEntry entry : view.caches()) {
        for (int i = 0; i < entry.units(); i++) {
          writeSource(false);
          writeLabel(Labels.NONE);
          writeOffset(entry.offset() + 2 * i);
          line.add(Style.OPCODE, CacheEntry.NAME);
          writeArgument(CacheEntry.NAME.length(), 0);
          if (i == 0) {
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
    Labels labels = view.labels();
    var line = new StyledLine();
    line.add(Style.HEADING, EXCEPTION_TABLE);
    line.flush(out);
    for (ProtectedRange range : view.protectedRanges()) {
      line.blanks(2);
      line.text()
          .append('L')
          .append(labels.number(2L * range.start()))
          .append(" to L")
          .append(labels.number(2L * range.end()))
          .append(" -> L")
          .append(labels.number(2L * range.target()))
          .append(" [")
          .append(range.depth())
          .append(range.lasti() ? "] lasti" : "]");
      line.end(Style.TABLE);
      line.flush(out);
    }
  }
}
