package dev.pycache.bytecode.marshal;

import java.io.IOException;

/**
 * Bytes that the version of Python in question would not read. The message is that version's where
 * it has one, then the offset.
 */
public final class MarshalException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int offset;
  private final boolean truncated;

  MarshalException(String message, int offset, boolean truncated) {
    super(message + " (at byte " + offset + ")");
    this.offset = offset;
    this.truncated = truncated;
  }

  /**
   * Where the first byte stands that is wrong or missing, from the start of the array that was
   * read.
   */
  public int offset() {
    return offset;
  }

  /**
   * Whether the bytes end too early: CPython raises EOFError then, otherwise ValueError (or
   * TypeError, where an object is of a type that cannot stand there).
   */
  public boolean isTruncated() {
    return truncated;
  }
}
