package dev.pycache.compiler.source;

/** What a codec of Python raises; the message is the {@code str()} of the exception. */
final class CodecException extends Exception {
  private static final long serialVersionUID = 1L;

  CodecException(String message) {
    super(message, null, false, false);
  }
}
