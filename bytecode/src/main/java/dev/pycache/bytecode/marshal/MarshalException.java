package dev.pycache.bytecode.marshal;

import java.io.IOException;

/**
 * Bytes that are not what {@code marshal.dumps} would have written for a code object of the target.
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

  /** Whether the bytes end too early: CPython raises EOFError then, otherwise ValueError. */
  public boolean isTruncated() {
    return truncated;
  }
}
