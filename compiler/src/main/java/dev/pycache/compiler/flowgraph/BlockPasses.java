package dev.pycache.compiler.flowgraph;

import dev.pycache.bytecode.Opcode;
import dev.pycache.compiler.ast.Span;
import org.jspecify.annotations.Nullable;

/** The small passes over one block, or over the chain of blocks, that others are built of. */
final class BlockPasses {
  /** Largest block that is copied to the place of a jump to it ({@code MAX_COPY_SIZE}). */
  private static final int MAX_COPY_SIZE = 4;

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
        last.target = target(last).skipEmpty();
      }
      case POP_JUMP_IF_NOT_NONE,
          POP_JUMP_IF_NONE,
          POP_JUMP_IF_FALSE,
          POP_JUMP_IF_TRUE,
          JUMP_IF_FALSE_OR_POP,
          JUMP_IF_TRUE_OR_POP,
          FOR_ITER ->
          last.target = target(last).skipEmpty();
      default -> {}
    }
  }

  /** The target of a jump or SETUP instruction, which has one. */
  static BasicBlock target(Instruction jump) {
    BasicBlock target = jump.target;
    if (target == null) {
      throw new IllegalStateException(jump.opcode + " without a target");
    }
    return target;
  }

  /**
   * Replaces a jump to a short exit block without a line by the contents of that block ({@code
   * extend_block}).
   */
  static void extend(BasicBlock block) {
    if (block.isEmpty()) {
      return;
    }
    Instruction last = block.last();
    if (last.opcode != Opcode.JUMP) {
      return;
    }
    BasicBlock target = target(last);
    if (!target.exits || target.size() > MAX_COPY_SIZE || hasLine(target)) {
      return;
    }
    last.opcode = Opcode.NOP;
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

  /** Removes the NOPs that no line needs ({@code clean_basic_block}). */
  static void clean(BasicBlock block) {
    if (!block.mayHaveNops) {
      return;
    }
    int size = block.size();
    int kept = 0;
    boolean nops = false;
    for (int i = 0; i < size; i++) {
      Instruction instruction = block.get(i);
      if (instruction.opcode == Opcode.NOP) {
        int previousLine = kept == 0 ? -1 : block.get(kept - 1).span.line();
        if (isRedundant(block, i, instruction.span.line(), previousLine)) {
          continue;
        }
        nops = true;
      }
      if (kept != i) {
        block.set(kept, instruction);
      }
      kept++;
    }
    block.truncate(kept);
    block.mayHaveNops = nops;
  }

  /**
   * Whether the NOP at {@code index} can go; the line of one that goes may pass to its successor.
   */
  private static boolean isRedundant(BasicBlock block, int index, int line, int previousLine) {
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
    BasicBlock next = block.next;
    while (next != null && next.isEmpty()) {
      next = next.next;
    }
    return next != null && next.get(0).span.line() == line;
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
      if (!block.isEmpty() && block.last().isJump()) {
        Instruction jump = block.last();
        jump.target = target(jump).skipEmpty();
      }
    }
  }

  /**
   * Whether the block leaves the unit and has no line of its own ({@code is_exit_without_lineno}).
   */
  static boolean isExitWithoutLine(@Nullable BasicBlock block) {
    if (block == null || !block.exits) {
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
   * A span with another line and the rest as it was: all that {@code guarantee_lineno_for_exits}
   * sets.
   */
  static Span withLine(Span span, int line) {
    return new Span(line, span.column(), span.endLine(), span.endColumn());
  }
}
