package dev.pycache.compiler.flowgraph;

import dev.pycache.bytecode.Opcode;
import org.jspecify.annotations.Nullable;

/**
 * Finds the handler of each instruction, which makes the SETUP and POP_BLOCK pseudo instructions
 * superfluous.
 */
final class HandlerLabels {
  private final BlockStack work;

  HandlerLabels(BlockStack work) {
    this.work = work;
  }

  /** {@code label_exception_targets} and {@code convert_exception_handlers_to_nops}. */
  void label(BasicBlock entry) {
    for (BasicBlock block = entry; block != null; block = block.next) {
      block.visited = false;
    }
    arrive(entry, null);
    BasicBlock block;
    while ((block = work.pop()) != null) {
      HandlerStack handlers = block.handlers;
      block.handlers = null;
      block.mayHaveNops |= block.protects || handlers != null;
      for (int i = 0; i < block.size(); i++) {
        handlers = label(block.get(i), handlers);
      }
      if (!block.noFallThrough) {
        arrive(block.following(), handlers);
      }
    }
  }

  /**
   * Labels one instruction, which becomes a NOP if it stands for nothing else; returns the handlers
   * in force after it.
   */
  private @Nullable HandlerStack label(Instruction instruction, @Nullable HandlerStack handlers) {
    if (instruction.isBlockPush()) {
      BasicBlock handler = BlockPasses.target(instruction);
      arrive(handler, handlers);
      if (instruction.opcode != Opcode.SETUP_FINALLY) {
        handler.preservesLasti = true;
      }
      instruction.opcode = Opcode.NOP;
      return new HandlerStack(handler, handlers);
    }
    if (instruction.opcode == Opcode.POP_BLOCK) {
      if (handlers == null) {
        throw new IllegalStateException("POP_BLOCK without a block");
      }
      instruction.opcode = Opcode.NOP;
      return handlers.outer();
    }
    instruction.handler = handlers == null ? null : handlers.handler();
    if (instruction.isJump()) {
      arrive(BlockPasses.target(instruction), handlers);
    }
    return handlers;
  }

  private void arrive(BasicBlock block, @Nullable HandlerStack handlers) {
    if (!block.visited) {
      block.visited = true;
      block.handlers = handlers;
      work.push(block);
    }
  }
}
