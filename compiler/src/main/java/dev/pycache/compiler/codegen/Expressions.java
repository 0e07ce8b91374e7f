package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Slice;
import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.ExprContext;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.rules.ExpressionRules;
import dev.pycache.compiler.symtable.KnownNames;
import dev.pycache.compiler.symtable.NameScope;
import org.jspecify.annotations.Nullable;

/** The entry to all expressions, and those that have no family of their own. */
final class Expressions extends Family {
  private final boolean readsThroughSuper;
  private final boolean slicesWithPairs;
  private final boolean hasConstantSlices;
  private final boolean isCheckedByScopes;
  private final String yieldFromOutside;

  Expressions(CodeGenerator generator) {
    super(generator);
    ExpressionRules rules = generator.expressionRules;
    this.readsThroughSuper = rules.readsThroughSuper();
    this.slicesWithPairs = rules.slicesWithPairs();
    this.hasConstantSlices = rules.hasConstantSlices();
    this.isCheckedByScopes = rules.isCheckedByScopes();
    this.yieldFromOutside =
        rules.namesYieldFrom() ? "'yield from' outside function" : "'yield' outside function";
  }

  /** Emits an expression that consists of others at its own place. */
  void visitInner(Expr expression) {
    Span before = emit.place;
    if (expression instanceof Expr.Attribute attribute) {
      emit.place = attribute.span();
      attribute(attribute);
    } else if (expression instanceof Expr.Call call) {
      emit.place = call.span();
      generator.calls.call(call);
    } else {
      emit.place = expression.span();
      dispatch(expression);
    }
    emit.place = before;
  }

  /** {@code compiler_visit_expr1}; the cases stand in the order of how often they occur. */
  private void dispatch(Expr expression) {
    switch (expression) {
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
      case Expr.TemplateStr e -> generator.displays.templateStr(e);
      case Expr.Interpolation e -> generator.displays.interpolation(e);
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
      case Expr.Attribute e -> attribute(e);
      case Expr.Call e -> generator.calls.call(e);
      case Expr.Name e -> generator.names.variable(e.id(), e.context(), e.span());
      case Expr.Constant e -> emit.loadConst(e.value(), e.span());
      case Expr.Starred e ->
          throw emit.error(
              e.context() == ExprContext.STORE
                  ? "starred assignment target must be in a list or tuple"
                  : "can't use starred expression here");
    }
  }

  private void attribute(Expr.Attribute e) {
    if (e.context() == ExprContext.LOAD) {
      Expr.Call call = superCall(e);
      if (call != null) {
        superAttribute(e, call, false);
        return;
      }
    }
    visit(e.value());
    attributeOfTop(e);
  }

  /** Reads, binds or deletes an attribute of the object that is on the stack. */
  void attributeOfTop(Expr.Attribute e) {
    atAttribute(e);
    if (e.context() == ExprContext.STORE) {
      generator.names.checkAllowed(e.attr(), ExprContext.STORE);
      generator.classes.noteStaticAttribute(e);
    }
    idioms.attribute(e.attr(), e.context());
  }

  /**
   * Makes the current place begin at the name of the attribute if that stands in another line
   * ({@code update_start_location_to_match_attr}).
   */
  void atAttribute(Expr.Attribute attribute) {
    int line = attribute.span().endLine();
    if (emit.place.line() != line) {
      beginAtName(attribute, line);
    }
  }

  private void beginAtName(Expr.Attribute attribute, int line) {
    Span now = emit.place;
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
    emit.place = new Span(line, column, endLine, endColumn);
  }

  /**
   * The call of {@code super} whose result {@code attribute} is read from, if that can go without
   * an object ({@code can_optimize_super_call}).
   */
  Expr.@Nullable Call superCall(Expr.Attribute attribute) {
    KnownNames known = generator.known;
    if (!readsThroughSuper
        || !(attribute.value() instanceof Expr.Call call)
        || !(call.function() instanceof Expr.Name function)
        || function.id() != known.superClass
        || attribute.attr() == known.classClosure
        || !call.keywords().isEmpty()) {
      return null;
    }
    Unit unit = emit.unit;
    if (unit.scope.scope(known.superClass) != NameScope.GLOBAL_IMPLICIT
        || generator.symbols.top().scope(known.superClass) != NameScope.UNKNOWN) {
      return null;
    }
    Nodes<Expr> args = call.args();
    if (args.size() == 2) {
      boolean starred = args.get(0) instanceof Expr.Starred || args.get(1) instanceof Expr.Starred;
      return starred ? null : call;
    }
    boolean hasSelf = unit.code.argCount > 0;
    return args.isEmpty()
            && hasSelf
            && unit.kind != ScopeKind.CLASS
            && unit.scope.scope(known.classClosure) == NameScope.FREE
        ? call
        : null;
  }

  /**
   * Reads an attribute of {@code super()} ({@code load_args_for_super}, and what follows its
   * calls). The place is that of the attribute, and at its name afterwards.
   */
  void superAttribute(Expr.Attribute e, Expr.Call call, boolean isMethod) {
    emit.at(call.function());
    generator.names.load(generator.known.superClass);
    if (call.args().isEmpty()) {
      emit.at(call);
      generator.names.load(generator.known.classClosure);
      generator.names.load(emit.unit.code.varNames.get(0));
    } else {
      visitAll(call.args());
    }
    emit.at(e);
    idioms.superAttribute(e.attr(), isMethod, !call.args().isEmpty());
    atAttribute(e);
    emit.op(Opcode.NOP);
  }

  /** {@code compiler_subscript}. */
  private void subscript(Expr.Subscript e) {
    if (e.context() == ExprContext.LOAD) {
      generator.suspicions.subscript(e);
    }
    visit(e.value());
    if (e.context() != ExprContext.DEL && isSlicePair(e.slice())) {
      slicePair(e.slice());
      if (e.context() == ExprContext.LOAD) {
        idioms.loadSlice();
      } else {
        idioms.storeSlice();
      }
      return;
    }
    visit(e.slice());
    idioms.subscript(e.context());
  }

  /**
   * Whether an index is a slice of which only the two ends are pushed ({@code
   * is_two_element_slice}; {@code should_apply_two_element_slice_optimization}).
   */
  boolean isSlicePair(Expr index) {
    return slicesWithPairs
        && index instanceof Expr.Slice slice
        && slice.step() == null
        && !(hasConstantSlices && isConstant(slice));
  }

  /** Pushes the two ends of a slice ({@code codegen_slice_two_parts}). */
  void slicePair(Expr index) {
    if (!(index instanceof Expr.Slice slice)) {
      throw new IllegalArgumentException("not a slice: " + index);
    }
    Span before = emit.place;
    emit.at(slice);
    visitOrNone(slice.lower());
    visitOrNone(slice.upper());
    emit.place = before;
  }

  /** {@code is_constant_slice}. */
  private static boolean isConstant(Expr.Slice slice) {
    return isConstantOrAbsent(slice.lower())
        && isConstantOrAbsent(slice.upper())
        && isConstantOrAbsent(slice.step());
  }

  private static boolean isConstantOrAbsent(@Nullable Expr e) {
    return e == null || e instanceof Expr.Constant;
  }

  /**
   * A part of a constant slice. Parts do not go through the constant cache, as items of tuples do,
   * so that only what exists once in a process is shared with other constants.
   */
  private Constant partOrNone(@Nullable Expr e) {
    if (!(e instanceof Expr.Constant constant)) {
      return Singleton.NONE;
    }
    return constant.value() instanceof Str text
        ? generator.context.strings().literal(text)
        : emit.onlyOne(constant.value());
  }

  /** {@code compiler_slice}, and BUILD_SLICE. */
  private void slice(Expr.Slice e) {
    if (hasConstantSlices && isConstant(e)) {
      emit.loadConst(new Slice(partOrNone(e.lower()), partOrNone(e.upper()), partOrNone(e.step())));
      return;
    }
    slicePair(e);
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
    if (!emit.unit.scope.isFunctionLike()) {
      throw emit.error("'yield' outside function");
    }
    visitOrNone(e.value());
    idioms.yieldValue();
  }

  private void yieldFrom(Expr.YieldFrom e) {
    if (!emit.unit.scope.isFunctionLike()) {
      throw emit.error(yieldFromOutside);
    }
    if (emit.unit.kind == ScopeKind.ASYNC_FUNCTION) {
      throw emit.error("'yield from' inside async function");
    }
    visit(e.value());
    idioms.yieldFrom();
  }

  private void await(Expr.Await e) {
    if (!isCheckedByScopes) {
      checkAwait();
    }
    visit(e.value());
    idioms.await(Idioms.AWAIT_EXPRESSION);
  }

  private void checkAwait() {
    if (!emit.unit.scope.isFunctionLike()) {
      throw emit.error("'await' outside function");
    }
    ScopeKind kind = emit.unit.kind;
    if (kind != ScopeKind.ASYNC_FUNCTION && kind != ScopeKind.COMPREHENSION) {
      throw emit.error("'await' outside async function");
    }
  }
}
