package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.Comprehension;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.rules.DefinitionRules;
import dev.pycache.compiler.symtable.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Comprehensions and generator expressions: a function of one argument, the iterator of the
 * outermost {@code for}, that is called where it is made; or, for the target's sake, a part of the
 * unit around.
 */
final class Comprehensions extends Family {
  private final boolean placesIterables;
  private final boolean placesElements;
  private final boolean iteratesTwice;
  private final boolean rejectsAsync;

  Comprehensions(CodeGenerator generator) {
    super(generator);
    DefinitionRules rules = generator.definitionRules;
    this.placesIterables = rules.placesIterables();
    this.placesElements = rules.placesElements();
    this.iteratesTwice = rules.iteratesTwice();
    this.rejectsAsync = rules.rejectsAsyncComprehensions();
  }

  /** What is collected, and how. */
  private enum Kind {
    GENERATOR(UnitName.GENERATOR, Opcode.NOP, Opcode.NOP),
    LIST(UnitName.LIST, Opcode.BUILD_LIST, Opcode.LIST_APPEND),
    SET(UnitName.SET, Opcode.BUILD_SET, Opcode.SET_ADD),
    DICT(UnitName.DICT, Opcode.BUILD_MAP, Opcode.MAP_ADD);

    final Str name;
    final Opcode begin;
    final Opcode add;

    Kind(Str name, Opcode begin, Opcode add) {
      this.name = name;
      this.begin = begin;
      this.add = add;
    }
  }

  /** What all loops of one comprehension know; {@code value} is that of an item of a dictionary. */
  private record Shape(
      Kind kind, Nodes<Comprehension> generators, Expr element, @Nullable Expr value) {}

  void list(Expr.ListComp e) {
    comprehension(e, new Shape(Kind.LIST, e.generators(), e.element(), null));
  }

  void set(Expr.SetComp e) {
    comprehension(e, new Shape(Kind.SET, e.generators(), e.element(), null));
  }

  void dict(Expr.DictComp e) {
    comprehension(e, new Shape(Kind.DICT, e.generators(), e.key(), e.value()));
  }

  void generator(Expr.GeneratorExp e) {
    comprehension(e, new Shape(Kind.GENERATOR, e.generators(), e.element(), null));
  }

  /** {@code compiler_comprehension}. */
  private void comprehension(Expr e, Shape shape) {
    Scope scope = generator.symbols.scopeOf(e);
    if (scope.isInlined()) {
      inlined(shape, scope);
    } else {
      called(e, shape);
    }
  }

  /** Runs the comprehension as a part of the unit around it (PEP 709). */
  private void inlined(Shape shape, Scope scope) {
    iterator(shape);
    var state = new InlinedComprehension(generator, scope);
    checkAsync(scope, shape.kind(), emit.unit.kind);
    emit.op(shape.kind().begin, 0);
    idioms.swap(2);
    loop(shape, 0, 0, true);
    state.end();
  }

  /** Makes a function of the comprehension and calls it. */
  private void called(Expr e, Shape shape) {
    ScopeKind around = emit.unit.kind;
    Kind kind = shape.kind();
    Unit unit = emit.enter(ScopeKind.COMPREHENSION, kind.name, e, e.span().line());
    unit.code.argCount = 1;
    emit.at(e);
    boolean awaited = unit.scope.isCoroutine() && kind != Kind.GENERATOR;
    checkAsync(unit.scope, kind, around);
    if (kind != Kind.GENERATOR) {
      emit.op(kind.begin, 0);
    }
    loop(shape, 0, 0, false);
    if (kind != Kind.GENERATOR) {
      emit.exit(Opcode.RETURN_VALUE, 0);
    }
    CodeObject code = emit.leave(true);
    generator.closures.makeFunction(unit, code, 0);
    iterator(shape);
    idioms.callWithTopAsSelf();
    if (awaited) {
      idioms.await(Idioms.AWAIT_EXPRESSION);
    }
  }

  private void checkAsync(Scope scope, Kind kind, ScopeKind around) {
    if (rejectsAsync
        && scope.isCoroutine()
        && kind != Kind.GENERATOR
        && around != ScopeKind.ASYNC_FUNCTION
        && around != ScopeKind.COMPREHENSION) {
      throw emit.error("asynchronous comprehension outside of an asynchronous function");
    }
  }

  /** Pushes the outermost iterator ({@code compiler_comprehension_iter}). */
  private void iterator(Shape shape) {
    Comprehension outermost = shape.generators().getFirst();
    iterator(outermost.iterable(), outermost.isAsync());
  }

  private void iterator(Expr iterable, boolean isAsync) {
    visit(iterable);
    opAt(iterable, isAsync ? Opcode.GET_AITER : Opcode.GET_ITER);
  }

  /** An instruction on an iterable, at the place of that if the target wants it there. */
  private void opAt(Expr iterable, Opcode opcode) {
    Span before = emit.place;
    if (placesIterables) {
      emit.at(iterable);
    }
    emit.op(opcode);
    emit.place = before;
  }

  /**
   * {@code compiler_comprehension_generator}.
   *
   * @param isOnStack whether the iterator of the loop is on the stack already
   */
  private void loop(Shape shape, int index, int depth, boolean isOnStack) {
    if (shape.generators().get(index).isAsync()) {
      asyncLoop(shape, index, depth, isOnStack);
    } else {
      syncLoop(shape, index, depth, isOnStack);
    }
  }

  /** {@code compiler_sync_comprehension_generator}. */
  private void syncLoop(Shape shape, int index, int depth, boolean isOnStack) {
    BasicBlock start = emit.newBlock();
    BasicBlock ifCleanup = emit.newBlock();
    BasicBlock anchor = emit.newBlock();
    Comprehension generator = shape.generators().get(index);
    Span place = emit.place;
    boolean loops = true;
    if (!isOnStack) {
      Expr single = index == 0 ? null : singleElement(generator.iterable());
      if (index == 0) {
        emit.op(Opcode.LOAD_FAST, 0);
      } else if (single != null) {
        visit(single);
        loops = false;
      } else {
        iterator(generator.iterable(), false);
      }
    }
    if (loops) {
      depth++;
      if (iteratesTwice) {
        opAt(generator.iterable(), Opcode.GET_ITER);
      }
      emit.use(start);
      if (placesIterables) {
        emit.at(generator.iterable());
      }
      emit.jump(Opcode.FOR_ITER, anchor);
      emit.place = place;
    }
    visit(generator.target());
    body(shape, index, depth, ifCleanup);
    Span left = placesElements ? place : emit.place;
    emit.use(ifCleanup);
    if (loops) {
      atElement(shape, index);
      emit.jump(Opcode.JUMP, start);
      emit.use(anchor);
      emit.unset();
      this.generator.loops.endIteration();
    }
    emit.place = left;
  }

  /** {@code compiler_async_comprehension_generator}. */
  private void asyncLoop(Shape shape, int index, int depth, boolean isOnStack) {
    BasicBlock start = emit.newBlock();
    BasicBlock except = emit.newBlock();
    BasicBlock ifCleanup = emit.newBlock();
    Comprehension generator = shape.generators().get(index);
    Span place = emit.place;
    if (!isOnStack) {
      if (index == 0) {
        emit.op(Opcode.LOAD_FAST, 0);
      } else {
        iterator(generator.iterable(), true);
      }
    }
    emit.use(start);
    this.generator.unwinding.push(new FrameBlock.AsyncComprehension());
    emit.jump(Opcode.SETUP_FINALLY, except);
    BasicBlock send = idioms.awaitNext();
    emit.op(Opcode.POP_BLOCK);
    visit(generator.target());
    body(shape, index, depth + 1, ifCleanup);
    Span left = placesElements ? place : emit.place;
    emit.use(ifCleanup);
    atElement(shape, index);
    emit.jump(Opcode.JUMP, start);
    emit.place = left;
    this.generator.unwinding.pop();
    emit.use(except);
    this.generator.loops.endAsyncIteration(send);
  }

  /** Goes to the place of the element; the innermost loop of a dictionary has both parts of it. */
  private void atElement(Shape shape, int index) {
    if (placesElements) {
      Span span = shape.element().span();
      Expr value = shape.value();
      boolean isInnermost = index + 1 == shape.generators().size();
      emit.place = value != null && isInnermost ? span.to(value.span()) : span;
    }
  }

  /** The element of {@code for x in [element]}, which is an assignment and needs no loop. */
  private static @Nullable Expr singleElement(Expr iterable) {
    Nodes<Expr> elements =
        switch (iterable) {
          case Expr.ListDisplay list -> list.elements();
          case Expr.Tuple tuple -> tuple.elements();
          default -> Nodes.none();
        };
    return elements.size() == 1 && !(elements.getFirst() instanceof Expr.Starred)
        ? elements.getFirst()
        : null;
  }

  /** The conditions of one loop, then the next loop or the element. */
  private void body(Shape shape, int index, int depth, BasicBlock ifCleanup) {
    Nodes<Expr> conditions = shape.generators().get(index).conditions();
    for (int i = 0, n = conditions.size(); i < n; i++) {
      generator.conditions.jumpIf(conditions.get(i), ifCleanup, false);
    }
    if (index + 1 < shape.generators().size()) {
      loop(shape, index + 1, depth, false);
      return;
    }
    visit(shape.element());
    Expr value = shape.value();
    if (value != null) {
      visit(value);
    }
    Span before = emit.place;
    atElement(shape, index);
    if (shape.kind() == Kind.GENERATOR) {
      idioms.yieldValue();
      emit.op(Opcode.POP_TOP);
    } else {
      emit.op(shape.kind().add, depth + 1);
    }
    emit.place = before;
  }
}
