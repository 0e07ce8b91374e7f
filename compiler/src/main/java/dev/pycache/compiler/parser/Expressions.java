package dev.pycache.compiler.parser;

import dev.pycache.compiler.ast.Arguments;
import dev.pycache.compiler.ast.BinaryOperator;
import dev.pycache.compiler.ast.BoolOperator;
import dev.pycache.compiler.ast.CompareOperator;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.ExprContext;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.ast.UnaryOperator;
import dev.pycache.compiler.token.TokenKind;
import org.jspecify.annotations.Nullable;

/**
 * Expressions from the comma down to the unary operators; {@link Primaries} are what stands between
 * them.
 */
final class Expressions {
  private static final int LAMBDA_WEIGHT = 12;
  private static final int CONDITIONAL_WEIGHT = 5;
  private static final int POWER_WEIGHT = 5;

  private final TokenCursor cursor;
  private final NodeStack stack;
  private final Primaries primaries;
  private final Parameters parameters;
  private final Foldables foldables;

  Expressions(TokenCursor cursor, NodeStack stack, ParseSite site, Foldables foldables) {
    this.cursor = cursor;
    this.stack = stack;
    this.foldables = foldables;
    this.primaries = new Primaries(cursor, stack, site, this);
    this.parameters = new Parameters(cursor, stack, this);
  }

  Foldables foldables() {
    return foldables;
  }

  Primaries primaries() {
    return primaries;
  }

  Parameters parameters() {
    return parameters;
  }

  /**
   * {@code star_expressions: star_expression (',' star_expression)* [',']}, a tuple as soon as
   * there is a comma.
   */
  Expr starExpressions() {
    int start = cursor.position();
    Expr first = starExpression();
    if (cursor.kind() != TokenKind.COMMA) {
      return first;
    }
    int mark = stack.size();
    stack.push(first);
    while (cursor.accept(TokenKind.COMMA) && Operators.startsExpression(cursor.kind())) {
      stack.push(starExpression());
    }
    return foldables.tuple(
        new Expr.Tuple(stack.popList(mark), ExprContext.LOAD, cursor.spanFrom(start)));
  }

  /** {@code star_expression: '*' bitwise_or | expression} */
  Expr starExpression() {
    return cursor.kind() == TokenKind.STAR ? starredOperand() : expression();
  }

  /** {@code star_named_expression: '*' bitwise_or | named_expression} */
  Expr starNamedExpression() {
    return cursor.kind() == TokenKind.STAR ? starredOperand() : namedExpression();
  }

  private Expr starredOperand() {
    int start = cursor.position();
    cursor.advance();
    Expr value = bitwiseOr();
    return new Expr.Starred(value, ExprContext.LOAD, cursor.spanFrom(start));
  }

  /**
   * {@code starred_expression: '*' expression}, the form of arguments and subscripts; stands at the
   * star.
   */
  Expr starredExpression() {
    int start = cursor.position();
    cursor.advance();
    Expr value = expression();
    return new Expr.Starred(value, ExprContext.LOAD, cursor.spanFrom(start));
  }

  /** {@code named_expression: NAME ':=' expression | expression !':='} */
  Expr namedExpression() {
    int start = cursor.position();
    Expr first = expression();
    if (cursor.kind() != TokenKind.COLON_EQUAL) {
      return first;
    }
    if (!(first instanceof Expr.Name name) || cursor.position() != start + 1) {
      throw ParseFailure.INSTANCE;
    }
    cursor.advance();
    Expr value = expression();
    Expr.Name target = new Expr.Name(name.id(), ExprContext.STORE, name.span());
    return new Expr.NamedExpr(target, value, cursor.spanFrom(start));
  }

  /** {@code yield_expr: 'yield' 'from' expression | 'yield' [star_expressions]} */
  Expr yieldExpression() {
    int start = cursor.position();
    cursor.expect(TokenKind.YIELD);
    if (cursor.accept(TokenKind.FROM)) {
      Expr value = expression();
      return new Expr.YieldFrom(value, cursor.spanFrom(start));
    }
    @Nullable Expr value = Operators.startsExpression(cursor.kind()) ? starExpressions() : null;
    return new Expr.Yield(value, cursor.spanFrom(start));
  }

  /** {@code yield_expr | star_expressions}, the right side of an assignment. */
  Expr yieldOrStarExpressions() {
    return cursor.kind() == TokenKind.YIELD ? yieldExpression() : starExpressions();
  }

  /** {@code expression: disjunction 'if' disjunction 'else' expression | disjunction | lambdef} */
  Expr expression() {
    TokenKind kind = cursor.kind();
    // Most expressions are one token, and need not go down through all levels of operators.
    if (Operators.isLoneAtom(kind) && Operators.endsExpression(cursor.following())) {
      return kind == TokenKind.NAME ? primaries.name(ExprContext.LOAD) : primaries.atom();
    }
    if (kind == TokenKind.LAMBDA) {
      return lambda();
    }
    int start = cursor.position();
    Expr body = disjunction();
    if (!cursor.accept(TokenKind.IF)) {
      return body;
    }
    Expr test = disjunction();
    cursor.expect(TokenKind.ELSE);
    cursor.descend(CONDITIONAL_WEIGHT);
    Expr orElse = expression();
    cursor.ascend(CONDITIONAL_WEIGHT);
    return new Expr.IfExp(test, body, orElse, cursor.spanFrom(start));
  }

  /** {@code lambdef: 'lambda' [lambda_params] ':' expression} */
  private Expr lambda() {
    int start = cursor.position();
    cursor.advance();
    cursor.descend(LAMBDA_WEIGHT);
    Arguments arguments = parameters.ofLambda();
    cursor.expect(TokenKind.COLON);
    Expr body = expression();
    cursor.ascend(LAMBDA_WEIGHT);
    return new Expr.Lambda(arguments, body, cursor.spanFrom(start));
  }

  /**
   * {@code disjunction: conjunction ('or' conjunction)*}
   *
   * <p>Mostly this is a primary and nothing else, which need not come up through all levels of
   * operators.
   */
  Expr disjunction() {
    int start = cursor.position();
    if (!Operators.startsPrimary(cursor.kind())) {
      return disjunction(start, conjunction());
    }
    Expr primary = primaries.primary();
    if (Operators.endsExpression(cursor.kind())) {
      return primary;
    }
    Expr left = binary(start, power(start, primary), Operators.LOOSEST);
    return disjunction(start, conjunction(start, comparison(start, left)));
  }

  private Expr disjunction(int start, Expr first) {
    if (cursor.kind() != TokenKind.OR) {
      return first;
    }
    int mark = stack.size();
    stack.push(first);
    while (cursor.accept(TokenKind.OR)) {
      stack.push(conjunction());
    }
    return new Expr.BoolOp(BoolOperator.OR, stack.popList(mark), cursor.spanFrom(start));
  }

  /** {@code conjunction: inversion ('and' inversion)*} */
  private Expr conjunction() {
    int start = cursor.position();
    return conjunction(start, inversion());
  }

  private Expr conjunction(int start, Expr first) {
    if (cursor.kind() != TokenKind.AND) {
      return first;
    }
    int mark = stack.size();
    stack.push(first);
    while (cursor.accept(TokenKind.AND)) {
      stack.push(inversion());
    }
    return new Expr.BoolOp(BoolOperator.AND, stack.popList(mark), cursor.spanFrom(start));
  }

  /** {@code inversion: 'not' inversion | comparison} */
  private Expr inversion() {
    if (cursor.kind() != TokenKind.NOT) {
      return comparison();
    }
    int first = cursor.position();
    while (cursor.kind() == TokenKind.NOT) {
      cursor.advance();
    }
    int after = cursor.position();
    cursor.descend(after - first);
    Expr operand = comparison();
    cursor.ascend(after - first);
    for (int start = after - 1; start >= first; start--) {
      operand =
          foldables.unary(new Expr.UnaryOp(UnaryOperator.NOT, operand, cursor.spanFrom(start)));
    }
    return operand;
  }

  /** {@code comparison: bitwise_or compare_op_bitwise_or_pair*} */
  private Expr comparison() {
    int start = cursor.position();
    return comparison(start, bitwiseOr());
  }

  private Expr comparison(int start, Expr left) {
    @Nullable CompareOperator operator = compareOperator();
    if (operator == null) {
      return left;
    }
    Expr right = bitwiseOr();
    CompareOperator next = compareOperator();
    if (next == null) {
      return foldables.compare(
          new Expr.Compare(
              left, Operators.list(operator), Nodes.of(right), cursor.spanFrom(start)));
    }
    int mark = stack.size();
    stack.push(operator);
    stack.push(right);
    do {
      stack.push(next);
      stack.push(bitwiseOr());
      next = compareOperator();
    } while (next != null);
    int end = stack.size();
    Nodes<CompareOperator> operators = stack.everySecond(mark, end);
    Nodes<Expr> comparators = stack.everySecond(mark + 1, end);
    stack.drop(mark);
    return foldables.compare(
        new Expr.Compare(left, operators, comparators, cursor.spanFrom(start)));
  }

  /** Takes a comparison operator, of one token or two, if there is one. */
  private @Nullable CompareOperator compareOperator() {
    @Nullable CompareOperator operator = Operators.comparison(cursor.kind());
    if (operator == null) {
      return null;
    }
    CompareOperator whole =
        switch (operator) {
          case NOT_EQUAL -> notEqual();
          case IS -> isOperator();
          case NOT_IN -> notIn();
          default -> operator;
        };
    cursor.advance();
    return whole;
  }

  /** Leaves {@code not} of {@code is not} as the next token. */
  private CompareOperator isOperator() {
    if (cursor.following() != TokenKind.NOT) {
      return CompareOperator.IS;
    }
    cursor.advance();
    return CompareOperator.IS_NOT;
  }

  /** Leaves {@code in} of {@code not in} as the next token. */
  private CompareOperator notIn() {
    cursor.advance();
    if (cursor.kind() != TokenKind.IN) {
      throw ParseFailure.INSTANCE;
    }
    return CompareOperator.NOT_IN;
  }

  /**
   * The token may also be {@code <>}, which {@code _PyPegen_check_barry_as_flufl} lets through only
   * behind {@code from __future__ import barry_as_FLUFL}; up to 3.12 that comes too late in the
   * source itself.
   */
  private CompareOperator notEqual() {
    if (!cursor.isUnequal(cursor.position())) {
      throw ParseFailure.INSTANCE;
    }
    return CompareOperator.NOT_EQUAL;
  }

  /** {@code bitwise_or} and all levels from there down to {@code term}. */
  Expr bitwiseOr() {
    return binary(Operators.LOOSEST);
  }

  /**
   * Operators of at least {@code minimum}, by precedence climbing; equal levels group to the left.
   */
  private Expr binary(int minimum) {
    int start = cursor.position();
    return binary(start, factor(), minimum);
  }

  private Expr binary(int start, Expr first, int minimum) {
    Expr left = first;
    TokenKind kind = cursor.kind();
    int level = Operators.level(kind);
    while (level >= minimum) {
      cursor.advance();
      Expr right = level == Operators.TIGHTEST ? factor() : binary(level + 1);
      left =
          foldables.binary(
              new Expr.BinOp(left, Operators.binary(kind), right, cursor.spanFrom(start)));
      kind = cursor.kind();
      level = Operators.level(kind);
    }
    return left;
  }

  /** {@code factor: ('+' | '-' | '~') factor | power} */
  private Expr factor() {
    return unaryOperator(cursor.kind()) == null ? power() : prefixed();
  }

  private Expr prefixed() {
    int first = cursor.position();
    while (unaryOperator(cursor.kind()) != null) {
      cursor.advance();
    }
    int after = cursor.position();
    cursor.descend(after - first);
    Expr operand = power();
    cursor.ascend(after - first);
    for (int start = after - 1; start >= first; start--) {
      @Nullable UnaryOperator operator = unaryOperator(cursor.kindAt(start));
      assert operator != null;
      operand = foldables.unary(new Expr.UnaryOp(operator, operand, cursor.spanFrom(start)));
    }
    return operand;
  }

  private static @Nullable UnaryOperator unaryOperator(TokenKind kind) {
    return switch (kind) {
      case PLUS -> UnaryOperator.PLUS;
      case MINUS -> UnaryOperator.MINUS;
      case TILDE -> UnaryOperator.INVERT;
      default -> null;
    };
  }

  /** {@code power: await_primary '**' factor | await_primary} */
  private Expr power() {
    int start = cursor.position();
    return power(start, cursor.kind() == TokenKind.AWAIT ? await() : primaries.primary());
  }

  private Expr power(int start, Expr base) {
    if (!cursor.accept(TokenKind.DOUBLE_STAR)) {
      return base;
    }
    cursor.descend(POWER_WEIGHT);
    Expr exponent = factor();
    cursor.ascend(POWER_WEIGHT);
    return foldables.binary(
        new Expr.BinOp(base, BinaryOperator.POWER, exponent, cursor.spanFrom(start)));
  }

  /** {@code await_primary: AWAIT primary} */
  private Expr await() {
    int start = cursor.position();
    cursor.advance();
    Expr value = primaries.primary();
    Span span = cursor.spanFrom(start);
    return new Expr.Await(value, span);
  }
}
