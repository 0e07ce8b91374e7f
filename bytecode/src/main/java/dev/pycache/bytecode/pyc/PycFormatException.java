package dev.pycache.bytecode.pyc;

import java.io.IOException;

/** A file that does not begin as a {@code .pyc} does. */
public final class PycFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  PycFormatException(String message) {
    super(message);
  }
}
