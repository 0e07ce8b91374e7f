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
    int deepest = greatest;
    for (int i = 0, size = block.size(); i < size; i++) {
      Instruction instruction = block.get(i);
      Opcode opcode = instruction.opcode;
      int after = depth + effects.effect(opcode, instruction.arg);
      BasicBlock target = instruction.target;
      if (target != null && (instruction.isJump() || instruction.isBlockPush())) {
        int atTarget = depth + effects.effectOfJump(opcode, instruction.arg);
        deepest = Math.max(deepest, atTarget);
        arrive(target, atTarget);
      }
      if (after > deepest) {
        deepest = after;
      }
      depth = after;
    }
    greatest = deepest;
    if (block.next != null && !endsFlow(block)) {
      arrive(block.next, depth);
    }
  }

  /** Whether control never goes on behind the last instruction. */
  private static boolean endsFlow(BasicBlock block) {
    if (block.isEmpty()) {
      return false;
    }
    Opcode last = block.last().opcode;
    return last == Opcode.JUMP || last == Opcode.JUMP_NO_INTERRUPT || Instruction.leavesScope(last);
  }
}
