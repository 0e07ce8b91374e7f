package dev.pycache.compiler.flowgraph.passes;

import dev.pycache.bytecode.Opcode;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.Instruction;
import dev.pycache.compiler.flowgraph.Traits;
import org.jspecify.annotations.Nullable;

/** The small passes over one block, or over the chain of blocks, that others are built of. */
final class BlockPasses {
  /** Largest block that is copied to the place of a jump to it ({@code MAX_COPY_SIZE}). */
  static final int MAX_COPY_SIZE = 4;

  private BlockPasses() {}

  /**
   * Marks how the block ends and leads its jump past empty blocks ({@code normalize_basic_block}).
   * The code generator begins a new block behind whatever ends one, so that only the last
   * instruction is of interest.
   */
  static void normalize(BasicBlock block) {
    if (block.isEmpty()) {
      return;
    }
    Instruction last = block.last();
    switch (last.opcode) {
      case RETURN_VALUE, RAISE_VARARGS, RERAISE -> {
        block.exits = true;
        block.noFallThrough = true;
      }
      case JUMP, JUMP_NO_INTERRUPT -> {
        block.noFallThrough = true;
        last.target = last.requireTarget().skipEmpty();
      }
      case POP_JUMP_IF_NOT_NONE,
          POP_JUMP_IF_NONE,
          POP_JUMP_IF_FALSE,
          POP_JUMP_IF_TRUE,
          JUMP_IF_FALSE_OR_POP,
          JUMP_IF_TRUE_OR_POP,
          FOR_ITER ->
          last.target = last.requireTarget().skipEmpty();
      default -> {}
    }
  }

  /**
   * Replaces a jump to a short exit block without a line by the contents of that block ({@code
   * extend_block}).
   */
  static void extend(BasicBlock block) {
    if (block.isEmpty() || !block.mayContain(Traits.UNCONDITIONAL)) {
      return;
    }
    Instruction last = block.last();
    if (last.opcode != Opcode.JUMP) {
      return;
    }
    BasicBlock target = last.requireTarget();
    if (!target.exits || target.size() > MAX_COPY_SIZE || hasLine(target)) {
      return;
    }
    last.opcode = Opcode.NOP;
    block.nowContains(Traits.NOP);
    block.addCopies(target);
    block.exits = true;
  }

  /** {@code basicblock_has_lineno}. */
  private static boolean hasLine(BasicBlock block) {
    for (int i = 0; i < block.size(); i++) {
      if (block.get(i).span.line() > 0) {
        return true;
      }
    }
    return false;
  }

  /** Removes the NOPs that no line needs ({@code clean_basic_block} of 3.11). */
  static void clean(BasicBlock block) {
    if (block.mayContain(Traits.NOP)) {
      removeNops(block, false);
    }
  }

  /**
   * Removes the NOPs that no line needs, from all blocks ({@code remove_redundant_nops}).
   *
   * @return whether there were any
   */
  static boolean removeNops(BasicBlock entry) {
    boolean removed = false;
    for (BasicBlock block = entry; block != null; block = block.next) {
      removed |= removeNopsOf(block);
    }
    return removed;
  }

  /** {@code basicblock_remove_redundant_nops}. */
  static boolean removeNopsOf(BasicBlock block) {
    return block.mayContain(Traits.NOP) && removeNops(block, true);
  }

  /**
   * @param looksPastNops whether NOPs without a line at the beginning of the next block do not
   *     count
   * @return whether there were any that could go
   */
  private static boolean removeNops(BasicBlock block, boolean looksPastNops) {
    int size = block.size();
    int kept = 0;
    int nops = 0;
    for (int i = 0; i < size; i++) {
      Instruction instruction = block.get(i);
      if (instruction.opcode == Opcode.NOP) {
        int previousLine = kept == 0 ? -1 : block.get(kept - 1).span.line();
        if (isRedundant(block, i, instruction.span.line(), previousLine, looksPastNops)) {
          continue;
        }
        nops++;
      }
      if (kept != i) {
        block.set(kept, instruction);
      }
      kept++;
    }
    block.truncate(kept);
    if (nops == 0) {
      block.noLongerContains(Traits.NOP);
    }
    return kept != size;
  }

  /**
   * Whether the NOP at {@code index} can go; the line of one that goes may pass to its successor.
   */
  private static boolean isRedundant(
      BasicBlock block, int index, int line, int previousLine, boolean looksPastNops) {
    if (line < 0 || line == previousLine) {
      return true;
    }
    if (index < block.size() - 1) {
      Instruction following = block.get(index + 1);
      int nextLine = following.span.line();
      if (nextLine == line) {
        return true;
      }
      if (nextLine < 0) {
        following.span = block.get(index).span;
        return true;
      }
      return false;
    }
    BasicBlock next = BasicBlock.firstNonEmpty(block.next);
    return next != null && firstLine(next, looksPastNops) == line;
  }

  private static int firstLine(BasicBlock block, boolean looksPastNops) {
    int i = 0;
    if (looksPastNops) {
      while (block.get(i).opcode == Opcode.NOP && block.get(i).span.line() < 0) {
        if (++i == block.size()) {
          return -1;
        }
      }
    }
    return block.get(i).span.line();
  }

  /**
   * Makes a NOP of each jump to where control goes anyway ({@code remove_redundant_jumps}).
   *
   * @return whether there were any
   */
  static boolean removeJumps(BasicBlock entry) {
    boolean removed = false;
    for (BasicBlock block = entry; block != null; block = block.next) {
      if (block.isEmpty() || !Instruction.isUnconditionalJump(block.last().opcode)) {
        continue;
      }
      Instruction jump = block.last();
      if (BasicBlock.firstNonEmpty(jump.target) == BasicBlock.firstNonEmpty(block.next)) {
        jump.clear();
        block.nowContains(Traits.NOP);
        removed = true;
      }
    }
    return removed;
  }

  /** {@code remove_redundant_nops_and_jumps}. */
  static void removeNopsAndJumps(BasicBlock entry) {
    boolean removed;
    do {
      removed = removeNops(entry);
      removed |= removeJumps(entry);
    } while (removed);
  }

  /**
   * Whether no instruction of a block has a line ({@code basicblock_has_no_lineno}); so it is in
   * one without instructions.
   */
  static boolean hasNoLine(BasicBlock block) {
    if (!block.isEmpty() && !block.mayContain(Traits.LINELESS)) {
      return false;
    }
    for (int i = 0; i < block.size(); i++) {
      if (block.get(i).span.line() >= 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Takes empty blocks out of the chain and out of the jumps ({@code
   * eliminate_empty_basic_blocks}).
   */
  static void eliminateEmpty(BasicBlock entry) {
    for (BasicBlock block = entry; block != null; block = block.next) {
      BasicBlock next = block.next;
      if (next != null) {
        while (next.isEmpty() && next.next != null) {
          next = next.next;
        }
        block.next = next;
      }
    }
    for (BasicBlock block = entry; block != null; block = block.next) {
      if (block.protects()) {
        for (int i = 0, n = block.size(); i < n; i++) {
          leadPastEmpty(block.get(i));
        }
      } else if (!block.isEmpty()) {
        leadPastEmpty(block.last());
      }
    }
  }

  private static void leadPastEmpty(Instruction instruction) {
    BasicBlock target = instruction.target;
    if (target != null && target.isEmpty() && instruction.isEdge()) {
      target = target.skipEmpty();
      instruction.target = target;
      if (target.label != BasicBlock.NO_LABEL) {
        instruction.arg = target.label;
      }
    }
  }

  /**
   * Whether the block leaves the unit and has no line of its own ({@code is_exit_without_lineno}).
   */
  static boolean isExitWithoutLine(@Nullable BasicBlock block) {
    return block != null && block.exits && hasNoLine(block);
  }

  /**
   * A span with another line and the rest as it was: all that {@code guarantee_lineno_for_exits}
   * sets.
   */
  static Span withLine(Span span, int line) {
    return new Span(line, span.column(), span.endLine(), span.endColumn());
  }
}
