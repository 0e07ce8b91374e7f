package dev.pycache.compiler.flowgraph.passes;

import dev.pycache.bytecode.Opcode;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.Instruction;

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
        for (int i = 0; i < block.size(); i++) {
          Instruction instruction = block.get(i);
          if (instruction.opcode == Opcode.POP_TOP && before != null && isLoad(before)) {
            before.clear();
            blockBefore.mayHaveNops = true;
            instruction.clear();
            block.mayHaveNops = true;
            removed = true;
          }
          before = instruction;
          blockBefore = block;
        }
        if (!block.fallsThrough() || (before != null && before.isJump())) {
          before = null;
        }
      }
    } while (removed);
  }

  /** LOAD_SMALL_INT is an instruction of 3.14. */
  private static boolean isLoad(Instruction instruction) {
    return instruction.opcode == Opcode.LOAD_CONST
        || instruction.opcode == Opcode.LOAD_SMALL_INT
        || (instruction.opcode == Opcode.COPY && instruction.arg == 1);
  }
}
