package dev.pycache.compiler.flowgraph.passes;

import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.StackEffect;
import dev.pycache.bytecode.Target;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.BlockStack;
import dev.pycache.compiler.flowgraph.CodeUnit;
import dev.pycache.compiler.flowgraph.Instruction;
import dev.pycache.compiler.rules.GraphRules;

/**
 * The greatest depth of the stack, and the depth on entry of each block ({@code stackdepth}).
 * Cycles are taken to leave the depth as it was.
 */
final class StackDepth {
  /** A block that was first reached with at least this depth is not looked at again. */
  private static final int DEEP_ENOUGH = 100;

  private final StackEffect effects;
  private final boolean generatorsBeginWithValue;
  private final BlockStack work;
  private int greatest;

  StackDepth(Target target, BlockStack work) {
    this.effects = StackEffect.of(target);
    this.generatorsBeginWithValue = new GraphRules(target).generatorsBeginWithValue();
    this.work = work;
  }

  int compute(CodeUnit unit) {
    greatest = 0;
    boolean generator = (unit.flags & CellOffsets.ANY_GENERATOR) != 0;
    arrive(unit.entry, generator && generatorsBeginWithValue ? 1 : 0);
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
    StackEffect effects = this.effects;
    for (int i = 0, size = block.size(); i < size; i++) {
      Instruction instruction = block.get(i);
      Opcode opcode = instruction.opcode;
      int after = depth + effects.effect(opcode, instruction.arg);
      BasicBlock target = instruction.target;
      if (target != null && instruction.isEdge() && opcode != Opcode.END_ASYNC_FOR) {
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
    if (block.next != null && block.fallsThrough()) {
      arrive(block.next, depth);
    }
  }
}
