package dev.pycache.compiler.flowgraph.passes;

import dev.pycache.bytecode.Opcode;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.BlockStack;
import dev.pycache.compiler.flowgraph.CodeUnit;
import dev.pycache.compiler.flowgraph.Instruction;
import dev.pycache.compiler.rules.GraphRules;
import org.jspecify.annotations.Nullable;

/**
 * Moves the blocks that control reaches after an exception only to the end of the code ({@code
 * push_cold_blocks_to_end}).
 */
final class ColdBlocks {
  private final BlockStack work;
  private final Opcode explicitJump;
  private final boolean toFixedPoint;

  ColdBlocks(GraphRules rules, BlockStack work) {
    this.work = work;
    this.explicitJump =
        rules.leavesColdBlocksUninterrupted() ? Opcode.JUMP_NO_INTERRUPT : Opcode.JUMP;
    this.toFixedPoint = rules.resolvesLinesFirst();
  }

  /** For a unit that has handlers: without them no block is cold. */
  void pushToEnd(CodeUnit unit) {
    BasicBlock entry = unit.entry;
    markWarm(entry);
    if (!markCold(entry)) {
      return;
    }
    makeJumpsExplicit(unit);
    if (!move(entry)) {
      return;
    }
    if (toFixedPoint) {
      BlockPasses.removeNopsAndJumps(entry);
    } else {
      BlockPasses.removeJumps(entry);
    }
  }

  /** {@code mark_warm}. */
  private void markWarm(BasicBlock entry) {
    arriveWarm(entry);
    BasicBlock block;
    while ((block = work.pop()) != null) {
      if (block.next != null && block.fallsThrough()) {
        arriveWarm(block.next);
      }
      Instruction jump = block.lastJump();
      if (jump != null) {
        arriveWarm(jump.requireTarget());
      }
    }
  }

  private void arriveWarm(BasicBlock block) {
    if (!block.warm) {
      block.warm = true;
      work.push(block);
    }
  }

  /** {@code mark_cold}; returns whether there are cold blocks. */
  private boolean markCold(BasicBlock entry) {
    boolean any = false;
    for (BasicBlock block = entry; block != null; block = block.next) {
      if (block.isHandler) {
        block.cold = true;
        any = true;
        work.push(block);
      }
    }
    BasicBlock block;
    while ((block = work.pop()) != null) {
      if (block.next != null && block.fallsThrough()) {
        arriveCold(block.next);
      }
      Instruction jump = block.lastJump();
      if (jump != null) {
        arriveCold(jump.requireTarget());
      }
    }
    return any;
  }

  private void arriveCold(BasicBlock block) {
    if (!block.warm && !block.cold) {
      block.cold = true;
      work.push(block);
    }
  }

  /** A cold block that falls into a warm one jumps there, as it will be somewhere else. */
  private void makeJumpsExplicit(CodeUnit unit) {
    for (BasicBlock block = unit.entry; block != null; block = block.next) {
      BasicBlock next = block.next;
      if (block.cold && next != null && next.warm && block.fallsThrough()) {
        next.label = Math.max(next.label, 0);
        BasicBlock jump = unit.newUnlabelledBlock();
        jump.append(explicitJump, next.label, next, Span.NONE);
        jump.cold = true;
        jump.predecessors = toFixedPoint ? 1 : 0;
        jump.next = next;
        block.next = jump;
      }
    }
  }

  /** Takes the runs of cold blocks out of the chain and puts them behind its end. */
  private static boolean move(BasicBlock entry) {
    BasicBlock firstCold = null;
    BasicBlock lastCold = null;
    BasicBlock block = entry;
    while (true) {
      while (block.next != null && !block.next.cold) {
        block = block.next;
      }
      BasicBlock first = block.next;
      if (first == null) {
        break;
      }
      BasicBlock last = endOfRun(first);
      if (lastCold == null) {
        firstCold = first;
      } else {
        lastCold.next = first;
      }
      lastCold = last;
      block.next = last.next;
      last.next = null;
    }
    block.next = firstCold;
    return firstCold != null;
  }

  private static BasicBlock endOfRun(BasicBlock first) {
    BasicBlock last = first;
    @Nullable BasicBlock next;
    while ((next = last.next) != null && next.cold) {
      last = next;
    }
    return last;
  }
}
