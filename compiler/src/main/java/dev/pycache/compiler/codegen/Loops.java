package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Opcode;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.flowgraph.BasicBlock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code if}, {@code for} and {@code while}. */
final class Loops extends Family {
  Loops(CodeGenerator generator) {
    super(generator);
  }

  /** {@code compiler_if}; a chain of {@code elif}, which may be very long, without recursion. */
  void ifElse(Stmt.If s) {
    List<BasicBlock> ends = null;
    Stmt.If link = s;
    while (true) {
      BasicBlock end = emit.newBlock();
      boolean hasElse = !link.orElse().isEmpty();
      BasicBlock next = hasElse ? emit.newBlock() : end;
      generator.conditions.jumpIf(link.test(), next, false);
      execute(link.body());
      if (hasElse) {
        emit.jumpWithoutLine(Opcode.JUMP, end);
        emit.use(next);
        if (link.orElse().size() == 1 && link.orElse().getFirst() instanceof Stmt.If elif) {
          ends = remember(ends, end);
          emit.at(elif);
          link = elif;
          continue;
        }
        execute(link.orElse());
      }
      emit.use(end);
      break;
    }
    if (ends != null) {
      for (int i = ends.size() - 1; i >= 0; i--) {
        emit.use(ends.get(i));
      }
    }
  }

  private static List<BasicBlock> remember(@Nullable List<BasicBlock> blocks, BasicBlock block) {
    List<BasicBlock> all = blocks == null ? new ArrayList<>() : blocks;
    all.add(block);
    return all;
  }

  void forLoop(Stmt.For s) {
    if (s.isAsync()) {
      asyncFor(s);
    } else {
      syncFor(s);
    }
  }

  /** {@code compiler_for}. */
  private void syncFor(Stmt.For s) {
    BasicBlock start = emit.newBlock();
    BasicBlock body = emit.newBlock();
    BasicBlock cleanup = emit.newBlock();
    BasicBlock end = emit.newBlock();
    generator.unwinding.push(new FrameBlock.ForLoop(start, end));
    visit(s.iterable());
    emit.op(Opcode.GET_ITER);
    emit.use(start);
    emit.jump(Opcode.FOR_ITER, cleanup);
    emit.use(body);
    visit(s.target());
    execute(s.body());
    emit.unset();
    emit.jump(Opcode.JUMP, start);
    emit.use(cleanup);
    generator.unwinding.pop();
    execute(s.orElse());
    emit.use(end);
  }

  /** {@code compiler_async_for}. */
  private void asyncFor(Stmt.For s) {
    if (emit.unit.kind != ScopeKind.ASYNC_FUNCTION) {
      throw emit.error("'async for' outside async function");
    }
    BasicBlock start = emit.newBlock();
    BasicBlock except = emit.newBlock();
    BasicBlock end = emit.newBlock();
    visit(s.iterable());
    emit.op(Opcode.GET_AITER);
    emit.use(start);
    generator.unwinding.push(new FrameBlock.ForLoop(start, end));
    emit.jump(Opcode.SETUP_FINALLY, except);
    idioms.awaitNext();
    emit.op(Opcode.POP_BLOCK);
    visit(s.target());
    execute(s.body());
    emit.unset();
    emit.jump(Opcode.JUMP, start);
    generator.unwinding.pop();
    // The end of the iteration belongs to the iterable, not to the body.
    emit.use(except);
    emit.at(s.iterable());
    emit.op(Opcode.END_ASYNC_FOR);
    execute(s.orElse());
    emit.use(end);
  }

  /** {@code compiler_while}; the test stands before the loop and again at its end. */
  void whileLoop(Stmt.While s) {
    BasicBlock loop = emit.newBlock();
    BasicBlock body = emit.newBlock();
    BasicBlock anchor = emit.newBlock();
    BasicBlock end = emit.newBlock();
    emit.use(loop);
    generator.unwinding.push(new FrameBlock.WhileLoop(loop, end));
    generator.conditions.jumpIf(s.test(), anchor, false);
    emit.use(body);
    execute(s.body());
    emit.at(s);
    generator.conditions.jumpIf(s.test(), body, true);
    generator.unwinding.pop();
    emit.use(anchor);
    execute(s.orElse());
    emit.use(end);
  }
}
