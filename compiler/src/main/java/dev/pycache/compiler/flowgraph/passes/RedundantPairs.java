package dev.pycache.compiler.flowgraph.passes;

import dev.pycache.bytecode.Opcode;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.Instruction;
import dev.pycache.compiler.flowgraph.Traits;
import org.jspecify.annotations.Nullable;

/** Removes values that are loaded only to be dropped. */
final class RedundantPairs {
  private RedundantPairs() {}

  /** {@code remove_redundant_nops_and_pairs}. */
  static void remove(BasicBlock entry) {
    boolean removed;
    do {
      removed = false;
      Instruction before = null;
      BasicBlock blockBefore = entry;
      for (BasicBlock block = entry; block != null; block = block.next) {
        BlockPasses.removeNopsOf(block);
        if (block.label != BasicBlock.NO_LABEL) {
          before = null;
        }
        if (block.mayContain(Traits.POP_TOP)) {
          removed |= remove(block, before, blockBefore);
        }
        if (!block.isEmpty()) {
          before = block.last();
          blockBefore = block;
        }
        if (!block.fallsThrough() || (before != null && before.isJump())) {
          before = null;
        }
      }
    } while (removed);
  }

  /**
   * Removes the pairs whose second part is in a block.
   *
   * @param last the instruction before the first one of the block, or null
   * @param lastBlock where it is
   * @return whether there were any
   */
  private static boolean remove(
      BasicBlock block, @Nullable Instruction last, BasicBlock lastBlock) {
    boolean removed = false;
    Instruction before = last;
    for (int i = 0, n = block.size(); i < n; i++) {
      Instruction instruction = block.get(i);
      if (instruction.opcode == Opcode.POP_TOP && before != null && isLoad(before)) {
        before.clear();
        (i == 0 ? lastBlock : block).nowContains(Traits.NOP);
        instruction.clear();
        block.nowContains(Traits.NOP);
        removed = true;
      }
      before = instruction;
    }
    return removed;
  }

  /** LOAD_SMALL_INT is an instruction of 3.14. */
  private static boolean isLoad(Instruction instruction) {
    return (Traits.of(instruction.opcode) & Traits.LOADS_CONSTANT) != 0
        || (instruction.opcode == Opcode.COPY && instruction.arg == 1);
  }
}
