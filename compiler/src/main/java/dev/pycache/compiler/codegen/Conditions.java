package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Opcode;
import dev.pycache.compiler.ast.BoolOperator;
import dev.pycache.compiler.ast.CompareOperator;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.UnaryOperator;
import dev.pycache.compiler.flowgraph.BasicBlock;

/**
 * Truth: comparisons, {@code and}, {@code or}, conditional expressions, and jumps that depend on
 * any of them.
 */
final class Conditions extends Family {
  Conditions(CodeGenerator generator) {
    super(generator);
  }

  /**
   * Jumps to {@code target} if the truth of {@code test} is {@code condition}, else falls through
   * ({@code compiler_jump_if}). The place is not restored: after a comparison it stays there.
   */
  void jumpIf(Expr test, BasicBlock target, boolean condition) {
    switch (test) {
      case Expr.UnaryOp e when e.op() == UnaryOperator.NOT ->
          jumpIf(e.operand(), target, !condition);
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
    emit.jump(condition ? Opcode.POP_JUMP_IF_TRUE : Opcode.POP_JUMP_IF_FALSE, target);
  }

  private void jumpIfBoolOp(Expr.BoolOp e, BasicBlock target, boolean condition) {
    Nodes<Expr> values = e.values();
    int last = values.size() - 1;
    boolean decides = e.op() == BoolOperator.OR;
    BasicBlock shortcut = decides == condition ? target : emit.newBlock();
    for (int i = 0; i < last; i++) {
      jumpIf(values.get(i), shortcut, decides);
    }
    jumpIf(values.get(last), target, condition);
    if (shortcut != target) {
      emit.use(shortcut);
    }
  }

  private void jumpIfIfExp(Expr.IfExp e, BasicBlock target, boolean condition) {
    BasicBlock end = emit.newBlock();
    BasicBlock orElse = emit.newBlock();
    jumpIf(e.test(), orElse, false);
    jumpIf(e.body(), target, condition);
    emit.jumpWithoutLine(Opcode.JUMP, end);
    emit.use(orElse);
    jumpIf(e.orElse(), target, condition);
    emit.use(end);
  }

  private void jumpIfChain(Expr.Compare e, BasicBlock target, boolean condition) {
    generator.suspicions.compare(e);
    BasicBlock cleanup = emit.newBlock();
    chain(e, Opcode.POP_JUMP_IF_FALSE, cleanup);
    emit.jump(condition ? Opcode.POP_JUMP_IF_TRUE : Opcode.POP_JUMP_IF_FALSE, target);
    BasicBlock end = emit.newBlock();
    emit.jumpWithoutLine(Opcode.JUMP, end);
    emit.use(cleanup);
    emit.op(Opcode.POP_TOP);
    if (!condition) {
      emit.jumpWithoutLine(Opcode.JUMP, target);
    }
    emit.use(end);
  }

  /**
   * {@code a < b < c}: each comparison that fails goes to {@code cleanup} with the middle operand
   * on the stack.
   */
  private void chain(Expr.Compare e, Opcode failure, BasicBlock cleanup) {
    Nodes<CompareOperator> operators = e.ops();
    int last = operators.size() - 1;
    visit(e.left());
    for (int i = 0; i < last; i++) {
      visit(e.comparators().get(i));
      idioms.swap(2);
      idioms.copy(2);
      idioms.compare(operators.get(i));
      emit.jump(failure, cleanup);
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
    chain(e, Opcode.JUMP_IF_FALSE_OR_POP, cleanup);
    BasicBlock end = emit.newBlock();
    emit.jumpWithoutLine(Opcode.JUMP, end);
    emit.use(cleanup);
    idioms.swap(2);
    emit.op(Opcode.POP_TOP);
    emit.use(end);
  }

  /** {@code compiler_boolop}. */
  void boolOp(Expr.BoolOp e) {
    Opcode jump =
        e.op() == BoolOperator.AND ? Opcode.JUMP_IF_FALSE_OR_POP : Opcode.JUMP_IF_TRUE_OR_POP;
    BasicBlock end = emit.newBlock();
    Nodes<Expr> values = e.values();
    int last = values.size() - 1;
    for (int i = 0; i < last; i++) {
      visit(values.get(i));
      emit.jump(jump, end);
      emit.use(emit.newBlock());
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
    emit.jumpWithoutLine(Opcode.JUMP, end);
    emit.use(orElse);
    visit(e.orElse());
    emit.use(end);
  }
}
