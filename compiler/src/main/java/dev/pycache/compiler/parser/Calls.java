package dev.pycache.compiler.parser;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.Comprehension;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Keyword;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.token.TokenKind;

/** Arguments of calls and of class headers. */
final class Calls {
  /** For {@link #arguments}: a generator expression needs parentheses of its own. */
  static final int NO_GENERATOR = -1;

  private final TokenCursor cursor;
  private final NodeStack stack;
  private final Expressions expressions;
  private final Displays displays;

  Calls(TokenCursor cursor, NodeStack stack, Expressions expressions, Displays displays) {
    this.cursor = cursor;
    this.stack = stack;
    this.expressions = expressions;
    this.displays = displays;
  }

  /** {@code primary genexp | primary '(' [arguments] ')'}, standing at the parenthesis. */
  Expr call(int start, Expr function) {
    int open = cursor.position();
    cursor.advance();
    int mark = stack.size();
    Nodes<Keyword> keywords = arguments(open);
    Nodes<Expr> args = stack.popList(mark);
    return new Expr.Call(function, args, keywords, cursor.spanFrom(start));
  }

  /**
   * {@code [arguments] ')'} with {@code arguments: args [','] &')'}. Pushes the positional
   * arguments, stars included.
   *
   * @param open index of the parenthesis before, where a generator expression may share it; else
   *     {@link #NO_GENERATOR}
   * @return the keywords
   */
  Nodes<Keyword> arguments(int open) {
    if (cursor.accept(TokenKind.RIGHT_PAREN)) {
      return Nodes.none();
    }
    cursor.descend(TokenCursor.BRACKET_WEIGHT);
    int mark = stack.size();
    boolean keywords = false;
    boolean unpacking = false;
    do {
      TokenKind kind = cursor.kind();
      if (kind == TokenKind.NAME && cursor.following() == TokenKind.EQUAL) {
        stack.push(keyword());
        keywords = true;
      } else if (kind == TokenKind.DOUBLE_STAR) {
        stack.push(unpackedMapping());
        keywords = true;
        unpacking = true;
      } else if (kind == TokenKind.STAR && !unpacking) {
        stack.push(expressions.starredExpression());
      } else if (!keywords) {
        Expr argument = expressions.namedExpression();
        if (displays.atComprehension()) {
          boolean alone = stack.size() == mark && open != NO_GENERATOR;
          argument = generator(open, alone, argument);
        }
        stack.push(argument);
      } else {
        throw ParseFailure
            .INSTANCE; // behind a keyword only *x may follow, behind **x not even that
      }
    } while (cursor.accept(TokenKind.COMMA) && cursor.kind() != TokenKind.RIGHT_PAREN);
    cursor.ascend(TokenCursor.BRACKET_WEIGHT);
    cursor.expect(TokenKind.RIGHT_PAREN);
    return keywords ? stack.extractKeywords(mark) : Nodes.none();
  }

  /**
   * All that is left of a {@code genexp} behind its element, which has to be all there is between
   * the parentheses.
   *
   * @param open index of the parenthesis before
   * @param alone whether nothing else is between them so far
   */
  private Expr generator(int open, boolean alone, Expr element) {
    Nodes<Comprehension> generators = displays.comprehensions();
    if (cursor.kind() != TokenKind.RIGHT_PAREN || !alone) {
      throw ParseFailure.INSTANCE;
    }
    return new Expr.GeneratorExp(element, generators, cursor.span(open, cursor.position()));
  }

  /** {@code NAME '=' expression} */
  private Keyword keyword() {
    int start = cursor.position();
    Str name = cursor.expectName();
    cursor.advance();
    Expr value = expressions.expression();
    return new Keyword(name, value, cursor.spanFrom(start));
  }

  /** {@code '**' expression} */
  private Keyword unpackedMapping() {
    int start = cursor.position();
    cursor.advance();
    Expr value = expressions.expression();
    return new Keyword(null, value, cursor.spanFrom(start));
  }
}
