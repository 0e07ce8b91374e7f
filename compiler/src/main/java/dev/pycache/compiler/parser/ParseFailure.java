package dev.pycache.compiler.parser;

/**
 * The fast parser gives up: the source is wrong, or too deep to tell. There is one object, without
 * message or stack trace, since all it says is that the diagnosing parser has to look.
 */
public final class ParseFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static final ParseFailure INSTANCE = new ParseFailure();

  private ParseFailure() {
    super(null, null, false, false);
  }
}
