package dev.pycache.bytecode.table;

import dev.pycache.bytecode.internal.ByteSink;

/**
 * Writes the exception table of 3.11 and later ({@code Objects/exception_handling_notes.txt}). One
 * writer can write many tables.
 */
public final class ExceptionWriter {
  private static final int ENTRY = 0x80;
  private static final int MORE = 0x40;

  private final ByteSink out = new ByteSink(256);

  /** Begins a table. */
  public void begin() {
    out.clear();
  }

  /**
   * An entry, in the terms of {@link ProtectedRange}; entries are added in the order of the code.
   */
  public void add(int start, int end, int target, int depth, boolean lasti) {
    put(start, ENTRY);
    put(end - start, 0);
    put(target, 0);
    put(depth << 1 | (lasti ? 1 : 0), 0);
  }

  /** The table since {@link #begin}. */
  public byte[] toByteArray() {
    return out.toByteArray();
  }

  /** Groups of 6 bits, most significant first. */
  private void put(int value, int mark) {
    int flags = mark;
    for (int shift = 24; shift > 0; shift -= 6) {
      if (value >= 1 << shift) {
        out.putByte(value >> shift & 0x3F | MORE | flags);
        flags = 0;
      }
    }
    out.putByte(value & 0x3F | flags);
  }
}
