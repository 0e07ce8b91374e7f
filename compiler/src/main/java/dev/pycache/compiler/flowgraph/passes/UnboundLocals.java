package dev.pycache.compiler.flowgraph.passes;

import dev.pycache.bytecode.Opcode;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.BlockStack;
import dev.pycache.compiler.flowgraph.CodeUnit;
import dev.pycache.compiler.flowgraph.Instruction;

/**
 * Finds the loads of locals that may be unbound, which have to check ({@code
 * add_checks_for_loads_of_uninitialized_variables}): for the first 64 by following the edges of the
 * graph, for the others within a block only.
 */
final class UnboundLocals {
  /** Locals that are followed over edges. */
  private static final int FOLLOWED = 64;

  private final BlockStack work;

  UnboundLocals(BlockStack work) {
    this.work = work;
  }

  void check(CodeUnit unit) {
    int locals = unit.varNames.size();
    if (locals == 0) {
      return;
    }
    if (locals > FOLLOWED) {
      checkWithinBlocks(unit.entry, locals);
      locals = FOLLOWED;
    }
    for (BasicBlock block = unit.entry; block != null; block = block.next) {
      block.visited = false;
    }
    long unbound = 0;
    for (int i = unit.parameters(); i < locals; i++) {
      unbound |= 1L << i;
    }
    arrive(unit.entry, unbound);
    // Anything may be unbound behind a DELETE_FAST too, so that all blocks are looked at.
    for (BasicBlock block = unit.entry; block != null; block = block.next) {
      follow(block);
    }
    BasicBlock block;
    while ((block = work.pop()) != null) {
      block.visited = false;
      follow(block);
    }
  }

  /** {@code maybe_push}; a block that is marked as visited is on the stack. */
  private void arrive(BasicBlock block, long unbound) {
    long all = block.unboundLocals | unbound;
    if (all != block.unboundLocals) {
      block.unboundLocals = all;
      if (!block.visited) {
        block.visited = true;
        work.push(block);
      }
    }
  }

  /** {@code scan_block_for_locals}. */
  private void follow(BasicBlock block) {
    long unbound = block.unboundLocals;
    for (int i = 0; i < block.size(); i++) {
      Instruction instruction = block.get(i);
      if (instruction.handler != null) {
        arrive(instruction.handler, unbound);
      }
      if (instruction.arg >= FOLLOWED) {
        continue;
      }
      long bit = 1L << instruction.arg;
      switch (instruction.opcode) {
        case DELETE_FAST, LOAD_FAST_AND_CLEAR, STORE_FAST_MAYBE_NULL -> unbound |= bit;
        case STORE_FAST, LOAD_FAST_CHECK -> unbound &= ~bit;
        case LOAD_FAST -> {
          if ((unbound & bit) != 0) {
            instruction.opcode = Opcode.LOAD_FAST_CHECK;
          }
          unbound &= ~bit;
        }
        default -> {}
      }
    }
    if (block.next != null && block.fallsThrough()) {
      arrive(block.next, unbound);
    }
    Instruction jump = block.lastJump();
    if (jump != null) {
      arrive(jump.requireTarget(), unbound);
    }
  }

  /** {@code fast_scan_many_locals}. */
  private static void checkWithinBlocks(BasicBlock entry, int locals) {
    // Of each local the number of the block in which it was last known to be bound.
    int[] bound = new int[locals];
    int number = 0;
    for (BasicBlock block = entry; block != null; block = block.next) {
      number++;
      for (int i = 0; i < block.size(); i++) {
        Instruction instruction = block.get(i);
        int local = instruction.arg;
        if (local < FOLLOWED) {
          continue;
        }
        switch (instruction.opcode) {
          case DELETE_FAST, LOAD_FAST_AND_CLEAR, STORE_FAST_MAYBE_NULL -> bound[local] = 0;
          case STORE_FAST -> bound[local] = number;
          case LOAD_FAST -> {
            if (bound[local] != number) {
              instruction.opcode = Opcode.LOAD_FAST_CHECK;
            }
            bound[local] = number;
          }
          default -> {}
        }
      }
    }
  }
}
