package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Singleton;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.ExprContext;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.symtable.ScopeType;
import org.jspecify.annotations.Nullable;

/** The entry to all expressions, and those that have no family of their own. */
final class Expressions extends Family {
  Expressions(CodeGenerator generator) {
    super(generator);
  }

  /** {@code compiler_visit_expr1}; the cases stand in the order of how often they occur. */
  void dispatch(Expr expression) {
    switch (expression) {
      case Expr.Name e -> generator.names.variable(e.id(), e.context());
      case Expr.Constant e -> emit.loadConst(e.value());
      case Expr.Attribute e -> attribute(e);
      case Expr.Call e -> generator.calls.call(e);
      case Expr.Subscript e -> subscript(e);
      case Expr.Tuple e -> generator.displays.tuple(e);
      case Expr.BinOp e -> {
        visit(e.left());
        visit(e.right());
        idioms.binary(e.op());
      }
      case Expr.Compare e -> generator.conditions.compare(e);
      case Expr.ListDisplay e -> generator.displays.list(e);
      case Expr.BoolOp e -> generator.conditions.boolOp(e);
      case Expr.UnaryOp e -> {
        visit(e.operand());
        idioms.unary(e.op());
      }
      case Expr.Dict e -> generator.displays.dict(e);
      case Expr.JoinedStr e -> generator.displays.joinedStr(e);
      case Expr.FormattedValue e -> generator.displays.formattedValue(e);
      case Expr.Slice e -> slice(e);
      case Expr.Lambda e -> generator.functions.lambda(e);
      case Expr.IfExp e -> generator.conditions.ifExp(e);
      case Expr.ListComp e -> generator.comprehensions.list(e);
      case Expr.GeneratorExp e -> generator.comprehensions.generator(e);
      case Expr.DictComp e -> generator.comprehensions.dict(e);
      case Expr.SetComp e -> generator.comprehensions.set(e);
      case Expr.SetDisplay e -> generator.displays.set(e);
      case Expr.Await e -> await(e);
      case Expr.Yield e -> yieldValue(e);
      case Expr.YieldFrom e -> yieldFrom(e);
      case Expr.NamedExpr e -> {
        visit(e.value());
        idioms.copy(1);
        visit(e.target());
      }
      case Expr.Starred e ->
          throw emit.error(
              e.context() == ExprContext.STORE
                  ? "starred assignment target must be in a list or tuple"
                  : "can't use starred expression here");
    }
  }

  private void attribute(Expr.Attribute e) {
    visit(e.value());
    atAttribute(e);
    if (e.context() == ExprContext.STORE) {
      generator.names.checkAllowed(e.attr(), ExprContext.STORE);
    }
    idioms.attribute(e.attr(), e.context());
  }

  /**
   * Makes the current place begin at the name of the attribute if that stands in another line
   * ({@code update_start_location_to_match_attr}).
   */
  void atAttribute(Expr.Attribute attribute) {
    Unit unit = emit.unit;
    Span now = unit.span;
    int line = attribute.span().endLine();
    if (now.line() == line) {
      return;
    }
    // CPython takes characters from a column in bytes.
    int column = attribute.span().endColumn() - attribute.attr().length();
    int endColumn = now.endColumn();
    if (column < 0) {
      column = -1;
      endColumn = -1;
    }
    int endLine = Math.max(line, now.endLine());
    if (line == endLine) {
      endColumn = Math.max(column, endColumn);
    }
    unit.span = new Span(line, column, endLine, endColumn);
  }

  /** {@code compiler_subscript}. */
  private void subscript(Expr.Subscript e) {
    if (e.context() == ExprContext.LOAD) {
      generator.suspicions.subscript(e);
    }
    visit(e.value());
    visit(e.slice());
    idioms.subscript(e.context());
  }

  /** {@code compiler_slice}. */
  private void slice(Expr.Slice e) {
    visitOrNone(e.lower());
    visitOrNone(e.upper());
    Expr step = e.step();
    if (step != null) {
      visit(step);
    }
    emit.op(Opcode.BUILD_SLICE, step == null ? 2 : 3);
  }

  private void visitOrNone(@Nullable Expr expression) {
    if (expression == null) {
      emit.loadConst(Singleton.NONE);
    } else {
      visit(expression);
    }
  }

  private void yieldValue(Expr.Yield e) {
    if (emit.unit.scope.type() != ScopeType.FUNCTION) {
      throw emit.error("'yield' outside function");
    }
    visitOrNone(e.value());
    idioms.yieldValue();
  }

  private void yieldFrom(Expr.YieldFrom e) {
    if (emit.unit.scope.type() != ScopeType.FUNCTION) {
      throw emit.error("'yield' outside function");
    }
    if (emit.unit.kind == ScopeKind.ASYNC_FUNCTION) {
      throw emit.error("'yield from' inside async function");
    }
    visit(e.value());
    idioms.yieldFrom();
  }

  private void await(Expr.Await e) {
    if (emit.unit.scope.type() != ScopeType.FUNCTION) {
      throw emit.error("'await' outside function");
    }
    ScopeKind kind = emit.unit.kind;
    if (kind != ScopeKind.ASYNC_FUNCTION && kind != ScopeKind.COMPREHENSION) {
      throw emit.error("'await' outside async function");
    }
    visit(e.value());
    idioms.await(Idioms.AWAIT_EXPRESSION);
  }
}
