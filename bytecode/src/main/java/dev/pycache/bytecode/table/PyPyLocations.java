package dev.pycache.bytecode.table;

import dev.pycache.bytecode.CodeObject;

/**
 * The table of PyPy 3.11 ({@code pypy/interpreter/location.py}): for each code unit its line, as
 * the distance + 1 from the first line in groups of 7 bits, or 0 for none; behind a line, 0 or the
 * two columns + 1 and the distance of the last line, a byte each.
 */
final class PyPyLocations {
  private static final int UNKNOWN = -1;

  private final byte[] table;
  private final int firstLine;
  private int position;

  PyPyLocations(CodeObject code) {
    this.table = code.lineTable().value();
    this.firstLine = code.firstLine();
  }

  SourceLines read() {
    var lines = new SourceLines();
    int unit = 0;
    try {
      for (; position < table.length; unit++) {
        lines.add(readEntry(unit));
      }
    } catch (ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException("the table of lines ends within an entry", e);
    }
    lines.end(2 * unit);
    return lines;
  }

  private Location readEntry(int unit) {
    int distance = readNumber();
    if (distance == 0) {
      return new Location(unit, 1, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);
    }
    int line = firstLine + distance - 1;
    int column = readByte() - 1;
    if (column < 0) {
      return new Location(unit, 1, line, UNKNOWN, UNKNOWN, UNKNOWN);
    }
    int endColumn = readByte() - 1;
    return new Location(unit, 1, line, line + readByte(), column, endColumn);
  }

  private int readNumber() {
    int value = 0;
    int shift = 0;
    int group;
    do {
      group = readByte();
      value |= (group & 0x7F) << shift;
      shift += 7;
    } while (group >= 0x80);
    return value;
  }

  private int readByte() {
    return table[position++] & 0xFF;
  }
}
