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
    Instruction[] all = block.array();
    for (int i = block.start(), end = block.end(); i < end; i++) {
      Instruction instruction = all[i];
      if (instruction.target != null) {
        deepest = Math.max(deepest, followEdge(instruction, depth));
      }
      depth += effects.effect(instruction.opcode, instruction.arg);
      if (depth > deepest) {
        deepest = depth;
      }
    }
    greatest = deepest;
    if (block.next != null && block.fallsThrough()) {
      arrive(block.next, depth);
    }
  }

  /** Arrives where an instruction leads to; returns the depth there, or before the instruction. */
  private int followEdge(Instruction instruction, int depth) {
    Opcode opcode = instruction.opcode;
    if (!instruction.isEdge() || opcode == Opcode.END_ASYNC_FOR) {
      return depth;
    }
    int atTarget = depth + effects.effectOfJump(opcode, instruction.arg);
    arrive(instruction.requireTarget(), atTarget);
    return atTarget;
  }
}
