package dev.pycache.compiler.flowgraph.passes;

import dev.pycache.bytecode.Opcode;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.BlockStack;
import dev.pycache.compiler.flowgraph.HandlerStack;
import dev.pycache.compiler.flowgraph.Instruction;
import dev.pycache.compiler.flowgraph.Traits;
import dev.pycache.compiler.rules.GraphRules;
import org.jspecify.annotations.Nullable;

/**
 * Finds the handler of each instruction, which makes the SETUP and POP_BLOCK pseudo instructions
 * superfluous; where this is the first of all passes, the SETUPs stay, as they are edges of the
 * graph.
 */
final class HandlerLabels {
  /** RESUME at the beginning of a unit, not behind a YIELD_VALUE ({@code RESUME_AT_FUNC_START}). */
  private static final int AT_START = 0;

  /** {@code RESUME_OPARG_DEPTH1_MASK}. */
  private static final int IN_ONE_HANDLER = 4;

  private final BlockStack work;
  private final boolean keepsSetups;
  private final boolean keepsPops;
  private final boolean yieldTellsDepth;

  /** Handlers in force at the YIELD_VALUE before, in the same block. */
  private int yieldDepth;

  HandlerLabels(GraphRules rules, BlockStack work) {
    this.work = work;
    this.keepsSetups = rules.cutsSequence();
    this.yieldTellsDepth = rules.yieldTellsDepth();
    this.keepsPops = yieldTellsDepth;
  }

  /**
   * {@code label_exception_targets}, and in 3.11 {@code convert_exception_handlers_to_nops}; {@code
   * mark_except_handlers} before.
   */
  void label(BasicBlock entry) {
    for (BasicBlock block = entry; block != null; block = block.next) {
      block.visited = false;
      if (keepsSetups && block.protects()) {
        markHandlers(block);
      }
    }
    arrive(entry, null);
    BasicBlock block;
    while ((block = work.pop()) != null) {
      HandlerStack handlers = block.handlers;
      block.handlers = null;
      if (block.mayContain(Traits.KNOWS_HANDLERS)) {
        handlers = labelOneByOne(block, handlers);
      } else if (handlers != null) {
        labelAll(block, handlers.handler());
      }
      Instruction jump = block.lastJump();
      if (jump != null) {
        arrive(jump.requireTarget(), handlers);
      }
      if (keepsSetups ? block.fallsThrough() : !block.noFallThrough) {
        arrive(block.following(), handlers);
      }
    }
  }

  private static void markHandlers(BasicBlock block) {
    for (int i = 0; i < block.size(); i++) {
      if (block.get(i).isBlockPush()) {
        block.get(i).requireTarget().isHandler = true;
      }
    }
  }

  /** Labels a block in which the handlers stay the same. */
  private static void labelAll(BasicBlock block, BasicBlock handler) {
    for (int i = 0, n = block.size(); i < n; i++) {
      block.get(i).handler = handler;
    }
  }

  /** Labels any block; returns the handlers in force at its end. */
  private @Nullable HandlerStack labelOneByOne(BasicBlock block, @Nullable HandlerStack entered) {
    HandlerStack handlers = entered;
    yieldDepth = 0;
    for (int i = 0, n = block.size(); i < n; i++) {
      Instruction instruction = block.get(i);
      if ((Traits.of(instruction.opcode) & Traits.KNOWS_HANDLERS) != 0) {
        handlers = label(block, instruction, handlers);
      } else if (handlers != null) {
        instruction.handler = handlers.handler();
      }
    }
    return handlers;
  }

  /**
   * Labels one instruction, which becomes a NOP if it stands for nothing else; returns the handlers
   * in force after it.
   */
  private @Nullable HandlerStack label(
      BasicBlock block, Instruction instruction, @Nullable HandlerStack handlers) {
    if (instruction.isBlockPush()) {
      BasicBlock handler = instruction.requireTarget();
      arrive(handler, handlers);
      if (instruction.opcode != Opcode.SETUP_FINALLY) {
        handler.preservesLasti = true;
      }
      if (!keepsSetups) {
        instruction.opcode = Opcode.NOP;
        block.nowContains(Traits.NOP);
      }
      return new HandlerStack(handler, handlers);
    }
    if (instruction.opcode == Opcode.POP_BLOCK) {
      if (handlers == null) {
        throw new IllegalStateException("POP_BLOCK without a block");
      }
      if (!keepsPops) {
        instruction.opcode = Opcode.NOP;
        block.nowContains(Traits.NOP);
      }
      return handlers.outer();
    }
    instruction.handler = handlers == null ? null : handlers.handler();
    if (keepsSetups) {
      tellDepth(instruction, HandlerStack.depthOf(handlers));
    }
    return handlers;
  }

  private void tellDepth(Instruction instruction, int depth) {
    if (instruction.opcode == Opcode.YIELD_VALUE) {
      yieldDepth = depth;
      if (yieldTellsDepth) {
        instruction.arg = depth;
      }
    } else if (instruction.opcode == Opcode.RESUME
        && !yieldTellsDepth
        && instruction.arg != AT_START) {
      if (yieldDepth == 1) {
        instruction.arg |= IN_ONE_HANDLER;
      }
      yieldDepth = 0;
    }
  }

  private void arrive(BasicBlock block, @Nullable HandlerStack handlers) {
    if (!block.visited) {
      block.visited = true;
      block.handlers = handlers;
      work.push(block);
    }
  }
}
