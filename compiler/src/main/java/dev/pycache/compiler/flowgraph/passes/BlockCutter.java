package dev.pycache.compiler.flowgraph.passes;

import dev.pycache.bytecode.Opcode;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.CodeUnit;
import dev.pycache.compiler.flowgraph.Instruction;
import dev.pycache.compiler.flowgraph.Traits;
import dev.pycache.compiler.rules.GraphRules;

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
      if (block.mayContain(Traits.JUMP | Traits.SETUP)) {
        resolveTargets(block);
      }
      if (block.mayContain(Traits.PLACEHOLDER)) {
        replacePlaceholder(unit, block);
      }
    }
    BasicBlock next = unit.entry.next;
    BasicBlock last = splitBehindTerminators(unit, unit.entry, 0);
    for (BasicBlock block = next; block != null; block = next) {
      next = block.next;
      if (block.isEmpty()) {
        continue;
      }
      if (block.label != BasicBlock.NO_LABEL || last.isEmpty() || last.last().endsBlock()) {
        last.next = block;
        last = splitBehindTerminators(unit, block, 0);
      } else {
        int size = last.size();
        last.addAll(block);
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

  private void resolveTargets(BasicBlock block) {
    // Most blocks have a target in their last instruction only.
    boolean atEnd = !block.mayContain(Traits.SETUP | Traits.GOES_ON);
    for (int i = atEnd ? block.size() - 1 : 0; i < block.size(); i++) {
      Instruction instruction = block.get(i);
      if (instruction.target != null) {
        BasicBlock target = instruction.target.skipEmpty();
        instruction.target = target;
        if (atTargetsOnly) {
          target.label = target.number;
        }
        instruction.arg = target.label;
      }
    }
  }

  /** Puts the annotations in the place of their placeholder; they do not jump. */
  private static void replacePlaceholder(CodeUnit unit, BasicBlock block) {
    int index = 0;
    while (block.get(index).opcode != Opcode.ANNOTATIONS_PLACEHOLDER) {
      index++;
    }
    var behind = new Instruction[block.size() - index - 1];
    for (int i = 0; i < behind.length; i++) {
      behind[i] = block.get(index + 1 + i);
    }
    block.cut(index);
    if (unit.annotations != null) {
      block.addAll(unit.annotations);
    }
    for (Instruction instruction : behind) {
      block.add(instruction);
    }
  }

  /**
   * Moves what follows an instruction that ends a block into a block of its own; the code generator
   * has done so already for most.
   *
   * @param from where to begin to look
   * @return the last of the blocks, not yet linked to what comes behind
   */
  private static BasicBlock splitBehindTerminators(CodeUnit unit, BasicBlock first, int from) {
    if (!first.mayContain(Traits.GOES_ON)) {
      return first;
    }
    BasicBlock block = first;
    int i = from;
    while (i < block.size() - 1) {
      if (!block.get(i++).endsBlock()) {
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
    block.cut(from);
    return rest;
  }
}
