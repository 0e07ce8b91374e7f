package dev.pycache.bytecode.diff;

import dev.pycache.bytecode.dis.Instruction;
import dev.pycache.bytecode.table.Location;
import org.jspecify.annotations.Nullable;

/**
 * Where an instruction comes from; -1 for what the tables do not tell.
 *
 * @param line from 1
 * @param column in bytes, from 0
 */
record Place(int line, int column, int endLine, int endColumn) {
  private static final int UNKNOWN = -1;

  static Place of(Instruction instruction) {
    @Nullable Location location = instruction.location();
    if (location == null || location.line() < 0) {
      int line = instruction.line() == Instruction.NO_LINE ? UNKNOWN : instruction.line();
      return new Place(line, UNKNOWN, UNKNOWN, UNKNOWN);
    }
    return new Place(location.line(), location.column(), location.endLine(), location.endColumn());
  }

  /** Where one of them knows no columns, as before 3.11, the lines decide. */
  boolean isSame(Place other) {
    return isShifted(other, 0);
  }

  /** Whether the other one is the same, so many lines below. */
  boolean isShifted(Place other, int lines) {
    if (line < 0 || other.line < 0) {
      return line < 0 && other.line < 0;
    }
    boolean noColumns = (column < 0 && endLine < 0) != (other.column < 0 && other.endLine < 0);
    return line + lines == other.line
        && (noColumns
            || (column == other.column
                && endLine + (endLine < 0 ? 0 : lines) == other.endLine
                && endColumn == other.endColumn));
  }

  String text() {
    if (line < 0) {
      return "no line";
    }
    if (column < 0) {
      return "line " + line;
    }
    return line + ":" + column + "-" + endLine + ":" + endColumn;
  }
}
