package dev.pycache.compiler.parser;

import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.ast.Expr;

/**
 * What a literal needs of the parser that met it. There are two: the fast parser, which answers
 * every error by giving up, and the diagnosing parser, which answers with CPython's exception.
 */
public interface ParseSite {
  CompilationContext context();

  /** Issues a warning, unless this parser has come by here before and did it then. */
  default void warn(String category, String message, int line) {
    context().warn(category, message, line);
  }

  /**
   * An error at the parser's last token (CPython's {@code RAISE_SYNTAX_ERROR}, {@code
   * _PyPegen_raise_error}).
   */
  RuntimeException error(ErrorType type, String message);

  /**
   * An error at a known place (CPython's {@code RAISE_ERROR_KNOWN_LOCATION}): lines from 1, columns
   * from 0 in UTF-8 bytes, as in a {@link dev.pycache.compiler.ast.Span}.
   */
  RuntimeException errorAt(
      ErrorType type, String message, int line, int column, int endLine, int endColumn);

  /**
   * An error for text that cannot be decoded, with the message of Python's UnicodeDecodeError
   * (CPython's {@code _Pypegen_raise_decode_error}).
   */
  default RuntimeException undecodable(String message) {
    return error(ErrorType.SYNTAX_ERROR, "(unicode error) " + message);
  }

  /** An error that is already complete, such as a ValueError. */
  default RuntimeException error(CompileException complete) {
    return complete;
  }

  /**
   * Parses the expression of an f-string's replacement field (CPython's {@code
   * fstring_compile_expr} and the start rule {@code fstring}).
   *
   * @param text the expression in UTF-8, put between parentheses by the caller
   * @param line line of the first byte ({@code starting_lineno})
   * @param column column added to tokens of the first line ({@code starting_col_offset})
   */
  Expr parseReplacementField(byte[] text, int line, int column);
}
