package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.ExprContext;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.codegen.text.Unparser;
import org.jspecify.annotations.Nullable;

/** Assignments: plain, augmented, annotated. */
final class Assignments extends Family {
  private final boolean passesPlaces;
  private final boolean defersAnnotations;

  Assignments(CodeGenerator generator) {
    super(generator);
    this.passesPlaces = generator.statementRules.passesPlaces();
    this.defersAnnotations = generator.definitionRules.defersAnnotations();
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
    Span statement = emit.place;
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
        if (generator.expressions.isSlicePair(e.slice())) {
          generator.expressions.slicePair(e.slice());
          idioms.copy(3);
          idioms.copy(3);
          idioms.copy(3);
          idioms.loadSlice();
        } else {
          visit(e.slice());
          idioms.copy(2);
          idioms.copy(2);
          idioms.subscript(ExprContext.LOAD);
        }
      }
      case Expr.Name e -> generator.names.load(e.id());
      default ->
          throw new IllegalStateException("not a target of an augmented assignment: " + target);
    }
    emit.place = statement;
    visit(s.value());
    idioms.inPlace(s.op());
    emit.at(target);
    switch (target) {
      case Expr.Attribute e -> {
        generator.expressions.atAttribute(e);
        idioms.swap(2);
        idioms.attribute(e.attr(), ExprContext.STORE);
      }
      case Expr.Subscript e -> {
        if (generator.expressions.isSlicePair(e.slice())) {
          idioms.rotate(4);
          idioms.storeSlice();
        } else {
          idioms.rotate(3);
          idioms.subscript(ExprContext.STORE);
        }
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
          keep(s, e.id());
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
    if (!s.simple() && evaluatesAnnotations() && emit.unit.kind.keepsAnnotations()) {
      evaluate(s.annotation());
    }
  }

  /** Stores the annotation of a variable now, or sees to it that it can be asked for later. */
  private void keep(Stmt.AnnAssign s, Str name) {
    if (defersAnnotations && !generator.future.annotations()) {
      generator.annotations.defer(s);
      return;
    }
    annotation(s.annotation());
    emit.nameOp(Opcode.LOAD_NAME, generator.known.annotations);
    emit.loadNames(generator.names.mangledConstant(name));
    idioms.subscript(ExprContext.STORE);
  }

  private boolean evaluatesAnnotations() {
    return !defersAnnotations && !generator.future.annotations();
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
      Span before = emit.place;
      if (passesPlaces) {
        emit.at(annotation);
      }
      emit.loadConst(Unparser.unparse(generator.context, annotation));
      emit.place = before;
    } else {
      visit(annotation);
    }
  }

  /** Evaluates an expression to see that it can be ({@code check_ann_expr}). */
  private void evaluate(Expr e) {
    visit(e);
    Span before = emit.place;
    if (passesPlaces) {
      emit.at(e);
    }
    emit.op(Opcode.POP_TOP);
    emit.place = before;
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
