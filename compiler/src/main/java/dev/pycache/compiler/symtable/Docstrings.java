package dev.pycache.compiler.symtable;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Stmt;

/** Strings at the beginning of a body. */
public final class Docstrings {
  private Docstrings() {}

  /**
   * Whether the body of a module, class or function begins with a docstring ({@code
   * _PyAST_GetDocString}).
   */
  public static boolean begins(Nodes<Stmt> body) {
    return !body.isEmpty()
        && body.getFirst() instanceof Stmt.ExprStmt first
        && first.value() instanceof Expr.Constant constant
        && constant.value() instanceof Str;
  }
}
