package dev.pycache.compiler;

import org.jspecify.annotations.Nullable;

/**
 * The exception CPython would raise for a source, as a value.
 *
 * @param type class of the exception
 * @param message {@code SyntaxError.msg}, or the text of another exception
 * @param line {@code lineno}, from 1; {@link #ABSENT} where Python has {@code None}
 * @param column {@code offset} as CPython counts it (from 1; characters or, for errors found after
 *     parsing, bytes)
 * @param endLine {@code end_lineno}
 * @param endColumn {@code end_offset}
 * @param text {@code text}, the source line with its line end, or null where Python has {@code
 *     None}
 */
public record Diagnostic(
    ErrorType type,
    String message,
    int line,
    int column,
    int endLine,
    int endColumn,
    @Nullable String text) {
  /** Stands for Python's {@code None} in one of the four positions. */
  public static final int ABSENT = Integer.MIN_VALUE;

  public Diagnostic withText(@Nullable String newText) {
    return new Diagnostic(type, message, line, column, endLine, endColumn, newText);
  }
}
