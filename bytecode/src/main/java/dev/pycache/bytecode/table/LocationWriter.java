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

  /** The part of a place that is its line. */
  private static final long LINE = -1L << Integer.SIZE;

  private byte[] out = new byte[1024];
  private int size;

  /** The place at which the line begins that the last entry was in. */
  private long lineStart;

  /** Begins the table of a code object whose first line is {@code firstLine}. */
  public void begin(int firstLine) {
    size = 0;
    lineStart = (long) firstLine << Integer.SIZE;
  }

  /**
   * The place of the next {@code units} code units. Beginning and end have the line above 32 bits
   * and the column below.
   *
   * @param start where it begins; a negative line stands for no place, a negative column for none
   * @param end where it ends
   */
  public void add(int units, long start, long end) {
    int left = units;
    while (left > MAX_UNITS) {
      add(MAX_UNITS, start, end);
      left -= MAX_UNITS;
    }
    if (out.length - size < MAX_ENTRY_SIZE) {
      out = Arrays.copyOf(out, out.length * 2);
    }
    // Of a place in the line of the entry before these are the column and the width.
    long column = start - lineStart;
    long width = end - start;
    if ((column | width) >= 0 && column < 80 && width < 16) {
      byte[] b = out;
      int n = size;
      b[n] = (byte) first(LocationForm.SHORT + ((int) column >> 3), left);
      b[n + 1] = (byte) (((int) column & 7) << 4 | (int) width);
      size = n + 2;
    } else if (start < 0) {
      put(first(LocationForm.NONE, left));
    } else {
      int line = (int) (start >> Integer.SIZE);
      int delta = line - (int) (lineStart >> Integer.SIZE);
      lineStart = start & LINE;
      int endLine = (int) (end >> Integer.SIZE);
      addLonger(left, delta, (int) start, endLine - line, (int) end, endLine);
    }
  }

  /** An entry in one of the longer forms, its lines as distances from what is known. */
  private void addLonger(int units, int delta, int column, int lines, int endColumn, int endLine) {
    if (column < 0 || endColumn < 0) {
      if (lines == 0 || endLine == -1) {
        put(first(LocationForm.NO_COLUMNS, units));
        putSigned(delta);
        return;
      }
    } else if (lines == 0 && delta >= 0 && delta < 3 && column < 128 && endColumn < 128) {
      byte[] b = out;
      int n = size;
      b[n] = (byte) first(LocationForm.ONE_LINE + delta, units);
      b[n + 1] = (byte) column;
      b[n + 2] = (byte) endColumn;
      size = n + 3;
      return;
    }
    put(first(LocationForm.LONG, units));
    putSigned(delta);
    putUnsigned(lines);
    putUnsigned(column + 1);
    putUnsigned(endColumn + 1);
  }

  /** The table since {@link #begin}. */
  public byte[] toByteArray() {
    return Arrays.copyOf(out, size);
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
