package dev.pycache.compiler.flowgraph.passes;

import dev.pycache.bytecode.Opcode;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.CodeUnit;
import dev.pycache.compiler.flowgraph.Instruction;
import dev.pycache.compiler.flowgraph.Traits;
import dev.pycache.compiler.flowgraph.peephole.PeepholeOptimizer;

/** Optimises the blocks of a unit and the way they hang together ({@code optimize_cfg}). */
final class GraphOptimizer {
  private final CodeUnit unit;
  private final BasicBlock entry;
  private final PeepholeOptimizer peephole;
  private final Reachability reachability;

  GraphOptimizer(CodeUnit unit, PeepholeOptimizer peephole, Reachability reachability) {
    this.unit = unit;
    this.entry = unit.entry;
    this.peephole = peephole;
    this.reachability = reachability;
  }

  void optimize() {
    for (BasicBlock block = entry; block != null; block = block.next) {
      peephole.optimize(block, unit.consts);
      BlockPasses.clean(block);
    }
    for (BasicBlock block = unit.lastMade(); block != null; block = block.madeBefore) {
      BlockPasses.extend(block);
    }
    reachability.countByMarks(entry);
    for (BasicBlock block = entry; block != null; block = block.next) {
      if (block.predecessors == 0) {
        block.clear();
        block.noFallThrough = false;
      }
    }
    BlockPasses.eliminateEmpty(entry);
    removeRedundantJumps();
  }

  /** Removes NOPs again, and makes one of a jump to the block that follows anyway. */
  private void removeRedundantJumps() {
    boolean maybeEmpty = false;
    for (BasicBlock block = entry; block != null; block = block.next) {
      BlockPasses.clean(block);
      if (block.isEmpty() || !block.mayContain(Traits.UNCONDITIONAL)) {
        continue;
      }
      Instruction last = block.last();
      boolean jumps = last.opcode == Opcode.JUMP || last.opcode == Opcode.JUMP_NO_INTERRUPT;
      if (jumps && last.target == block.next) {
        block.noFallThrough = false;
        last.opcode = Opcode.NOP;
        block.nowContains(Traits.NOP);
        maybeEmpty = true;
      }
    }
    if (maybeEmpty) {
      BlockPasses.eliminateEmpty(entry);
    }
  }
}
