package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Opcode;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.rules.StatementRules;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code if}, {@code for} and {@code while}. */
final class Loops extends Family {
  private final boolean leavesIteratorToLoopEnd;
  private final boolean iteratesAtIterable;
  private final boolean marksTargets;
  private final boolean testsOnce;
  private final boolean monitorsAsyncLoops;
  private final boolean isCheckedByScopes;

  /** What pops the iterator behind END_FOR, if that does not. */
  private final @Nullable Opcode popOfIterator;

  Loops(CodeGenerator generator) {
    super(generator);
    StatementRules rules = generator.statementRules;
    this.leavesIteratorToLoopEnd = rules.leavesIteratorToLoopEnd();
    this.iteratesAtIterable = rules.iteratesAtIterable();
    this.marksTargets = rules.marksTargets();
    this.testsOnce = rules.testsOnce();
    this.monitorsAsyncLoops = rules.monitorsAsyncLoops();
    this.isCheckedByScopes = rules.isCheckedByScopes();
    if (rules.popsIteratorApart()) {
      this.popOfIterator = rules.hasPopOfIterators() ? Opcode.POP_ITER : Opcode.POP_TOP;
    } else {
      this.popOfIterator = null;
    }
  }

  /** {@code compiler_if}; a chain of {@code elif}, which may be very long, without recursion. */
  void ifElse(Stmt.If s) {
    Unit unit = emit.unit;
    unit.conditionalBlocks++;
    List<BasicBlock> ends = null;
    Stmt.If link = s;
    while (true) {
      BasicBlock end = emit.newBlock();
      boolean hasElse = !link.orElse().isEmpty();
      BasicBlock next = hasElse ? emit.newBlock() : end;
      generator.conditions.jumpIf(link.test(), next, false);
      execute(link.body());
      if (hasElse) {
        idioms.skipTo(end);
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
    unit.conditionalBlocks--;
  }

  private static List<BasicBlock> remember(@Nullable List<BasicBlock> blocks, BasicBlock block) {
    List<BasicBlock> all = blocks == null ? new ArrayList<>() : blocks;
    all.add(block);
    return all;
  }

  void forLoop(Stmt.For s) {
    Unit unit = emit.unit;
    unit.conditionalBlocks++;
    if (s.isAsync()) {
      asyncFor(s);
    } else {
      syncFor(s);
    }
    unit.conditionalBlocks--;
  }

  /** {@code compiler_for}. */
  private void syncFor(Stmt.For s) {
    BasicBlock start = emit.newBlock();
    BasicBlock body = emit.newBlock();
    BasicBlock cleanup = emit.newBlock();
    BasicBlock end = emit.newBlock();
    generator.unwinding.push(new FrameBlock.ForLoop(start, end));
    visit(s.iterable());
    atIterable(s);
    emit.op(Opcode.GET_ITER);
    emit.use(start);
    emit.jump(Opcode.FOR_ITER, cleanup);
    if (marksTargets) {
      emit.at(s.target());
      emit.op(Opcode.NOP);
    }
    emit.use(body);
    visit(s.target());
    execute(s.body());
    emit.unset();
    emit.jump(Opcode.JUMP, start);
    emit.use(cleanup);
    endIteration();
    generator.unwinding.pop();
    execute(s.orElse());
    emit.use(end);
  }

  private void atIterable(Stmt.For s) {
    if (iteratesAtIterable) {
      emit.at(s.iterable());
    }
  }

  /** Takes what FOR_ITER has left of a loop whose iterator is exhausted. */
  void endIteration() {
    if (leavesIteratorToLoopEnd) {
      emit.op(Opcode.END_FOR);
    }
    if (popOfIterator != null) {
      emit.op(popOfIterator);
    }
  }

  /** {@code compiler_async_for}. */
  private void asyncFor(Stmt.For s) {
    if (!isCheckedByScopes && emit.unit.kind != ScopeKind.ASYNC_FUNCTION) {
      throw emit.error("'async for' outside async function");
    }
    BasicBlock start = emit.newBlock();
    BasicBlock except = emit.newBlock();
    BasicBlock end = emit.newBlock();
    visit(s.iterable());
    atIterable(s);
    emit.op(Opcode.GET_AITER);
    emit.at(s);
    emit.use(start);
    generator.unwinding.push(new FrameBlock.ForLoop(start, end));
    emit.jump(Opcode.SETUP_FINALLY, except);
    BasicBlock send = idioms.awaitNext();
    emit.op(Opcode.POP_BLOCK);
    if (monitorsAsyncLoops) {
      emit.op(Opcode.NOT_TAKEN);
    }
    visit(s.target());
    execute(s.body());
    emit.unset();
    emit.jump(Opcode.JUMP, start);
    generator.unwinding.pop();
    // The end of the iteration belongs to the iterable, not to the body.
    emit.use(except);
    emit.at(s.iterable());
    endAsyncIteration(send);
    execute(s.orElse());
    emit.use(end);
  }

  /**
   * Handles the exception with which an asynchronous iterator ends.
   *
   * @param send the block whose SEND raised it
   */
  void endAsyncIteration(BasicBlock send) {
    if (monitorsAsyncLoops) {
      emit.jump(Opcode.END_ASYNC_FOR, send);
    } else {
      emit.op(Opcode.END_ASYNC_FOR);
    }
  }

  /**
   * {@code compiler_while}; the test stands before the loop and, if the target has it so, again at
   * its end.
   */
  void whileLoop(Stmt.While s) {
    Unit unit = emit.unit;
    unit.conditionalBlocks++;
    BasicBlock loop = emit.newBlock();
    BasicBlock body = emit.newBlock();
    BasicBlock anchor = emit.newBlock();
    BasicBlock end = emit.newBlock();
    emit.use(loop);
    generator.unwinding.push(new FrameBlock.WhileLoop(loop, end));
    generator.conditions.jumpIf(s.test(), anchor, false);
    emit.use(body);
    execute(s.body());
    if (testsOnce) {
      emit.unset();
      emit.jump(Opcode.JUMP, loop);
    } else {
      emit.at(s);
      generator.conditions.jumpIf(s.test(), body, true);
    }
    generator.unwinding.pop();
    emit.use(anchor);
    execute(s.orElse());
    emit.use(end);
    unit.conditionalBlocks--;
  }
}
