package dev.pycache.bytecode.pyc;

import java.io.IOException;

/** A file that does not begin as a {@code .pyc} does, or that holds something else. */
public final class PycFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int offset;

  PycFormatException(String message, int offset) {
    super(message + " (at byte " + offset + ")");
    this.offset = offset;
  }

  /** Where the first byte stands that is wrong or missing. */
  public int offset() {
    return offset;
  }
}
