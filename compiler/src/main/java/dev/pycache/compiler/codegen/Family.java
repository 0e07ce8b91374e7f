package dev.pycache.compiler.codegen;

import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Stmt;

/** What the classes of the tree walk share: the emitter, and the way to each other. */
abstract class Family {
  final CodeGenerator generator;
  final Emitter emit;
  final Idioms idioms;

  Family(CodeGenerator generator) {
    this.generator = generator;
    this.emit = generator.emit;
    this.idioms = generator.idioms;
  }

  /** Emits an expression; the place is what it was before. */
  void visit(Expr expression) {
    generator.expressions.visit(expression);
  }

  final void visitAll(Nodes<Expr> expressions) {
    for (int i = 0, n = expressions.size(); i < n; i++) {
      visit(expressions.get(i));
    }
  }

  /** Emits statements; the place is left where the last of them leaves it. */
  void execute(Nodes<Stmt> statements) {
    generator.statements.execute(statements);
  }
}
