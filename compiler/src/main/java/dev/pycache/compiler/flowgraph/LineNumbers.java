package dev.pycache.compiler.flowgraph;

import dev.pycache.bytecode.Opcode;
import dev.pycache.compiler.ast.Span;

/**
 * Sees to it that every instruction that leaves the unit has a line (PEP 626), and shares out the
 * lines there are.
 */
final class LineNumbers {
  private LineNumbers() {}

  /**
   * Gives each jump to an exit block without a line a copy of that block of its own, which can then
   * take the line of the jump ({@code duplicate_exits_without_lineno}).
   */
  static void duplicateExits(CodeUnit unit) {
    for (BasicBlock block = unit.lastMade(); block != null; block = block.madeBefore) {
      if (!block.isEmpty() && block.last().isJump()) {
        Instruction jump = block.last();
        BasicBlock target = BlockPasses.target(jump);
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
  private static void duplicate(CodeUnit unit, Instruction jump, BasicBlock target) {
    BasicBlock copy = unit.newBlock();
    copy.addCopies(target);
    copy.exits = target.exits;
    copy.noFallThrough = true;
    copy.get(0).span = jump.span;
    jump.target = copy;
    target.predecessors--;
    copy.predecessors = 1;
    copy.next = target.next;
    target.next = copy;
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
      Span previous = Span.NONE;
      for (int i = 0; i < block.size(); i++) {
        Instruction instruction = block.get(i);
        if (instruction.span.line() < 0) {
          instruction.span = previous;
        } else {
          previous = instruction.span;
        }
      }
      if (!block.noFallThrough) {
        inherit(block.following(), previous);
      }
      Instruction last = block.last();
      if (last.isJump()) {
        inherit(BlockPasses.target(last), previous);
      }
    }
  }

  private static void inherit(BasicBlock block, Span span) {
    if (block.predecessors == 1 && block.get(0).span.line() < 0) {
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
