package dev.pycache.compiler.flowgraph.passes;

import dev.pycache.bytecode.Opcode;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.Instruction;
import dev.pycache.compiler.flowgraph.Traits;
import dev.pycache.compiler.rules.GraphRules;

/** Replaces the pseudo instructions that have served their purpose. */
final class PseudoInstructions {
  /** Whether closures are loaded as locals, and cleaning goes on as long as it finds anything. */
  private final boolean toFixedPoint;

  PseudoInstructions(GraphRules rules) {
    this.toFixedPoint = rules.resolvesLinesFirst();
  }

  /**
   * A jump that leaves its value becomes one that takes the truth of a copy ({@code
   * convert_pseudo_conditional_jumps}); only 3.14 has such jumps.
   */
  static void expandJumps(BasicBlock entry) {
    for (BasicBlock block = entry; block != null; block = block.next) {
      Instruction jump = block.lastJump();
      if (jump == null
          || (jump.opcode != Opcode.JUMP_IF_FALSE && jump.opcode != Opcode.JUMP_IF_TRUE)) {
        continue;
      }
      jump.opcode =
          jump.opcode == Opcode.JUMP_IF_FALSE ? Opcode.POP_JUMP_IF_FALSE : Opcode.POP_JUMP_IF_TRUE;
      var copy = new Instruction(Opcode.COPY, 1, null, jump.span);
      var toBool = new Instruction(Opcode.TO_BOOL, 0, null, jump.span);
      copy.handler = jump.handler;
      toBool.handler = jump.handler;
      block.insert(block.size() - 1, copy);
      block.insert(block.size() - 1, toBool);
    }
  }

  /** {@code convert_pseudo_ops}. */
  void replace(BasicBlock entry) {
    for (BasicBlock block = entry; block != null; block = block.next) {
      if (block.mayContain(Traits.PSEUDO)) {
        replaceWithin(block);
      }
    }
    if (toFixedPoint) {
      BlockPasses.removeNopsAndJumps(entry);
    } else {
      BlockPasses.removeNops(entry);
    }
  }

  private void replaceWithin(BasicBlock block) {
    for (int i = 0, n = block.size(); i < n; i++) {
      Instruction instruction = block.get(i);
      if ((Traits.of(instruction.opcode) & Traits.PSEUDO) == 0) {
        continue;
      }
      switch (instruction.opcode) {
        case STORE_FAST_MAYBE_NULL -> instruction.opcode = Opcode.STORE_FAST;
        case LOAD_CLOSURE -> {
          if (toFixedPoint) {
            instruction.opcode = Opcode.LOAD_FAST;
            block.nowContains(Traits.LOAD_FAST);
          }
        }
        default -> {
          instruction.clear();
          block.nowContains(Traits.NOP);
        }
      }
    }
  }
}
