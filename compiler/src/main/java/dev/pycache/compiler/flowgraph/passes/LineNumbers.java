package dev.pycache.compiler.flowgraph.passes;

import dev.pycache.bytecode.Opcode;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.CodeUnit;
import dev.pycache.compiler.flowgraph.Instruction;
import dev.pycache.compiler.flowgraph.Traits;
import dev.pycache.compiler.rules.GraphRules;

/**
 * Sees to it that every instruction that leaves the unit has a line (PEP 626), and shares out the
 * lines there are.
 */
final class LineNumbers {
  /**
   * Line of a place that is none, which another place may take; not that of the next instruction.
   */
  private static final int NO_LINE = -1;

  /**
   * Whether blocks that check for signals are treated like exits ({@code
   * basicblock_has_eval_break}).
   */
  private final boolean givesChecksLines;

  LineNumbers(GraphRules rules) {
    this.givesChecksLines = rules.resolvesLinesFirst();
  }

  /** {@code resolve_line_numbers} of 3.12 and later. */
  void resolve(CodeUnit unit) {
    if (!mayLackLines(unit.entry)) {
      return;
    }
    duplicateExitsInOrder(unit);
    propagate(unit.entry);
    if (!givesChecksLines) {
      guaranteeForExits(unit.entry, unit.firstLine);
    }
  }

  /** So it is the first time, but not often the second time. */
  private static boolean mayLackLines(BasicBlock entry) {
    for (BasicBlock block = entry; block != null; block = block.next) {
      if (block.mayContain(Traits.LINELESS)) {
        return true;
      }
    }
    return false;
  }

  /** {@code duplicate_exits_without_lineno} of 3.12 and later, which follows the code. */
  private void duplicateExitsInOrder(CodeUnit unit) {
    for (BasicBlock block = unit.entry; block != null; block = block.next) {
      Instruction jump = block.lastJump();
      if (jump == null) {
        continue;
      }
      BasicBlock target = jump.requireTarget().skipEmpty();
      if (target.predecessors > 1 && wantsLine(target)) {
        duplicate(unit, jump, target).label = Math.max(target.label, 0);
      }
    }
    for (BasicBlock block = unit.entry; block != null; block = block.next) {
      BasicBlock next = block.next;
      if (next != null && !block.isEmpty() && block.fallsThrough() && wantsLine(next)) {
        next.get(0).span = block.last().span;
      }
    }
  }

  /**
   * Whether a block has no line although it leaves the unit ({@code is_exit_without_lineno}) or
   * checks for signals ({@code is_exit_or_eval_check_without_lineno}).
   */
  private boolean wantsLine(BasicBlock block) {
    // Most blocks have a line in their first instruction.
    return BlockPasses.hasNoLine(block)
        && (block.exitsScope() || (givesChecksLines && checksForSignals(block)));
  }

  /** {@code OPCODE_HAS_EVAL_BREAK}, of what there is before jumps have a direction. */
  private static boolean checksForSignals(BasicBlock block) {
    for (int i = 0; i < block.size(); i++) {
      switch (block.get(i).opcode) {
        case CALL, CALL_KW, CALL_FUNCTION_EX, JUMP, RESUME -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  /**
   * Gives each jump to an exit block without a line a copy of that block of its own, which can then
   * take the line of the jump ({@code duplicate_exits_without_lineno}).
   */
  static void duplicateExits(CodeUnit unit) {
    for (BasicBlock block = unit.lastMade(); block != null; block = block.madeBefore) {
      if (!block.isEmpty() && block.last().isJump()) {
        Instruction jump = block.last();
        BasicBlock target = jump.requireTarget();
        if (target.predecessors > 1 && BlockPasses.isExitWithoutLine(target)) {
          duplicate(unit, jump, target);
        }
      }
    }
    for (BasicBlock block = unit.lastMade(); block != null; block = block.madeBefore) {
      while (block.next != null && block.next.isEmpty()) {
        block.next = block.next.next;
      }
      // What is left is reached by falling through, hence from one block only.
      BasicBlock next = block.next;
      if (!block.noFallThrough
          && next != null
          && !block.isEmpty()
          && BlockPasses.isExitWithoutLine(next)) {
        next.get(0).span = block.last().span;
      }
    }
  }

  /** {@code compiler_copy_block}, and the copy's place behind the original. */
  private static BasicBlock duplicate(CodeUnit unit, Instruction jump, BasicBlock target) {
    BasicBlock copy = unit.newUnlabelledBlock();
    copy.addCopies(target);
    copy.nowContains(Traits.REWIRED);
    copy.exits = target.exits;
    copy.noFallThrough = true;
    copy.get(0).span = jump.span;
    jump.target = copy;
    target.predecessors--;
    copy.predecessors = 1;
    copy.next = target.next;
    target.next = copy;
    return copy;
  }

  /**
   * Instructions without a line take that of the one before, also over an edge that is the only one
   * ({@code propagate_line_numbers}).
   */
  static void propagate(BasicBlock entry) {
    for (BasicBlock block = entry; block != null; block = block.next) {
      if (block.isEmpty()) {
        continue;
      }
      Span last = block.last().span;
      if (block.mayContain(Traits.LINELESS)) {
        last = propagateWithin(block);
      }
      if (block.fallsThrough()) {
        inherit(block.following(), last);
      }
      Instruction jump = block.lastJump();
      if (jump != null) {
        inherit(jump.requireTarget(), last);
      }
    }
  }

  /** Returns what those behind the block inherit. */
  private static Span propagateWithin(BasicBlock block) {
    Span previous = Span.NONE;
    boolean resolved = block.get(0).span.line() != NO_LINE;
    Instruction[] all = block.array();
    for (int i = block.start(), end = block.end(); i < end; i++) {
      Instruction instruction = all[i];
      Span span = instruction.span;
      if (span == previous) {
        continue;
      }
      int line = span.line();
      if (line == NO_LINE) {
        instruction.span = previous;
      } else {
        previous = span;
        resolved &= line >= 0;
      }
    }
    if (resolved) {
      block.noLongerContains(Traits.LINELESS);
    }
    return previous;
  }

  private static void inherit(BasicBlock block, Span span) {
    if (block.predecessors == 1
        && block.mayContain(Traits.LINELESS)
        && !block.isEmpty()
        && block.get(0).span.line() == NO_LINE) {
      block.get(0).span = span;
    }
  }

  /**
   * A last resort: returns without a line take the line of the block before ({@code
   * guarantee_lineno_for_exits}).
   */
  static void guaranteeForExits(BasicBlock entry, int firstLine) {
    int line = firstLine;
    for (BasicBlock block = entry; block != null; block = block.next) {
      if (block.isEmpty()) {
        continue;
      }
      Instruction last = block.last();
      if (last.span.line() >= 0) {
        line = last.span.line();
      } else if (last.opcode == Opcode.RETURN_VALUE) {
        for (int i = 0; i < block.size(); i++) {
          Instruction instruction = block.get(i);
          instruction.span = BlockPasses.withLine(instruction.span, line);
        }
      }
    }
  }
}
