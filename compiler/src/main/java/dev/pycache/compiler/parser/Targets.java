package dev.pycache.compiler.parser;

import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.ExprContext;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.token.TokenKind;

/**
 * What is assigned to or deleted. Every target is also a primary, so it is parsed as one and then
 * built anew with its context, which says at the same time whether it is a target ({@code
 * _PyPegen_set_expr_context}).
 */
final class Targets {
  private final TokenCursor cursor;
  private final NodeStack stack;
  private final Primaries primaries;

  Targets(TokenCursor cursor, NodeStack stack, Primaries primaries) {
    this.cursor = cursor;
    this.stack = stack;
    this.primaries = primaries;
  }

  /**
   * {@code star_targets: star_target (',' star_target)* [',']}, a tuple as soon as there is a
   * comma.
   */
  Expr starTargets() {
    int start = cursor.position();
    Expr first = starTarget();
    if (cursor.kind() != TokenKind.COMMA) {
      return first;
    }
    int mark = stack.size();
    stack.push(first);
    while (cursor.accept(TokenKind.COMMA) && Operators.startsExpression(cursor.kind())) {
      stack.push(starTarget());
    }
    return new Expr.Tuple(stack.popList(mark), ExprContext.STORE, cursor.spanFrom(start));
  }

  /** {@code star_target: '*' (!'*' star_target) | target_with_star_atom} */
  Expr starTarget() {
    if (cursor.kind() != TokenKind.STAR) {
      return target(ExprContext.STORE);
    }
    int start = cursor.position();
    cursor.advance();
    Expr value = target(ExprContext.STORE);
    return new Expr.Starred(value, ExprContext.STORE, cursor.spanFrom(start));
  }

  /** {@code del_targets: del_target (',' del_target)* [',']} */
  Nodes<Expr> deleted() {
    int mark = stack.size();
    do {
      stack.push(target(ExprContext.DEL));
    } while (cursor.accept(TokenKind.COMMA) && Operators.startsExpression(cursor.kind()));
    return stack.popList(mark);
  }

  /** {@code target_with_star_atom} or {@code del_target}. */
  private Expr target(ExprContext context) {
    if (cursor.kind() == TokenKind.NAME) {
      switch (cursor.following()) {
        case DOT, LEFT_PAREN, LEFT_BRACKET -> {}
        default -> {
          return primaries.name(context);
        }
      }
    }
    return withContext(primaries.primary(), context);
  }

  /** The target that was read as expression {@code target}. */
  Expr withContext(Expr target, ExprContext context) {
    return switch (target) {
      case Expr.Name name -> new Expr.Name(name.id(), context, name.span());
      case Expr.Attribute a -> new Expr.Attribute(a.value(), a.attr(), context, a.span());
      case Expr.Subscript s -> new Expr.Subscript(s.value(), s.slice(), context, s.span());
      case Expr.Tuple tuple ->
          new Expr.Tuple(withContext(tuple.elements(), context), context, tuple.span());
      case Expr.ListDisplay list ->
          new Expr.ListDisplay(withContext(list.elements(), context), context, list.span());
      case Expr.Starred starred when context == ExprContext.STORE ->
          new Expr.Starred(withContext(starred.value(), context), context, starred.span());
      default -> throw ParseFailure.INSTANCE;
    };
  }

  private Nodes<Expr> withContext(Nodes<Expr> targets, ExprContext context) {
    int mark = stack.size();
    for (int i = 0; i < targets.size(); i++) {
      stack.push(withContext(targets.get(i), context));
    }
    return stack.popList(mark);
  }

  /**
   * {@code single_target}, the target of an augmented or annotated assignment: no tuple, no list.
   */
  Expr single(Expr target) {
    return switch (target) {
      case Expr.Name name -> new Expr.Name(name.id(), ExprContext.STORE, name.span());
      case Expr.Attribute a -> new Expr.Attribute(a.value(), a.attr(), ExprContext.STORE, a.span());
      case Expr.Subscript s ->
          new Expr.Subscript(s.value(), s.slice(), ExprContext.STORE, s.span());
      default -> throw ParseFailure.INSTANCE;
    };
  }
}
