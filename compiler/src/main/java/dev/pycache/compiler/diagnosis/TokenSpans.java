package dev.pycache.compiler.diagnosis;

import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.token.TokenKind;
import dev.pycache.compiler.token.Tokens;

/** Places of tokens, and of what is made of several. */
final class TokenSpans {
  /** The kinds of token that the span of a match does not end with. */
  private static final long BLANKS =
      1L << TokenKind.ENDMARKER.ordinal()
          | 1L << TokenKind.NEWLINE.ordinal()
          | 1L << TokenKind.INDENT.ordinal()
          | 1L << TokenKind.DEDENT.ordinal();

  private TokenSpans() {}

  static Span of(Tokens tokens, int first, int last) {
    return new Span(
        tokens.line(first), tokens.column(first), tokens.endLine(last), tokens.endColumn(last));
  }

  /**
   * The token that a match ends with ({@code _PyPegen_get_last_nonnwhitespace_token}).
   *
   * @param kinds ordinals of the kinds of the tokens
   * @param mark the token behind the match, not the first
   */
  static int lastOf(int[] kinds, int mark) {
    int last = mark - 1;
    while (last > 0 && isBlank(kinds[last])) {
      last--;
    }
    return last;
  }

  private static boolean isBlank(int kind) {
    return kind < 64 && (BLANKS >>> kind & 1) != 0;
  }
}
