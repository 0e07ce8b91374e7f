package dev.pycache.compiler.flowgraph.passes;

import dev.pycache.bytecode.Opcode;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.CodeUnit;
import dev.pycache.compiler.flowgraph.Instruction;
import dev.pycache.compiler.flowgraph.Traits;
import dev.pycache.compiler.rules.GraphRules;

/**
 * Sees to it that conditional jumps lead forward only: one that leads back becomes its opposite, in
 * front of an unconditional jump back. In 3.14 a NOT_TAKEN marks where the jump does not lead
 * ({@code normalize_jumps}).
 */
final class BranchMarks {
  private final boolean marksBranches;

  BranchMarks(GraphRules rules) {
    this.marksBranches = rules.marksBranches();
  }

  void normalize(CodeUnit unit) {
    for (BasicBlock block = unit.entry; block != null; block = block.next) {
      block.visited = false;
    }
    for (BasicBlock block = unit.entry; block != null; block = block.next) {
      block.visited = true;
      if (!block.isEmpty()) {
        Instruction last = block.last();
        if ((Traits.of(last.opcode) & Traits.CONDITIONAL) != 0) {
          normalize(unit, block, last);
        }
      }
    }
  }

  /** {@code normalize_jumps_in_block}. */
  private void normalize(CodeUnit unit, BasicBlock block, Instruction jump) {
    BasicBlock target = jump.requireTarget();
    if (!target.visited) {
      if (marksBranches) {
        block.appendOverOld(Opcode.NOT_TAKEN, 0, null, jump.span);
      }
      return;
    }
    BasicBlock back = unit.newUnlabelledBlock();
    if (marksBranches) {
      back.append(Opcode.NOT_TAKEN, 0, null, jump.span);
    }
    back.append(Opcode.JUMP, target.label, target, jump.span);
    back.startDepth = target.startDepth;
    back.cold = block.cold;
    BasicBlock next = block.following();
    jump.opcode = opposite(jump.opcode);
    jump.target = next;
    back.next = next;
    block.next = back;
  }

  /** The opposite of a conditional jump. */
  private static Opcode opposite(Opcode jump) {
    return switch (jump) {
      case POP_JUMP_IF_FALSE -> Opcode.POP_JUMP_IF_TRUE;
      case POP_JUMP_IF_TRUE -> Opcode.POP_JUMP_IF_FALSE;
      case POP_JUMP_IF_NONE -> Opcode.POP_JUMP_IF_NOT_NONE;
      case POP_JUMP_IF_NOT_NONE -> Opcode.POP_JUMP_IF_NONE;
      default -> throw new IllegalStateException(jump + " is no conditional jump");
    };
  }
}
