package dev.pycache.compiler.flowgraph.passes;

import dev.pycache.bytecode.Opcode;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.CodeUnit;
import dev.pycache.compiler.flowgraph.Instruction;
import dev.pycache.compiler.rules.GraphRules;
import org.jspecify.annotations.Nullable;

/**
 * Makes the blocks of the flow graph of those that the code generator has filled: lays them out as
 * one sequence and cuts it where an instruction ends a block and where something jumps to ({@code
 * instr_sequence_to_cfg}, {@code _PyCfg_FromInstructionSequence}). What an instruction jumps to has
 * instructions afterwards, and no block is empty.
 */
final class BlockCutter {
  private final boolean atTargetsOnly;

  BlockCutter(GraphRules rules) {
    this.atTargetsOnly = rules.beginsBlocksAtTargetsOnly();
  }

  void cut(CodeUnit unit) {
    if (!atTargetsOnly) {
      labelAll(unit.entry);
    }
    for (BasicBlock block = unit.entry; block != null; block = block.next) {
      resolveTargets(unit, block);
    }
    BasicBlock next = unit.entry.next;
    BasicBlock last = splitBehindTerminators(unit, unit.entry, 0);
    for (BasicBlock block = next; block != null; block = next) {
      next = block.next;
      if (block.isEmpty()) {
        continue;
      }
      if (block.label != BasicBlock.NO_LABEL || last.isEmpty() || endsBlock(last.last())) {
        last.next = block;
        last = splitBehindTerminators(unit, block, 0);
      } else {
        int size = last.size();
        append(last, block);
        last = splitBehindTerminators(unit, last, size);
      }
    }
    last.next = null;
  }

  /** Of several labels at one place the one made last counts. */
  private static void labelAll(BasicBlock entry) {
    int label = BasicBlock.NO_LABEL;
    for (BasicBlock block = entry; block != null; block = block.next) {
      label = Math.max(label, block.number);
      if (!block.isEmpty()) {
        block.label = label;
        label = BasicBlock.NO_LABEL;
      }
    }
  }

  private void resolveTargets(CodeUnit unit, BasicBlock block) {
    for (int i = 0; i < block.size(); i++) {
      Instruction instruction = block.get(i);
      if (instruction.target != null) {
        BasicBlock target = instruction.target.skipEmpty();
        instruction.target = target;
        if (atTargetsOnly) {
          target.label = target.number;
        }
        instruction.arg = target.label;
      } else if (instruction.opcode == Opcode.ANNOTATIONS_PLACEHOLDER) {
        replace(block, i, unit.annotations);
        i--;
      }
    }
  }

  private static void replace(BasicBlock block, int index, @Nullable BasicBlock replacement) {
    var behind = new Instruction[block.size() - index - 1];
    for (int i = 0; i < behind.length; i++) {
      behind[i] = block.get(index + 1 + i);
    }
    block.cut(index);
    if (replacement != null) {
      append(block, replacement);
    }
    for (Instruction instruction : behind) {
      block.add(instruction);
    }
  }

  private static void append(BasicBlock block, BasicBlock more) {
    for (int i = 0; i < more.size(); i++) {
      block.add(more.get(i));
    }
    block.protects |= more.protects;
  }

  /**
   * Moves what follows an instruction that ends a block into a block of its own; the code generator
   * has done so already for most.
   *
   * @param from where to begin to look
   * @return the last of the blocks, not yet linked to what comes behind
   */
  private static BasicBlock splitBehindTerminators(CodeUnit unit, BasicBlock first, int from) {
    BasicBlock block = first;
    int i = from;
    while (i < block.size() - 1) {
      if (!endsBlock(block.get(i++))) {
        continue;
      }
      BasicBlock rest = cutOff(unit, block, i);
      block.next = rest;
      block = rest;
      i = 0;
    }
    return block;
  }

  /**
   * A new block of the instructions from number {@code from} on, which are no longer in the old.
   */
  private static BasicBlock cutOff(CodeUnit unit, BasicBlock block, int from) {
    BasicBlock rest = unit.newUnlabelledBlock();
    for (int i = from; i < block.size(); i++) {
      rest.add(block.get(i));
    }
    rest.protects = block.protects;
    block.cut(from);
    return rest;
  }

  /** {@code IS_TERMINATOR_OPCODE}. */
  private static boolean endsBlock(Instruction instruction) {
    return instruction.isJump() || Instruction.leavesScope(instruction.opcode);
  }
}
