package dev.pycache.compiler.codegen;

import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Nodes;
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

  /**
   * Emits an expression at its own place and goes back to the place before ({@code
   * compiler_visit_expr}).
   */
  final void visit(Expr expression) {
    // As below; but as these two are most of all expressions, they do not wait in line.
    if (expression instanceof Expr.Name name) {
      generator.names.variable(name.id(), name.context(), name.span());
    } else if (expression instanceof Expr.Constant constant) {
      emit.loadConst(constant.value(), constant.span());
    } else {
      generator.expressions.visitInner(expression);
    }
  }

  final void visitAll(Nodes<Expr> expressions) {
    for (int i = 0, n = expressions.size(); i < n; i++) {
      visit(expressions.get(i));
    }
  }

  /** Emits statements; the place is left where the last of them leaves it. */
  final void execute(Nodes<Stmt> statements) {
    generator.statements.execute(statements, 0);
  }
}
