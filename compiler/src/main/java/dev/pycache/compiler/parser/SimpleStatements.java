package dev.pycache.compiler.parser;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.BinaryOperator;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.ExprContext;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.ast.TypeParameter;
import dev.pycache.compiler.rules.SyntaxRules;
import dev.pycache.compiler.token.TokenKind;
import org.jspecify.annotations.Nullable;

/** Statements that fit on a line. */
final class SimpleStatements {
  private static final byte[] TYPE = {'t', 'y', 'p', 'e'};

  private final TokenCursor cursor;
  private final NodeStack stack;
  private final Expressions expressions;
  private final Targets targets;
  private final Foldables foldables;
  private final Imports imports;

  private final TypeParameters typeParameters;
  private final boolean hasAliases;

  SimpleStatements(
      TokenCursor cursor,
      NodeStack stack,
      Expressions expressions,
      TypeParameters typeParameters,
      SyntaxRules rules) {
    this.cursor = cursor;
    this.stack = stack;
    this.expressions = expressions;
    this.targets = expressions.primaries().targets();
    this.foldables = expressions.foldables();
    this.typeParameters = typeParameters;
    this.hasAliases = rules.hasTypeParameters();
    this.imports = new Imports(cursor, stack, rules);
  }

  /** {@code simple_stmts: simple_stmt (';' simple_stmt)* [';'] NEWLINE}; pushes the statements. */
  void line() {
    do {
      stack.push(statement());
    } while (cursor.accept(TokenKind.SEMICOLON) && cursor.kind() != TokenKind.NEWLINE);
    cursor.endLine();
  }

  /**
   * {@code simple_stmt}. The cases are ordered by frequency, for they are tried one after the
   * other.
   */
  private Stmt statement() {
    int start = cursor.position();
    return switch (cursor.kind()) {
      case NAME ->
          switch (cursor.following()) {
            case EQUAL -> assignmentToName(start);
            case NAME -> typeAlias(start);
            default -> assignmentOrExpression(start);
          };
      case RETURN -> returnStatement(start);
      case IMPORT -> imports.importNames(start);
      case FROM -> imports.importFrom(start);
      case RAISE -> raise(start);
      case PASS -> {
        cursor.advance();
        yield new Stmt.Pass(cursor.spanFrom(start));
      }
      case BREAK -> {
        cursor.advance();
        foldables.jump();
        yield new Stmt.Break(cursor.spanFrom(start));
      }
      case CONTINUE -> {
        cursor.advance();
        foldables.jump();
        yield new Stmt.Continue(cursor.spanFrom(start));
      }
      case DEL -> delete(start);
      case YIELD -> {
        Expr value = expressions.yieldExpression();
        yield new Stmt.ExprStmt(value, value.span());
      }
      case ASSERT -> assertStatement(start);
      case GLOBAL -> {
        Nodes<Str> names = names();
        yield new Stmt.Global(names, cursor.spanFrom(start));
      }
      case NONLOCAL -> {
        Nodes<Str> names = names();
        yield new Stmt.Nonlocal(names, cursor.spanFrom(start));
      }
      default -> assignmentOrExpression(start);
    };
  }

  /** {@code assignment | star_expressions}: what the first expression is shows behind it. */
  private Stmt assignmentOrExpression(int start) {
    Expr first = expressions.starExpressions();
    TokenKind kind = cursor.kind();
    if (kind == TokenKind.NEWLINE || kind == TokenKind.SEMICOLON) {
      return new Stmt.ExprStmt(first, cursor.spanFrom(start, first.span()));
    }
    if (kind == TokenKind.EQUAL) {
      int mark = stack.size();
      stack.push(targets.withContext(first, ExprContext.STORE));
      return assignment(start, mark);
    }
    if (kind == TokenKind.COLON) {
      return annotatedAssignment(start, first);
    }
    @Nullable BinaryOperator operator = Operators.augmented(kind);
    if (operator == null) {
      throw ParseFailure.INSTANCE;
    }
    Expr target = targets.single(first);
    cursor.advance();
    Expr value = expressions.yieldOrStarExpressions();
    return new Stmt.AugAssign(target, operator, value, cursor.spanFrom(start));
  }

  /** An assignment whose first target is a plain name, the commonest of all. */
  private Stmt assignmentToName(int start) {
    int mark = stack.size();
    stack.push(expressions.primaries().name(ExprContext.STORE));
    return assignment(start, mark);
  }

  /**
   * {@code (star_targets '=')+ (yield_expr | star_expressions) !'='}, its first target above {@code
   * mark}.
   */
  private Stmt assignment(int start, int mark) {
    while (true) {
      cursor.expect(TokenKind.EQUAL);
      Expr value = expressions.yieldOrStarExpressions();
      if (cursor.kind() != TokenKind.EQUAL) {
        return new Stmt.Assign(stack.popList(mark), value, cursor.spanFrom(start));
      }
      stack.push(targets.withContext(value, ExprContext.STORE));
    }
  }

  /**
   * {@code NAME ':' expression ['=' annotated_rhs]} and the same for other targets, standing at the
   * colon.
   */
  private Stmt annotatedAssignment(int start, Expr first) {
    Expr target = targets.single(first);
    boolean simple = target instanceof Expr.Name && cursor.kindAt(start) == TokenKind.NAME;
    cursor.advance();
    Expr annotation = expressions.expression();
    @Nullable Expr value =
        cursor.accept(TokenKind.EQUAL) ? expressions.yieldOrStarExpressions() : null;
    return new Stmt.AnnAssign(target, annotation, value, simple, cursor.spanFrom(start));
  }

  /**
   * {@code type_alias: "type" NAME [type_params] '=' expression}, where a name follows the first:
   * no other simple statement begins so.
   */
  private Stmt typeAlias(int start) {
    if (!hasAliases || !cursor.atName(TYPE)) {
      throw ParseFailure.INSTANCE;
    }
    cursor.advance();
    Expr.Name name = expressions.primaries().name(ExprContext.STORE);
    Nodes<TypeParameter> parameters = typeParameters.optional();
    cursor.expect(TokenKind.EQUAL);
    Expr value = expressions.expression();
    return new Stmt.TypeAlias(name, parameters, value, cursor.spanFrom(start));
  }

  /** {@code return_stmt: 'return' [star_expressions]} */
  private Stmt returnStatement(int start) {
    cursor.advance();
    foldables.jump();
    @Nullable Expr value =
        Operators.startsExpression(cursor.kind()) ? expressions.starExpressions() : null;
    return new Stmt.Return(value, cursor.spanFrom(start));
  }

  /** {@code raise_stmt: 'raise' expression ['from' expression] | 'raise'} */
  private Stmt raise(int start) {
    cursor.advance();
    @Nullable Expr exception = null;
    @Nullable Expr cause = null;
    if (Operators.startsExpression(cursor.kind())) {
      exception = expressions.expression();
      cause = cursor.accept(TokenKind.FROM) ? expressions.expression() : null;
    }
    return new Stmt.Raise(exception, cause, cursor.spanFrom(start));
  }

  /** {@code del_stmt: 'del' del_targets &(';' | NEWLINE)} */
  private Stmt delete(int start) {
    cursor.advance();
    Nodes<Expr> deleted = targets.deleted();
    return new Stmt.Delete(deleted, cursor.spanFrom(start));
  }

  /** {@code assert_stmt: 'assert' expression [',' expression]} */
  private Stmt assertStatement(int start) {
    cursor.advance();
    Expr test = expressions.expression();
    @Nullable Expr message = cursor.accept(TokenKind.COMMA) ? expressions.expression() : null;
    return new Stmt.Assert(test, message, cursor.spanFrom(start));
  }

  /** The keyword of {@code global_stmt} or {@code nonlocal_stmt}, then {@code NAME (',' NAME)*}. */
  private Nodes<Str> names() {
    int mark = stack.size();
    do {
      cursor.advance();
      stack.push(cursor.expectName());
    } while (cursor.kind() == TokenKind.COMMA);
    return stack.popList(mark);
  }
}
