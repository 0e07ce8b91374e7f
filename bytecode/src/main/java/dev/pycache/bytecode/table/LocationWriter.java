package dev.pycache.bytecode.table;

import java.util.Arrays;

/**
 * Writes the location table of 3.11 and later (PEP 657): an entry for each instruction, in one of
 * five forms, the shortest that can express it. The order of the tests is that of {@code
 * write_location_info_entry} in {@code compile.c}. One writer can write many tables.
 */
public final class LocationWriter {
  /** Longest run of code units that one entry can cover. */
  private static final int MAX_UNITS = 8;

  /** Longest entry: a first byte and four numbers of up to 6 bytes. */
  private static final int MAX_ENTRY_SIZE = 25;

  private byte[] out = new byte[1024];
  private int size;
  private int previousLine;

  /** Begins the table of a code object whose first line is {@code firstLine}. */
  public void begin(int firstLine) {
    size = 0;
    previousLine = firstLine;
  }

  /** The place of the next {@code units} code units; a negative line stands for none. */
  public void add(int units, int line, int endLine, int column, int endColumn) {
    int left = units;
    while (left > MAX_UNITS) {
      add(MAX_UNITS, line, endLine, column, endColumn);
      left -= MAX_UNITS;
    }
    if (out.length - size < MAX_ENTRY_SIZE) {
      out = Arrays.copyOf(out, out.length * 2);
    }
    if (line < 0) {
      begin(LocationForm.NONE, left);
      return;
    }
    int delta = line - previousLine;
    previousLine = line;
    if (column < 0 || endColumn < 0) {
      if (endLine == line || endLine == -1) {
        begin(LocationForm.NO_COLUMNS, left);
        putSigned(delta);
        return;
      }
    } else if (endLine == line) {
      if (delta == 0 && column < 80 && endColumn >= column && endColumn - column < 16) {
        byte[] b = out;
        int n = size;
        b[n] = (byte) first(LocationForm.SHORT + (column >> 3), left);
        b[n + 1] = (byte) ((column & 7) << 4 | (endColumn - column));
        size = n + 2;
        return;
      }
      if (delta >= 0 && delta < 3 && column < 128 && endColumn < 128) {
        byte[] b = out;
        int n = size;
        b[n] = (byte) first(LocationForm.ONE_LINE + delta, left);
        b[n + 1] = (byte) column;
        b[n + 2] = (byte) endColumn;
        size = n + 3;
        return;
      }
    }
    begin(LocationForm.LONG, left);
    putSigned(delta);
    putUnsigned(endLine - line);
    putUnsigned(column + 1);
    putUnsigned(endColumn + 1);
  }

  /** The table since {@link #begin}. */
  public byte[] toByteArray() {
    return Arrays.copyOf(out, size);
  }

  private void begin(int form, int units) {
    put(first(form, units));
  }

  private static int first(int form, int units) {
    return 0x80 | form << 3 | (units - 1);
  }

  private void put(int value) {
    out[size++] = (byte) value;
  }

  private void putSigned(int value) {
    putUnsigned(value < 0 ? -value << 1 | 1 : value << 1);
  }

  /** Groups of 6 bits, least significant first; {@code value} counts as unsigned. */
  private void putUnsigned(int value) {
    int rest = value;
    while (rest >>> 6 != 0) {
      put(0x40 | rest & 0x3F);
      rest >>>= 6;
    }
    put(rest);
  }
}
