package dev.pycache.compiler;

/**
 * Carries a {@link Diagnostic} out of the stage that found it. The compiler's front turns it into a
 * result; it never reaches callers of the public API.
 */
public final class CompileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  public CompileException(Diagnostic diagnostic) {
    super(diagnostic.message(), null, false, false);
    this.diagnostic = diagnostic;
  }

  /**
   * An exception at these positions, in the numbers that CPython's exception shows; the text is
   * filled in later.
   */
  public static CompileException at(
      ErrorType type, String message, int line, int column, int endLine, int endColumn) {
    return new CompileException(
        new Diagnostic(type, message, line, column, endLine, endColumn, null));
  }

  /** An exception without positions, as ValueError or RecursionError. */
  public static CompileException of(ErrorType type, String message) {
    int none = Diagnostic.ABSENT;
    return new CompileException(new Diagnostic(type, message, none, none, none, none, null));
  }

  public Diagnostic diagnostic() {
    return diagnostic;
  }
}
