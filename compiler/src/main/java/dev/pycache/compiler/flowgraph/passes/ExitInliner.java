package dev.pycache.compiler.flowgraph.passes;

import dev.pycache.bytecode.Opcode;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.Instruction;
import dev.pycache.compiler.flowgraph.Traits;
import org.jspecify.annotations.Nullable;

/** Copies what a jump leads to into its place, where that is short or has no line of its own. */
final class ExitInliner {
  private ExitInliner() {}

  /** Once for each block ({@code inline_small_exit_blocks} of 3.12). */
  static void inlineSmallExits(BasicBlock entry) {
    for (BasicBlock block = entry; block != null; block = block.next) {
      BasicBlock target = jumpTarget(block);
      if (target != null && isSmallExit(target)) {
        block.last().clear();
        block.nowContains(Traits.NOP);
        block.addCopies(target);
      }
    }
  }

  /**
   * Until there is nothing more to copy, and also what has no line ({@code
   * inline_small_or_no_lineno_blocks} of 3.13).
   */
  static void inlineSmallOrLineless(BasicBlock entry) {
    boolean changed;
    do {
      changed = false;
      for (BasicBlock block = entry; block != null; block = block.next) {
        changed |= extend(block);
      }
    } while (changed);
  }

  /** {@code basicblock_inline_small_or_no_lineno_blocks}. */
  private static boolean extend(BasicBlock block) {
    BasicBlock target = jumpTarget(block);
    if (target == null) {
      return false;
    }
    boolean lineless = BlockPasses.hasNoLine(target) && !target.fallsThrough();
    if (!lineless && !isSmallExit(target)) {
      return false;
    }
    Opcode removed = block.last().opcode;
    block.last().clear();
    block.nowContains(Traits.NOP);
    block.addCopies(target);
    if (lineless
        && removed == Opcode.JUMP
        && Instruction.isUnconditionalJump(block.last().opcode)) {
      block.last().opcode = Opcode.JUMP; // the check for signals is not to get lost
    }
    return true;
  }

  private static boolean isSmallExit(BasicBlock block) {
    return block.exitsScope() && block.size() <= BlockPasses.MAX_COPY_SIZE;
  }

  /** Where a block goes that ends with an unconditional jump; null for others. */
  private static @Nullable BasicBlock jumpTarget(BasicBlock block) {
    return !block.isEmpty() && Instruction.isUnconditionalJump(block.last().opcode)
        ? block.last().target
        : null;
  }
}
