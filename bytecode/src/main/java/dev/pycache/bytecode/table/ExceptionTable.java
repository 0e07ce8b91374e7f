package dev.pycache.bytecode.table;

import dev.pycache.bytecode.Bytes;
import java.util.ArrayList;
import java.util.List;

/** Reads the exception table of 3.11 and later. */
public final class ExceptionTable {
  private final byte[] bytes;
  private int position;

  private ExceptionTable(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The entries of a table in order.
   *
   * @throws IllegalArgumentException if it is not an exception table
   */
  public static List<ProtectedRange> read(Bytes table) {
    try {
      return new ExceptionTable(table.value()).read();
    } catch (ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException("the exception table ends within an entry", e);
    }
  }

  private List<ProtectedRange> read() {
    List<ProtectedRange> ranges = new ArrayList<>();
    while (position < bytes.length) {
      int start = readNumber();
      int end = start + readNumber();
      if (end < 0) {
        throw new IllegalArgumentException("a range of the exception table has no end");
      }
      int target = readNumber();
      int depthAndLasti = readNumber();
      ranges.add(
          new ProtectedRange(start, end, target, depthAndLasti >> 1, (depthAndLasti & 1) != 0));
    }
    return ranges;
  }

  private int readNumber() {
    int group = bytes[position++];
    int value = group & 0x3F;
    while ((group & 0x40) != 0) {
      if (value > Integer.MAX_VALUE >> 6) {
        throw new IllegalArgumentException("a number of the exception table is too large");
      }
      group = bytes[position++];
      value = value << 6 | group & 0x3F;
    }
    return value;
  }
}
