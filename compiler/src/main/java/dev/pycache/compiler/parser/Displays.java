package dev.pycache.compiler.parser;

import dev.pycache.compiler.ast.Comprehension;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.ExprContext;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.token.TokenKind;

/**
 * What stands between brackets: groups, tuples, lists, sets, dicts, and comprehensions of all
 * kinds.
 */
final class Displays {
  private final TokenCursor cursor;
  private final NodeStack stack;
  private final Expressions expressions;
  private final Targets targets;
  private final Foldables foldables;

  Displays(TokenCursor cursor, NodeStack stack, Expressions expressions, Targets targets) {
    this.cursor = cursor;
    this.stack = stack;
    this.expressions = expressions;
    this.targets = targets;
    this.foldables = expressions.foldables();
  }

  /** {@code tuple | group | genexp}, standing at the parenthesis. */
  Expr parenthesized() {
    int start = cursor.position();
    cursor.advance();
    if (cursor.accept(TokenKind.RIGHT_PAREN)) {
      return foldables.tuple(
          new Expr.Tuple(Nodes.none(), ExprContext.LOAD, cursor.spanFrom(start)));
    }
    cursor.descend(TokenCursor.BRACKET_WEIGHT);
    Expr result = cursor.kind() == TokenKind.YIELD ? yieldGroup() : tupleGroupOrGenerator(start);
    cursor.ascend(TokenCursor.BRACKET_WEIGHT);
    return result;
  }

  private Expr yieldGroup() {
    Expr inner = expressions.yieldExpression();
    cursor.expect(TokenKind.RIGHT_PAREN);
    return inner;
  }

  private Expr tupleGroupOrGenerator(int start) {
    boolean starred = cursor.kind() == TokenKind.STAR;
    Expr first = expressions.starNamedExpression();
    if (cursor.kind() == TokenKind.COMMA) {
      Nodes<Expr> elements = elements(first, TokenKind.RIGHT_PAREN);
      return foldables.tuple(new Expr.Tuple(elements, ExprContext.LOAD, cursor.spanFrom(start)));
    }
    if (starred) {
      throw ParseFailure.INSTANCE;
    }
    if (atComprehension()) {
      Nodes<Comprehension> generators = comprehensions();
      cursor.expect(TokenKind.RIGHT_PAREN);
      return new Expr.GeneratorExp(first, generators, cursor.spanFrom(start));
    }
    cursor.expect(TokenKind.RIGHT_PAREN);
    return first;
  }

  /** {@code list | listcomp}, standing at the bracket. */
  Expr list() {
    int start = cursor.position();
    cursor.advance();
    if (cursor.accept(TokenKind.RIGHT_BRACKET)) {
      return new Expr.ListDisplay(Nodes.none(), ExprContext.LOAD, cursor.spanFrom(start));
    }
    cursor.descend(TokenCursor.BRACKET_WEIGHT);
    boolean starred = cursor.kind() == TokenKind.STAR;
    Expr first = expressions.starNamedExpression();
    Expr result;
    if (atComprehension() && !starred) {
      Nodes<Comprehension> generators = comprehensions();
      cursor.expect(TokenKind.RIGHT_BRACKET);
      result = new Expr.ListComp(first, generators, cursor.spanFrom(start));
    } else {
      Nodes<Expr> elements = elements(first, TokenKind.RIGHT_BRACKET);
      result = new Expr.ListDisplay(elements, ExprContext.LOAD, cursor.spanFrom(start));
    }
    cursor.ascend(TokenCursor.BRACKET_WEIGHT);
    return result;
  }

  /** {@code star_named_expressions} behind its first element, and the bracket that closes them. */
  private Nodes<Expr> elements(Expr first, TokenKind close) {
    int mark = stack.size();
    stack.push(first);
    while (cursor.accept(TokenKind.COMMA) && cursor.kind() != close) {
      stack.push(expressions.starNamedExpression());
    }
    cursor.expect(close);
    return stack.popList(mark);
  }

  /** {@code dict | set | dictcomp | setcomp}, standing at the brace. */
  Expr dictOrSet() {
    int start = cursor.position();
    cursor.advance();
    if (cursor.accept(TokenKind.RIGHT_BRACE)) {
      return new Expr.Dict(Nodes.none(), Nodes.none(), cursor.spanFrom(start));
    }
    cursor.descend(TokenCursor.BRACKET_WEIGHT);
    Expr result;
    if (cursor.kind() == TokenKind.DOUBLE_STAR) {
      result = dict(start, stack.size());
    } else {
      boolean starred = cursor.kind() == TokenKind.STAR;
      boolean grouped = cursor.kind() == TokenKind.LEFT_PAREN;
      Expr first = expressions.starNamedExpression();
      if (cursor.kind() == TokenKind.COLON) {
        if (starred || (first instanceof Expr.NamedExpr && !grouped)) {
          throw ParseFailure.INSTANCE;
        }
        result = dictOrComprehension(start, first);
      } else {
        result = setOrComprehension(start, first, starred);
      }
    }
    cursor.ascend(TokenCursor.BRACKET_WEIGHT);
    return result;
  }

  private Expr setOrComprehension(int start, Expr first, boolean starred) {
    if (atComprehension() && !starred) {
      Nodes<Comprehension> generators = comprehensions();
      cursor.expect(TokenKind.RIGHT_BRACE);
      return new Expr.SetComp(first, generators, cursor.spanFrom(start));
    }
    Nodes<Expr> elements = elements(first, TokenKind.RIGHT_BRACE);
    return new Expr.SetDisplay(elements, cursor.spanFrom(start));
  }

  private Expr dictOrComprehension(int start, Expr key) {
    cursor.advance();
    Expr value = expressions.expression();
    if (atComprehension()) {
      Nodes<Comprehension> generators = comprehensions();
      cursor.expect(TokenKind.RIGHT_BRACE);
      return new Expr.DictComp(key, value, generators, cursor.spanFrom(start));
    }
    int mark = stack.size();
    stack.push(key);
    stack.push(value);
    if (cursor.kind() == TokenKind.COMMA) {
      cursor.advance();
    } else if (cursor.kind() != TokenKind.RIGHT_BRACE) {
      throw ParseFailure.INSTANCE;
    }
    return dict(start, mark);
  }

  /**
   * The rest of {@code double_starred_kvpairs}, and the brace; what came before is on the stack
   * above {@code mark}.
   */
  private Expr dict(int start, int mark) {
    while (cursor.kind() != TokenKind.RIGHT_BRACE) {
      if (cursor.accept(TokenKind.DOUBLE_STAR)) {
        stack.push(null);
        stack.push(expressions.bitwiseOr());
      } else {
        stack.push(expressions.expression());
        cursor.expect(TokenKind.COLON);
        stack.push(expressions.expression());
      }
      if (!cursor.accept(TokenKind.COMMA)) {
        break;
      }
    }
    cursor.expect(TokenKind.RIGHT_BRACE);
    int end = stack.size();
    Nodes<Expr> keys = stack.everySecond(mark, end);
    Nodes<Expr> values = stack.everySecond(mark + 1, end);
    stack.drop(mark);
    return new Expr.Dict(keys, values, cursor.spanFrom(start));
  }

  /**
   * Whether a {@code for_if_clause} comes next: {@code async} stands in no other place behind an
   * expression.
   */
  boolean atComprehension() {
    return cursor.kind() == TokenKind.FOR || cursor.kind() == TokenKind.ASYNC;
  }

  /** {@code for_if_clauses: (ASYNC? 'for' star_targets 'in' disjunction ('if' disjunction)*)+} */
  Nodes<Comprehension> comprehensions() {
    int mark = stack.size();
    while (atComprehension()) {
      boolean isAsync = cursor.accept(TokenKind.ASYNC);
      cursor.expect(TokenKind.FOR);
      Expr target = targets.starTargets();
      cursor.expect(TokenKind.IN);
      Expr iterable = expressions.disjunction();
      foldables.iterated(iterable);
      int conditions = stack.size();
      while (cursor.accept(TokenKind.IF)) {
        stack.push(expressions.disjunction());
      }
      stack.push(new Comprehension(target, iterable, stack.popList(conditions), isAsync));
    }
    return stack.popList(mark);
  }
}
