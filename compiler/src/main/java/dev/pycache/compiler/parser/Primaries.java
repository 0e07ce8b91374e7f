package dev.pycache.compiler.parser;

import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.ExprContext;
import dev.pycache.compiler.literal.Numbers;
import dev.pycache.compiler.token.TokenKind;
import dev.pycache.compiler.token.Tokens;
import org.jspecify.annotations.Nullable;

/** Atoms and what may hang on them: attributes, calls, subscripts. */
final class Primaries {
  private final TokenCursor cursor;
  private final NodeStack stack;
  private final ParseSite site;
  private final Expressions expressions;
  private final Calls calls;
  private final Targets targets;
  private final Displays displays;
  private final StringExpressions strings;
  private final Foldables foldables;

  Primaries(TokenCursor cursor, NodeStack stack, ParseSite site, Expressions expressions) {
    this.cursor = cursor;
    this.stack = stack;
    this.site = site;
    this.expressions = expressions;
    this.foldables = expressions.foldables();
    this.targets = new Targets(cursor, stack, this);
    this.displays = new Displays(cursor, stack, expressions, targets);
    this.strings = new StringExpressions(cursor, site, expressions);
    this.calls = new Calls(cursor, stack, expressions, displays);
  }

  Calls calls() {
    return calls;
  }

  Targets targets() {
    return targets;
  }

  /** {@code primary: atom ('.' NAME | genexp | '(' [arguments] ')' | '[' slices ']')*} */
  Expr primary() {
    int start = cursor.position();
    Expr primary = cursor.kind() == TokenKind.NAME ? name(ExprContext.LOAD) : atom();
    while (true) {
      TokenKind kind = cursor.kind();
      if (kind == TokenKind.DOT) {
        cursor.advance();
        Str name = cursor.expectName();
        primary = new Expr.Attribute(primary, name, ExprContext.LOAD, cursor.spanFrom(start));
      } else if (kind == TokenKind.LEFT_PAREN) {
        primary = calls.call(start, primary);
      } else if (kind == TokenKind.LEFT_BRACKET) {
        primary = subscript(start, primary);
      } else {
        return primary;
      }
    }
  }

  /** {@code atom} */
  Expr atom() {
    return switch (cursor.kind()) {
      case NAME -> name(ExprContext.LOAD);
      case NUMBER -> number();
      case STRING, FSTRING_START -> strings.strings();
      case TSTRING_START -> strings.templates();
      case LEFT_PAREN -> displays.parenthesized();
      case LEFT_BRACKET -> displays.list();
      case LEFT_BRACE -> displays.dictOrSet();
      case NONE -> singleton(Singleton.NONE);
      case TRUE -> singleton(Singleton.TRUE);
      case FALSE -> singleton(Singleton.FALSE);
      case ELLIPSIS -> singleton(Singleton.ELLIPSIS);
      default -> throw ParseFailure.INSTANCE;
    };
  }

  /** Takes a NAME as a node. */
  Expr.Name name(ExprContext context) {
    int index = cursor.position();
    Str id = cursor.expectName();
    return new Expr.Name(id, context, cursor.span(index, index));
  }

  /** Takes a NUMBER. */
  Expr.Constant number() {
    int index = cursor.position();
    Tokens tokens = cursor.tokens();
    Constant value = Numbers.parse(site, tokens.buffer(), tokens.start(index), tokens.end(index));
    return constant(value);
  }

  /** {@code strings}, standing at the first of them. */
  Expr strings() {
    return cursor.kind() == TokenKind.TSTRING_START ? strings.templates() : strings.strings();
  }

  /** Takes a token that stands for one of the constants that are keywords, or the ellipsis. */
  Expr.Constant singleton(Singleton value) {
    return constant(value);
  }

  private Expr.Constant constant(Constant value) {
    int index = cursor.position();
    cursor.advance();
    return new Expr.Constant(value, cursor.span(index, index));
  }

  /** {@code primary '[' slices ']'}, standing at the bracket. */
  private Expr subscript(int start, Expr value) {
    cursor.advance();
    cursor.descend(TokenCursor.BRACKET_WEIGHT);
    Expr slice = slices();
    cursor.ascend(TokenCursor.BRACKET_WEIGHT);
    cursor.expect(TokenKind.RIGHT_BRACKET);
    return foldables.subscript(
        new Expr.Subscript(value, slice, ExprContext.LOAD, cursor.spanFrom(start)));
  }

  /**
   * {@code slices: slice !',' | (slice | starred_expression) (',' (slice | starred_expression))*
   * [',']}
   */
  private Expr slices() {
    int start = cursor.position();
    boolean starred = cursor.kind() == TokenKind.STAR;
    Expr first = sliceOrStarred();
    if (!starred && cursor.kind() != TokenKind.COMMA) {
      return first;
    }
    int mark = stack.size();
    stack.push(first);
    while (cursor.accept(TokenKind.COMMA) && cursor.kind() != TokenKind.RIGHT_BRACKET) {
      stack.push(sliceOrStarred());
    }
    return foldables.tuple(
        new Expr.Tuple(stack.popList(mark), ExprContext.LOAD, cursor.spanFrom(start)));
  }

  private Expr sliceOrStarred() {
    return cursor.kind() == TokenKind.STAR ? expressions.starredExpression() : slice();
  }

  /** {@code slice: [expression] ':' [expression] [':' [expression]] | named_expression} */
  private Expr slice() {
    int start = cursor.position();
    @Nullable Expr lower = null;
    if (cursor.kind() != TokenKind.COLON) {
      boolean grouped = cursor.kind() == TokenKind.LEFT_PAREN;
      Expr first = expressions.namedExpression();
      if (cursor.kind() != TokenKind.COLON) {
        return first;
      }
      if (first instanceof Expr.NamedExpr && !grouped) {
        throw ParseFailure.INSTANCE;
      }
      lower = first;
    }
    cursor.expect(TokenKind.COLON);
    @Nullable Expr upper = sliceBound();
    @Nullable Expr step = cursor.accept(TokenKind.COLON) ? sliceBound() : null;
    return new Expr.Slice(lower, upper, step, cursor.spanFrom(start));
  }

  private @Nullable Expr sliceBound() {
    return switch (cursor.kind()) {
      case COLON, COMMA, RIGHT_BRACKET -> null;
      default -> expressions.expression();
    };
  }
}
