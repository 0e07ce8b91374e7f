package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Opcode;
import dev.pycache.compiler.ast.BoolOperator;
import dev.pycache.compiler.ast.CompareOperator;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.ast.UnaryOperator;
import dev.pycache.compiler.flowgraph.BasicBlock;

/**
 * Truth: comparisons, {@code and}, {@code or}, conditional expressions, and jumps that depend on
 * any of them.
 */
final class Conditions extends Family {
  private final boolean passesPlaces;

  Conditions(CodeGenerator generator) {
    super(generator);
    this.passesPlaces = generator.statementRules.passesPlaces();
  }

  /**
   * Jumps to {@code target} if the truth of {@code test} is {@code condition}, else falls through
   * ({@code compiler_jump_if}). Where places are state, that of a comparison stays; where they are
   * handed to what emits, a jump is at its test.
   */
  void jumpIf(Expr test, BasicBlock target, boolean condition) {
    Span before = emit.place;
    decide(test, target, condition);
    if (passesPlaces) {
      emit.place = before;
    }
  }

  private void decide(Expr test, BasicBlock target, boolean condition) {
    switch (test) {
      case Expr.UnaryOp e when e.op() == UnaryOperator.NOT ->
          decide(e.operand(), target, !condition);
      case Expr.BoolOp e -> jumpIfBoolOp(e, target, condition);
      case Expr.IfExp e -> jumpIfIfExp(e, target, condition);
      case Expr.Compare e -> {
        emit.at(e);
        if (e.ops().size() > 1) {
          jumpIfChain(e, target, condition);
        } else {
          jumpIfValue(e, target, condition);
        }
      }
      default -> jumpIfValue(test, target, condition);
    }
  }

  private void jumpIfValue(Expr test, BasicBlock target, boolean condition) {
    visit(test);
    if (passesPlaces) {
      emit.at(test);
    }
    idioms.jumpIf(condition, target);
  }

  private void jumpIfBoolOp(Expr.BoolOp e, BasicBlock target, boolean condition) {
    Nodes<Expr> values = e.values();
    int last = values.size() - 1;
    boolean decides = e.op() == BoolOperator.OR;
    BasicBlock shortcut = decides == condition ? target : emit.newBlock();
    for (int i = 0; i < last; i++) {
      decide(values.get(i), shortcut, decides);
    }
    decide(values.get(last), target, condition);
    if (shortcut != target) {
      emit.use(shortcut);
    }
  }

  private void jumpIfIfExp(Expr.IfExp e, BasicBlock target, boolean condition) {
    BasicBlock end = emit.newBlock();
    BasicBlock orElse = emit.newBlock();
    decide(e.test(), orElse, false);
    decide(e.body(), target, condition);
    idioms.skipTo(end);
    emit.use(orElse);
    decide(e.orElse(), target, condition);
    emit.use(end);
  }

  private void jumpIfChain(Expr.Compare e, BasicBlock target, boolean condition) {
    generator.suspicions.compare(e);
    BasicBlock cleanup = emit.newBlock();
    chain(e, false, cleanup);
    idioms.jumpIf(condition, target);
    BasicBlock end = emit.newBlock();
    idioms.skipTo(end);
    emit.use(cleanup);
    emit.op(Opcode.POP_TOP);
    if (!condition) {
      idioms.skipTo(target);
    }
    emit.use(end);
  }

  /**
   * {@code a < b < c}: each comparison that fails goes to {@code cleanup} with the middle operand
   * on the stack.
   *
   * @param keepsResult whether the result of a comparison that fails is above it
   */
  private void chain(Expr.Compare e, boolean keepsResult, BasicBlock cleanup) {
    Nodes<CompareOperator> operators = e.ops();
    int last = operators.size() - 1;
    visit(e.left());
    for (int i = 0; i < last; i++) {
      visit(e.comparators().get(i));
      idioms.swap(2);
      idioms.copy(2);
      idioms.compare(operators.get(i));
      if (keepsResult) {
        idioms.jumpOrPop(false, cleanup);
      } else {
        idioms.jumpIf(false, cleanup);
      }
    }
    visit(e.comparators().get(last));
    idioms.compare(operators.get(last));
  }

  /** {@code compiler_compare}. */
  void compare(Expr.Compare e) {
    generator.suspicions.compare(e);
    if (e.ops().size() == 1) {
      visit(e.left());
      visit(e.comparators().getFirst());
      idioms.compare(e.ops().getFirst());
      return;
    }
    BasicBlock cleanup = emit.newBlock();
    chain(e, true, cleanup);
    BasicBlock end = emit.newBlock();
    idioms.skipTo(end);
    emit.use(cleanup);
    idioms.swap(2);
    emit.op(Opcode.POP_TOP);
    emit.use(end);
  }

  /** {@code compiler_boolop}. */
  void boolOp(Expr.BoolOp e) {
    boolean decides = e.op() == BoolOperator.OR;
    BasicBlock end = emit.newBlock();
    Nodes<Expr> values = e.values();
    int last = values.size() - 1;
    for (int i = 0; i < last; i++) {
      visit(values.get(i));
      idioms.decideOrPop(decides, end);
    }
    visit(values.get(last));
    emit.use(end);
  }

  /** {@code compiler_ifexp}. */
  void ifExp(Expr.IfExp e) {
    BasicBlock end = emit.newBlock();
    BasicBlock orElse = emit.newBlock();
    jumpIf(e.test(), orElse, false);
    visit(e.body());
    idioms.skipTo(end);
    emit.use(orElse);
    visit(e.orElse());
    emit.use(end);
  }
}
