package dev.pycache.bytecode.repr;

/**
 * Python's own {@code repr()} of the value raises a {@code ValueError}, whose message this is: an
 * int has more digits than the interpreter converts to decimal.
 */
public final class ReprException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ReprException(String message) {
    super(message);
  }
}
