package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Opcode;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.ExprContext;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.ast.Stmt;
import org.jspecify.annotations.Nullable;

/** Assignments: plain, augmented, annotated. */
final class Assignments extends Family {
  Assignments(CodeGenerator generator) {
    super(generator);
  }

  void assign(Stmt.Assign s) {
    visit(s.value());
    Nodes<Expr> targets = s.targets();
    int last = targets.size() - 1;
    for (int i = 0; i < last; i++) {
      idioms.copy(1);
      visit(targets.get(i));
    }
    visit(targets.get(last));
  }

  /** {@code compiler_augassign}. */
  void augmented(Stmt.AugAssign s) {
    Expr target = s.target();
    Span statement = emit.unit.span;
    emit.at(target);
    switch (target) {
      case Expr.Attribute e -> {
        visit(e.value());
        idioms.copy(1);
        generator.expressions.atAttribute(e);
        idioms.attribute(e.attr(), ExprContext.LOAD);
      }
      case Expr.Subscript e -> {
        visit(e.value());
        visit(e.slice());
        idioms.copy(2);
        idioms.copy(2);
        idioms.subscript(ExprContext.LOAD);
      }
      case Expr.Name e -> generator.names.load(e.id());
      default ->
          throw new IllegalStateException("not a target of an augmented assignment: " + target);
    }
    emit.unit.span = statement;
    visit(s.value());
    idioms.inPlace(s.op());
    emit.at(target);
    switch (target) {
      case Expr.Attribute e -> {
        generator.expressions.atAttribute(e);
        idioms.swap(2);
        idioms.attribute(e.attr(), ExprContext.STORE);
      }
      case Expr.Subscript _ -> {
        idioms.swap(3);
        idioms.swap(2);
        idioms.subscript(ExprContext.STORE);
      }
      case Expr.Name e -> generator.names.store(e.id());
      default -> {}
    }
  }

  /** {@code compiler_annassign}. */
  void annotated(Stmt.AnnAssign s) {
    Expr target = s.target();
    boolean isAssigned = assign(target, s.value());
    switch (target) {
      case Expr.Name e -> {
        generator.names.checkAllowed(e.id(), ExprContext.STORE);
        if (s.simple() && emit.unit.kind.keepsAnnotations()) {
          annotation(s.annotation());
          emit.nameOp(Opcode.LOAD_NAME, generator.known.annotations);
          emit.loadNames(generator.names.mangledConstant(e.id()));
          idioms.subscript(ExprContext.STORE);
        }
      }
      case Expr.Attribute e -> {
        generator.names.checkAllowed(e.attr(), ExprContext.STORE);
        if (!isAssigned) {
          evaluate(e.value());
        }
      }
      case Expr.Subscript e -> {
        if (!isAssigned) {
          evaluate(e.value());
          evaluateIndex(e.slice());
        }
      }
      default ->
          throw new IllegalStateException("not a target of an annotated assignment: " + target);
    }
    if (!s.simple() && !generator.future.annotations() && emit.unit.kind.keepsAnnotations()) {
      evaluate(s.annotation());
    }
  }

  private boolean assign(Expr target, @Nullable Expr value) {
    if (value == null) {
      return false;
    }
    visit(value);
    visit(target);
    return true;
  }

  /**
   * Pushes an annotation: its value, or its text under PEP 563 ({@code compiler_visit_annexpr}).
   */
  void annotation(Expr annotation) {
    if (generator.future.annotations()) {
      emit.loadConst(Unparser.unparse(generator.context, annotation));
    } else {
      visit(annotation);
    }
  }

  /** Evaluates an expression to see that it can be ({@code check_ann_expr}). */
  private void evaluate(Expr e) {
    visit(e);
    emit.op(Opcode.POP_TOP);
  }

  /** {@code check_ann_subscr}. */
  private void evaluateIndex(Expr index) {
    switch (index) {
      case Expr.Slice e -> {
        evaluateIfPresent(e.lower());
        evaluateIfPresent(e.upper());
        evaluateIfPresent(e.step());
      }
      case Expr.Tuple e -> {
        for (int i = 0, n = e.elements().size(); i < n; i++) {
          evaluateIndex(e.elements().get(i));
        }
      }
      default -> evaluate(index);
    }
  }

  private void evaluateIfPresent(@Nullable Expr e) {
    if (e != null) {
      evaluate(e);
    }
  }
}
