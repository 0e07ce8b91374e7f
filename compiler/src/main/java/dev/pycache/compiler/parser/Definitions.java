package dev.pycache.compiler.parser;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.Arguments;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Keyword;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.ast.TypeParameter;
import dev.pycache.compiler.token.TokenKind;
import org.jspecify.annotations.Nullable;

/** Functions and classes. Their spans begin behind the decorators. */
final class Definitions {
  private final TokenCursor cursor;
  private final NodeStack stack;
  private final Expressions expressions;
  private final CompoundStatements statements;

  Definitions(
      TokenCursor cursor, NodeStack stack, Expressions expressions, CompoundStatements statements) {
    this.cursor = cursor;
    this.stack = stack;
    this.expressions = expressions;
    this.statements = statements;
  }

  /** {@code ('@' named_expression NEWLINE)+ (class_def_raw | function_def_raw)} */
  Stmt decorated() {
    int mark = stack.size();
    while (cursor.accept(TokenKind.AT)) {
      stack.push(expressions.namedExpression());
      cursor.endLine();
    }
    Nodes<Expr> decorators = stack.popList(mark);
    if (cursor.kind() == TokenKind.CLASS) {
      return classDefinition(decorators);
    }
    long start = cursor.place();
    boolean isAsync = cursor.accept(TokenKind.ASYNC);
    return function(start, isAsync, decorators);
  }

  /**
   * {@code function_def_raw: [ASYNC] 'def' NAME '(' [params] ')' ['->' expression] ':' block}, from
   * {@code def} on.
   *
   * @param start place of the first token, {@code async} or {@code def}
   */
  Stmt function(long start, boolean isAsync, Nodes<Expr> decorators) {
    cursor.expect(TokenKind.DEF);
    Str name = cursor.expectName();
    Nodes<TypeParameter> typeParameters = statements.typeParameters().optional();
    cursor.expect(TokenKind.LEFT_PAREN);
    Arguments arguments = expressions.parameters().ofFunction();
    cursor.expect(TokenKind.RIGHT_PAREN);
    @Nullable Expr returns = cursor.accept(TokenKind.ARROW) ? expressions.expression() : null;
    Nodes<Stmt> body = statements.block();
    return new Stmt.FunctionDef(
        isAsync,
        name,
        typeParameters,
        arguments,
        body,
        decorators,
        returns,
        cursor.spanOfBlocks(start));
  }

  /** {@code class_def_raw: 'class' NAME ['(' [arguments] ')'] ':' block} */
  Stmt classDefinition(Nodes<Expr> decorators) {
    long start = cursor.place();
    cursor.advance();
    Str name = cursor.expectName();
    Nodes<TypeParameter> typeParameters = statements.typeParameters().optional();
    int mark = stack.size();
    Nodes<Keyword> keywords = Nodes.none();
    if (cursor.accept(TokenKind.LEFT_PAREN)) {
      keywords = expressions.primaries().calls().arguments(Calls.NO_GENERATOR);
    }
    Nodes<Expr> bases = stack.popList(mark);
    Nodes<Stmt> body = statements.block();
    return new Stmt.ClassDef(
        name, typeParameters, bases, keywords, body, decorators, cursor.spanOfBlocks(start));
  }
}
