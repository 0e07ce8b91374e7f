package dev.pycache.compiler.flowgraph.peephole;

import dev.pycache.bytecode.Opcode;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.Instruction;
import dev.pycache.compiler.flowgraph.Traits;

/** Lets jumps to jumps lead on at once, in 3.13 and later. */
final class JumpThreading {
  private JumpThreading() {}

  /** Returns whether the jump at the end of a block has changed. */
  static boolean shorten(BasicBlock block, Instruction jump) {
    BasicBlock targetBlock = jump.requireTarget();
    Instruction target = targetBlock.get(0);
    if ((Traits.of(target.opcode) & Traits.JUMP) == 0) {
      return false;
    }
    return switch (jump.opcode) {
      case JUMP, JUMP_NO_INTERRUPT ->
          switch (target.opcode) {
            case JUMP -> thread(block, jump, target, Opcode.JUMP);
            case JUMP_NO_INTERRUPT -> thread(block, jump, target, jump.opcode);
            default -> false;
          };
      case JUMP_IF_FALSE, JUMP_IF_TRUE ->
          switch (target.opcode) {
            case JUMP -> thread(block, jump, target, jump.opcode);
            case JUMP_IF_FALSE, JUMP_IF_TRUE -> {
              if (target.opcode == jump.opcode) {
                yield thread(block, jump, target, jump.opcode);
              }
              jump.target = targetBlock.following(); // the test there is sure to fail
              yield true;
            }
            default -> false;
          };
      default -> target.opcode == Opcode.JUMP && thread(block, jump, target, jump.opcode);
    };
  }

  /**
   * Appends a jump to where the jump at the target leads, with that one's place, unless it leads to
   * the same block ({@code jump_thread}); a NOP stays for the line.
   */
  private static boolean thread(
      BasicBlock block, Instruction jump, Instruction target, Opcode opcode) {
    BasicBlock destination = target.requireTarget();
    if (jump.target == destination) {
      return false;
    }
    jump.clear();
    block.nowContains(Traits.NOP);
    block.appendOverOld(opcode, destination.label, destination, target.span);
    return true;
  }
}
