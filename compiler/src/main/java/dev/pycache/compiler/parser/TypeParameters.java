package dev.pycache.compiler.parser;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.TypeParameter;
import dev.pycache.compiler.rules.SyntaxRules;
import dev.pycache.compiler.token.TokenKind;
import org.jspecify.annotations.Nullable;

/** Type parameters of functions, classes and aliases (PEP 695, PEP 696). */
final class TypeParameters {
  private final TokenCursor cursor;
  private final NodeStack stack;
  private final Expressions expressions;
  private final boolean allowed;
  private final boolean defaultsAllowed;

  TypeParameters(TokenCursor cursor, NodeStack stack, Expressions expressions, SyntaxRules rules) {
    this.cursor = cursor;
    this.stack = stack;
    this.expressions = expressions;
    this.allowed = rules.hasTypeParameters();
    this.defaultsAllowed = rules.hasTypeParameterDefaults();
  }

  /** {@code [type_params]} with {@code type_params: '[' type_param (',' type_param)* [','] ']'} */
  Nodes<TypeParameter> optional() {
    if (cursor.kind() != TokenKind.LEFT_BRACKET) {
      return Nodes.none();
    }
    if (!allowed) {
      throw ParseFailure.INSTANCE;
    }
    cursor.advance();
    cursor.descend(TokenCursor.BRACKET_WEIGHT);
    int mark = stack.size();
    do {
      stack.push(parameter());
    } while (cursor.accept(TokenKind.COMMA) && cursor.kind() != TokenKind.RIGHT_BRACKET);
    cursor.ascend(TokenCursor.BRACKET_WEIGHT);
    cursor.expect(TokenKind.RIGHT_BRACKET);
    return stack.popList(mark);
  }

  /**
   * {@code type_param: NAME [type_param_bound] [type_param_default] | '*' NAME
   * [type_param_starred_default] | '**' NAME [type_param_default]}
   */
  private TypeParameter parameter() {
    int start = cursor.position();
    if (cursor.accept(TokenKind.STAR)) {
      Str name = cursor.expectName();
      @Nullable Expr value = atDefault() ? expressions.starExpression() : null;
      return new TypeParameter.TypeVarTuple(name, value, cursor.spanFrom(start));
    }
    if (cursor.accept(TokenKind.DOUBLE_STAR)) {
      Str name = cursor.expectName();
      @Nullable Expr value = atDefault() ? expressions.expression() : null;
      return new TypeParameter.ParamSpec(name, value, cursor.spanFrom(start));
    }
    Str name = cursor.expectName();
    @Nullable Expr bound = cursor.accept(TokenKind.COLON) ? expressions.expression() : null;
    @Nullable Expr value = atDefault() ? expressions.expression() : null;
    return new TypeParameter.TypeVar(name, bound, value, cursor.spanFrom(start));
  }

  private boolean atDefault() {
    return defaultsAllowed && cursor.accept(TokenKind.EQUAL);
  }
}
