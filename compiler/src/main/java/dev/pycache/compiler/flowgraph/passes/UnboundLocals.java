package dev.pycache.compiler.flowgraph.passes;

import dev.pycache.bytecode.Opcode;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.BlockStack;
import dev.pycache.compiler.flowgraph.CodeUnit;
import dev.pycache.compiler.flowgraph.Instruction;
import dev.pycache.compiler.flowgraph.Traits;

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
    // Anything may be unbound behind a DELETE_FAST too, so that all blocks are looked at: one
    // that is still to come need not be pushed when an edge leads there.
    for (BasicBlock block = unit.entry; block != null; block = block.next) {
      block.visited = true;
    }
    for (int i = unit.parameters(); i < locals; i++) {
      unit.entry.unboundLocals |= 1L << i;
    }
    for (BasicBlock block = unit.entry; block != null; block = block.next) {
      block.visited = false;
      follow(block);
    }
    BasicBlock block;
    while ((block = work.pop()) != null) {
      block.visited = false;
      follow(block);
    }
  }

  /** {@code maybe_push}; a block that is marked as visited is going to be looked at. */
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

  /** Looks at a block and tells those behind it. */
  private void follow(BasicBlock block) {
    long unbound = block.unboundLocals;
    if (unbound == 0 && !block.mayContain(Traits.UNBINDS)) {
      return;
    }
    if (!block.isEmpty()) {
      unbound = scan(block, unbound);
    }
    if (unbound == 0) {
      return;
    }
    if (block.next != null && block.fallsThrough()) {
      arrive(block.next, unbound);
    }
    Instruction jump = block.lastJump();
    if (jump != null) {
      arrive(jump.requireTarget(), unbound);
    }
  }

  /** {@code scan_block_for_locals}; returns the locals that may be unbound at the end. */
  private long scan(BasicBlock block, long unboundAtStart) {
    long unbound = unboundAtStart;
    // The handler that knows of all that may be unbound, since no more has become so.
    BasicBlock told = null;
    for (int i = 0, n = block.size(); i < n; i++) {
      Instruction instruction = block.get(i);
      BasicBlock handler = instruction.handler;
      if (handler != told) {
        told = handler;
        if (handler != null) {
          arrive(handler, unbound);
        }
      }
      int traits = Traits.of(instruction.opcode);
      if ((traits & Traits.LOCAL) == 0 || instruction.arg >= FOLLOWED) {
        continue;
      }
      long bit = 1L << instruction.arg;
      if ((traits & Traits.UNBINDS) != 0) {
        unbound |= bit;
        told = null;
      } else {
        if ((unbound & bit) != 0 && (traits & Traits.LOAD_FAST) != 0) {
          instruction.opcode = Opcode.LOAD_FAST_CHECK;
        }
        unbound &= ~bit;
      }
    }
    return unbound;
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
        int traits = Traits.of(instruction.opcode);
        int local = instruction.arg;
        if ((traits & Traits.LOCAL) == 0 || local < FOLLOWED) {
          continue;
        }
        if ((traits & Traits.UNBINDS) != 0) {
          bound[local] = 0;
        } else {
          if (bound[local] != number && (traits & Traits.LOAD_FAST) != 0) {
            instruction.opcode = Opcode.LOAD_FAST_CHECK;
          }
          bound[local] = number;
        }
      }
    }
  }
}
