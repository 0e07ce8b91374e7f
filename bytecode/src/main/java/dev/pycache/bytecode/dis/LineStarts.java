package dev.pycache.bytecode.dis;

import dev.pycache.bytecode.table.SourceLines;
import java.util.Arrays;

/**
 * Where lines of the source begin among the instructions, in the order of the code: what {@code
 * findlinestarts} of {@code dis.py} yields.
 */
final class LineStarts {
  private static final int NO_LINE = SourceLines.NO_LINE;

  private int[] offsets = new int[16];
  private int[] lines = new int[16];
  private int count;
  private int greatest = NO_LINE;
  private boolean hasNone;

  private LineStarts() {}

  /**
   * The ranges whose line is another than that of the one before.
   *
   * @param countsNone whether having no line is a line too
   */
  static LineStarts of(SourceLines ranges, boolean countsNone) {
    var starting = new LineStarts();
    int last = NO_LINE;
    for (int i = 0; i < ranges.count(); i++) {
      int line = ranges.line(i);
      if ((line != last || starting.isEmpty()) && (countsNone || line != NO_LINE)) {
        starting.add(ranges.start(i), line);
        last = line;
      }
    }
    return starting;
  }

  private void add(int offset, int line) {
    if (count == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * count);
      lines = Arrays.copyOf(lines, 2 * count);
    }
    offsets[count] = offset;
    lines[count++] = line;
    greatest = count == 1 ? line : Math.max(greatest, line);
    hasNone |= line == NO_LINE;
  }

  boolean isEmpty() {
    return count == 0;
  }

  int count() {
    return count;
  }

  int offset(int index) {
    return offsets[index];
  }

  int line(int index) {
    return lines[index];
  }

  /** The greatest line; {@link SourceLines#NO_LINE} if there is none. */
  int greatest() {
    return greatest;
  }

  /** Whether some instructions are said to have no line. */
  boolean hasNone() {
    return hasNone;
  }
}
