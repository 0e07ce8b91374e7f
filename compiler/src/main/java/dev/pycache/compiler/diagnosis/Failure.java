package dev.pycache.compiler.diagnosis;

import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.token.TokenKind;
import dev.pycache.compiler.token.Tokenizer;
import dev.pycache.compiler.token.Tokens;
import org.jspecify.annotations.Nullable;

/** Decides which error a failed parse ends with ({@code Parser/pegen_errors.c}). */
final class Failure {
  private final Tokenizer tokenizer;
  private final int[] kinds;
  private final int fill;

  /**
   * A failure of a parser.
   *
   * @param kinds kinds of the tokens read
   * @param fill their number
   */
  Failure(Tokenizer tokenizer, int[] kinds, int fill) {
    this.tokenizer = tokenizer;
    this.kinds = kinds;
    this.fill = fill;
  }

  /** Whether Python's class of the exception is SyntaxError or one derived from it. */
  static boolean isSyntaxError(CompileException exception) {
    return switch (exception.diagnostic().type()) {
      case SYNTAX_ERROR, INDENTATION_ERROR, TAB_ERROR -> true;
      case VALUE_ERROR,
          UNICODE_DECODE_ERROR,
          UNICODE_ENCODE_ERROR,
          RECURSION_ERROR,
          MEMORY_ERROR,
          OVERFLOW_ERROR,
          SYSTEM_ERROR ->
          false;
    };
  }

  /**
   * The error to report ({@code _Pypegen_set_syntax_error}).
   *
   * @param last the last token read in the first pass: generic errors stand there
   * @param raised what the two passes raised, if anything
   */
  CompileException afterSecondPass(int last, @Nullable CompileException raised) {
    if (raised != null) {
      boolean moreToRead = tokenizer.done() == Tokenizer.Done.OK;
      return moreToRead && isSyntaxError(raised) ? unlessTokensAreBad(raised) : raised;
    }
    int kind = kinds[last];
    if (kind == TokenKind.ERRORTOKEN.ordinal() && tokenizer.done() == Tokenizer.Done.EOF) {
      return tokenizer.level() > 0
          ? tokenizer.neverClosed()
          : tokenizer.errorAtToken(
              ErrorType.SYNTAX_ERROR, "unexpected EOF while parsing", fill - 1);
    }
    if (kind == TokenKind.INDENT.ordinal()) {
      return tokenizer.errorAtToken(ErrorType.INDENTATION_ERROR, "unexpected indent", fill - 1);
    }
    if (kind == TokenKind.DEDENT.ordinal()) {
      return tokenizer.errorAtToken(ErrorType.INDENTATION_ERROR, "unexpected unindent", fill - 1);
    }
    Tokens tokens = tokenizer.tokens();
    return unlessTokensAreBad(
        tokenizer.errorAt(
            ErrorType.SYNTAX_ERROR,
            "invalid syntax",
            tokens.line(last),
            tokens.column(last),
            tokens.endLine(last),
            tokens.endColumn(last)));
  }

  /**
   * Reads the rest of the source: an error of the tokenizer, or a bracket that was opened before
   * the error's line and is not closed, comes before the parser's, unless it is in an f-string
   * ({@code _PyPegen_tokenize_full_source_to_check_for_errors}).
   */
  private CompileException unlessTokensAreBad(CompileException otherwise) {
    CompileException found = errorOfRest(tokenizer.tokens().line(fill - 1));
    return found == null || tokenizer.stringDepth() > 0 ? otherwise : found;
  }

  private @Nullable CompileException errorOfRest(int line) {
    try {
      TokenKind kind;
      do {
        kind = tokenizer.skim();
      } while (kind != TokenKind.ERRORTOKEN && kind != TokenKind.ENDMARKER);
      return kind == TokenKind.ERRORTOKEN
              && tokenizer.level() > 0
              && line > tokenizer.openBracketLine()
          ? tokenizer.neverClosed()
          : null;
    } catch (CompileException e) {
      return e;
    }
  }
}
