package dev.pycache.compiler.parser;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.Arg;
import dev.pycache.compiler.ast.Arguments;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.token.TokenKind;
import org.jspecify.annotations.Nullable;

/** Parameters of functions and of lambdas, which differ in their end and in annotations only. */
final class Parameters {
  private final TokenCursor cursor;
  private final NodeStack stack;
  private final Expressions expressions;

  Parameters(TokenCursor cursor, NodeStack stack, Expressions expressions) {
    this.cursor = cursor;
    this.stack = stack;
    this.expressions = expressions;
  }

  /** {@code [params]}, up to the parenthesis that closes them. */
  Arguments ofFunction() {
    return parse(TokenKind.RIGHT_PAREN, true);
  }

  /** {@code [lambda_params]}, up to the colon. */
  Arguments ofLambda() {
    return parse(TokenKind.COLON, false);
  }

  /**
   * {@code parameters}, {@code lambda_parameters}, put together as {@code _PyPegen_make_arguments}
   * does. While they are read, the stack holds a pair for each plain parameter: the parameter and
   * its default or null.
   */
  private Arguments parse(TokenKind end, boolean annotated) {
    if (cursor.kind() == end) {
      return Arguments.EMPTY;
    }
    int mark = stack.size();
    int slash = positional(end, annotated, mark);
    int positionalEnd = stack.size();
    @Nullable Arg varArg = null;
    if (cursor.accept(TokenKind.STAR)) {
      if (cursor.accept(TokenKind.COMMA)) {
        if (cursor.kind() != TokenKind.NAME) {
          throw ParseFailure.INSTANCE; // named arguments must follow bare *
        }
      } else {
        varArg = parameter(annotated, true);
        endOfParameter(end);
      }
      while (cursor.kind() == TokenKind.NAME) {
        withDefault(annotated);
        endOfParameter(end);
      }
    }
    @Nullable Arg kwArg = null;
    if (cursor.accept(TokenKind.DOUBLE_STAR)) {
      kwArg = parameter(annotated, false);
      endOfParameter(end);
    }
    if (cursor.kind() != end) {
      throw ParseFailure.INSTANCE;
    }
    return arguments(mark, slash, positionalEnd, varArg, kwArg);
  }

  /**
   * All before a star. Returns the size of the stack at the slash, {@code mark} if there is none.
   */
  private int positional(TokenKind end, boolean annotated, int mark) {
    int slash = mark;
    boolean defaults = false;
    while (true) {
      if (cursor.kind() == TokenKind.NAME) {
        boolean hasDefault = withDefault(annotated);
        if (defaults && !hasDefault) {
          throw ParseFailure.INSTANCE; // non-default argument follows default argument
        }
        defaults = hasDefault;
      } else if (cursor.kind() == TokenKind.SLASH && slash == mark && stack.size() > mark) {
        cursor.advance();
        slash = stack.size();
      } else {
        return slash;
      }
      endOfParameter(end);
    }
  }

  /** Every parameter ends with a comma or is the last. */
  private void endOfParameter(TokenKind end) {
    if (!cursor.accept(TokenKind.COMMA) && cursor.kind() != end) {
      throw ParseFailure.INSTANCE;
    }
  }

  /** {@code param default?}: pushes the pair and says whether there is a default. */
  private boolean withDefault(boolean annotated) {
    stack.push(parameter(annotated, false));
    boolean hasDefault = cursor.accept(TokenKind.EQUAL);
    stack.push(hasDefault ? expressions.expression() : null);
    return hasDefault;
  }

  /**
   * {@code param: NAME annotation?}, or {@code param_star_annotation}.
   *
   * @param starred whether this is the parameter behind the star, whose annotation may itself be
   *     starred (PEP 646)
   */
  private Arg parameter(boolean annotated, boolean starred) {
    int start = cursor.position();
    Str name = cursor.expectName();
    @Nullable Expr annotation = null;
    if (annotated && cursor.accept(TokenKind.COLON)) {
      annotation = starred ? expressions.starExpression() : expressions.expression();
    }
    return new Arg(name, annotation, cursor.spanFrom(start));
  }

  private Arguments arguments(
      int mark, int slash, int positionalEnd, @Nullable Arg varArg, @Nullable Arg kwArg) {
    int end = stack.size();
    Nodes<Arg> posOnlyArgs = stack.everySecond(mark, slash);
    Nodes<Arg> args = stack.everySecond(slash, positionalEnd);
    Nodes<Arg> kwOnlyArgs = stack.everySecond(positionalEnd, end);
    Nodes<@Nullable Expr> kwDefaults = stack.everySecond(positionalEnd + 1, end);
    int firstDefault = mark;
    while (firstDefault < positionalEnd && stack.get(firstDefault + 1) == null) {
      firstDefault += 2;
    }
    Nodes<Expr> defaults = stack.everySecond(firstDefault + 1, positionalEnd);
    stack.drop(mark);
    return new Arguments(posOnlyArgs, args, varArg, kwOnlyArgs, kwDefaults, kwArg, defaults);
  }
}
