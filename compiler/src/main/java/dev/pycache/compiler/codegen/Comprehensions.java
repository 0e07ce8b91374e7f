package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.Comprehension;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.flowgraph.BasicBlock;
import org.jspecify.annotations.Nullable;

/**
 * Comprehensions and generator expressions: a function of one argument, the iterator of the
 * outermost {@code for}, that is called where it is made.
 */
final class Comprehensions extends Family {
  Comprehensions(CodeGenerator generator) {
    super(generator);
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
    ScopeKind around = emit.unit.kind;
    Kind kind = shape.kind();
    Unit unit = emit.enter(ScopeKind.COMPREHENSION, kind.name, e, e.span().line());
    emit.at(e);
    boolean awaited = unit.scope.isCoroutine() && kind != Kind.GENERATOR;
    if (awaited && around != ScopeKind.ASYNC_FUNCTION && around != ScopeKind.COMPREHENSION) {
      throw emit.error("asynchronous comprehension outside of an asynchronous function");
    }
    if (kind != Kind.GENERATOR) {
      emit.op(kind.begin, 0);
    }
    loop(shape, 0, 0);
    if (kind != Kind.GENERATOR) {
      emit.op(Opcode.RETURN_VALUE);
    }
    CodeObject code = emit.leave(true);
    generator.names.makeFunction(unit, code, 0);

    Comprehension outermost = shape.generators().getFirst();
    visit(outermost.iterable());
    emit.op(outermost.isAsync() ? Opcode.GET_AITER : Opcode.GET_ITER);
    idioms.callWithTopAsSelf();
    if (awaited) {
      idioms.await(Idioms.AWAIT_EXPRESSION);
    }
  }

  /** {@code compiler_comprehension_generator}. */
  private void loop(Shape shape, int index, int depth) {
    if (shape.generators().get(index).isAsync()) {
      asyncLoop(shape, index, depth);
    } else {
      syncLoop(shape, index, depth);
    }
  }

  /** {@code compiler_sync_comprehension_generator}. */
  private void syncLoop(Shape shape, int index, int depth) {
    BasicBlock start = emit.newBlock();
    BasicBlock ifCleanup = emit.newBlock();
    BasicBlock anchor = emit.newBlock();
    Comprehension generator = shape.generators().get(index);
    boolean loops = true;
    if (index == 0) {
      takeOutermost();
    } else {
      Expr single = singleElement(generator.iterable());
      if (single != null) {
        visit(single);
        loops = false;
      } else {
        visit(generator.iterable());
        emit.op(Opcode.GET_ITER);
      }
    }
    if (loops) {
      depth++;
      emit.use(start);
      emit.jump(Opcode.FOR_ITER, anchor);
    }
    visit(generator.target());
    body(shape, index, depth, ifCleanup);
    emit.use(ifCleanup);
    if (loops) {
      emit.jump(Opcode.JUMP, start);
      emit.use(anchor);
    }
  }

  /** {@code compiler_async_comprehension_generator}. */
  private void asyncLoop(Shape shape, int index, int depth) {
    BasicBlock start = emit.newBlock();
    BasicBlock except = emit.newBlock();
    BasicBlock ifCleanup = emit.newBlock();
    Comprehension generator = shape.generators().get(index);
    if (index == 0) {
      takeOutermost();
    } else {
      visit(generator.iterable());
      emit.op(Opcode.GET_AITER);
    }
    emit.use(start);
    this.generator.unwinding.push(new FrameBlock.AsyncComprehension());
    emit.jump(Opcode.SETUP_FINALLY, except);
    idioms.awaitNext();
    emit.op(Opcode.POP_BLOCK);
    visit(generator.target());
    body(shape, index, depth + 1, ifCleanup);
    emit.use(ifCleanup);
    emit.jump(Opcode.JUMP, start);
    this.generator.unwinding.pop();
    emit.use(except);
    emit.op(Opcode.END_ASYNC_FOR);
  }

  /** The iterator of the outermost loop is the only argument. */
  private void takeOutermost() {
    emit.unit.code.argCount = 1;
    emit.op(Opcode.LOAD_FAST, 0);
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
      loop(shape, index + 1, depth);
      return;
    }
    visit(shape.element());
    if (shape.kind() == Kind.GENERATOR) {
      idioms.yieldValue();
      emit.op(Opcode.POP_TOP);
      return;
    }
    Expr value = shape.value();
    if (value != null) {
      visit(value);
    }
    emit.op(shape.kind().add, depth + 1);
  }
}
