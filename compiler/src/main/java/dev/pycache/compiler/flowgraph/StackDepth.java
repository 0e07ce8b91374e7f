package dev.pycache.compiler.flowgraph;

import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.StackEffect;

/**
 * The greatest depth of the stack, and the depth on entry of each block ({@code stackdepth}).
 * Cycles are taken to leave the depth as it was.
 */
final class StackDepth {
  /** A block that was first reached with at least this depth is not looked at again. */
  private static final int DEEP_ENOUGH = 100;

  private final CodeUnit unit;
  private final StackEffect effects;
  private final BlockStack work;
  private int greatest;

  StackDepth(CodeUnit unit, StackEffect effects, BlockStack work) {
    this.unit = unit;
    this.effects = effects;
    this.work = work;
  }

  int compute() {
    boolean generator = (unit.flags & CellOffsets.ANY_GENERATOR) != 0;
    arrive(unit.entry, generator ? 1 : 0);
    BasicBlock block;
    while ((block = work.pop()) != null) {
      follow(block);
    }
    return greatest;
  }

  private void arrive(BasicBlock block, int depth) {
    if (block.startDepth < depth && block.startDepth < DEEP_ENOUGH) {
      block.startDepth = depth;
      work.push(block);
    }
  }

  private void follow(BasicBlock block) {
    int depth = block.startDepth;
    for (int i = 0; i < block.size(); i++) {
      Instruction instruction = block.get(i);
      Opcode opcode = instruction.opcode;
      int after = depth + effects.effect(opcode, instruction.arg);
      greatest = Math.max(greatest, after);
      BasicBlock target = instruction.target;
      if (target != null && (instruction.isJump() || instruction.isBlockPush())) {
        int atTarget = depth + effects.effectOfJump(opcode, instruction.arg);
        greatest = Math.max(greatest, atTarget);
        arrive(target, atTarget);
      }
      depth = after;
      if (opcode == Opcode.JUMP
          || opcode == Opcode.JUMP_NO_INTERRUPT
          || Instruction.leavesScope(opcode)) {
        return;
      }
    }
    if (block.next != null) {
      arrive(block.next, depth);
    }
  }
}
