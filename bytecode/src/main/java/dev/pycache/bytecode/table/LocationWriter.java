package dev.pycache.bytecode.table;

import dev.pycache.bytecode.internal.LittleEndian;
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

  /** The part of a column that ONE_LINE can express, and what is not 0 in one that it cannot. */
  private static final long NARROW = 0x7F;

  private static final long WIDE = 0xFFFF_FFFFL & ~NARROW;

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
    // The column, and above it the distance to the line of the entry before.
    long column = start - lineStart;
    long width = end - start;
    byte[] b = out;
    int n = size;
    if ((column | width) >= 0 && column < 80 && width < 16) {
      int columns = ((int) column & 7) << 4 | (int) width;
      LittleEndian.putShort(
          b, n, first(LocationForm.SHORT + ((int) column >> 3), left) | columns << 8);
      size = n + 2;
      return;
    }
    if (start < 0) {
      put(first(LocationForm.NONE, left));
      return;
    }
    lineStart = start & LINE;
    int delta = (int) (column >> Integer.SIZE);
    if ((start & WIDE | (start ^ end) & ~NARROW) == 0 && delta >= 0 && delta < 3) {
      // and a zero behind them that is written over
      int columns = (int) start | (int) end << 8;
      LittleEndian.putInt(b, n, first(LocationForm.ONE_LINE + delta, left) | columns << 8);
      size = n + 3;
    } else {
      addLonger(left, delta, start, end);
    }
  }

  /** An entry in one of the longer forms. */
  private void addLonger(int units, int delta, long start, long end) {
    int column = (int) start;
    int endColumn = (int) end;
    int endLine = (int) (end >> Integer.SIZE);
    int lines = endLine - (int) (start >> Integer.SIZE);
    if ((column | endColumn) < 0 && (lines == 0 || endLine == -1)) {
      put(first(LocationForm.NO_COLUMNS, units));
      putSigned(delta);
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
