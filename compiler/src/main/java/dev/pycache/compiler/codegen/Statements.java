package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Tuple;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.flowgraph.BasicBlock;

/** The entry to all statements, and those that have no family of their own. */
final class Statements extends Family {
  private final boolean passesPlaces;
  private final boolean raisesAtTest;

  Statements(CodeGenerator generator) {
    super(generator);
    this.passesPlaces = generator.statementRules.passesPlaces();
    this.raisesAtTest = generator.statementRules.raisesAtTest();
  }

  /** Emits the statements from number {@code start} on. */
  void execute(Nodes<Stmt> statements, int start) {
    Span before = emit.place;
    for (int i = start, n = statements.size(); i < n; i++) {
      execute(statements.get(i));
    }
    if (passesPlaces) {
      emit.place = before;
    }
  }

  /**
   * {@code compiler_visit_stmt}; the cases stand in the order of how often they occur, and the
   * commonest do not even wait for the switch.
   */
  private void execute(Stmt statement) {
    if (statement instanceof Stmt.ExprStmt s) {
      emit.place = s.span();
      expression(s.value());
    } else if (statement instanceof Stmt.Assign s) {
      emit.place = s.span();
      generator.assignments.assign(s);
    } else {
      emit.at(statement);
      executeOther(statement);
    }
  }

  private void executeOther(Stmt statement) {
    switch (statement) {
      case Stmt.If s -> generator.loops.ifElse(s);
      case Stmt.Return s -> generator.unwinding.returnValue(s);
      case Stmt.FunctionDef s -> generator.functions.define(s);
      case Stmt.Raise s -> raise(s);
      case Stmt.For s -> generator.loops.forLoop(s);
      case Stmt.Assert s -> assertion(s);
      case Stmt.AugAssign s -> generator.assignments.augmented(s);
      case Stmt.With s -> generator.withStatements.with(s);
      case Stmt.ClassDef s -> generator.classes.define(s);
      case Stmt.ImportFrom s -> generator.imports.importFrom(s);
      case Stmt.Import s -> generator.imports.importModules(s);
      case Stmt.Try s -> generator.tryStatements.statement(s);
      case Stmt.Pass _ -> emit.op(Opcode.NOP);
      case Stmt.AnnAssign s -> generator.assignments.annotated(s);
      case Stmt.While s -> generator.loops.whileLoop(s);
      case Stmt.Delete s -> visitAll(s.targets());
      case Stmt.Continue _ -> generator.unwinding.continueLoop();
      case Stmt.Break _ -> generator.unwinding.breakLoop();
      case Stmt.TypeAlias s -> generator.typeAliases.define(s);
      case Stmt.Match s -> generator.patterns.match(s);
      case Stmt.Global _, Stmt.Nonlocal _ -> {}
      case Stmt.ExprStmt s -> expression(s.value());
      case Stmt.Assign s -> generator.assignments.assign(s);
    }
  }

  /** {@code compiler_visit_stmt_expr}. */
  private void expression(Expr value) {
    if (value instanceof Expr.Constant) {
      // Nothing to be seen but the line.
      emit.op(Opcode.NOP);
      return;
    }
    visit(value);
    emit.unset();
    emit.op(Opcode.POP_TOP);
  }

  private void raise(Stmt.Raise s) {
    int count = 0;
    Expr exception = s.exception();
    if (exception != null) {
      visit(exception);
      count++;
      Expr cause = s.cause();
      if (cause != null) {
        visit(cause);
        count++;
      }
    }
    emit.exit(Opcode.RAISE_VARARGS, count);
  }

  /** {@code compiler_assert}. */
  private void assertion(Stmt.Assert s) {
    if (isTupleWithItems(s.test())) {
      emit.warn("assertion is always true, perhaps remove parentheses?");
    }
    if (generator.context.optimization() > 0) {
      return;
    }
    BasicBlock end = emit.newBlock();
    generator.conditions.jumpIf(s.test(), end, true);
    idioms.common(CommonConstant.ASSERTION_ERROR);
    Expr message = s.message();
    if (message != null) {
      visit(message);
      idioms.callWithTopAsSelf();
    }
    if (raisesAtTest) {
      emit.at(s.test());
    }
    emit.exit(Opcode.RAISE_VARARGS, 1);
    emit.use(end);
  }

  private static boolean isTupleWithItems(Expr e) {
    return switch (e) {
      case Expr.Tuple tuple -> !tuple.elements().isEmpty();
      case Expr.Constant constant -> constant.value() instanceof Tuple tuple && tuple.size() > 0;
      default -> false;
    };
  }
}
