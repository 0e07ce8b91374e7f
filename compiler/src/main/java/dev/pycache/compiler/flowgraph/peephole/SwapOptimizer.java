package dev.pycache.compiler.flowgraph.peephole;

import dev.pycache.bytecode.Opcode;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.Instruction;
import dev.pycache.compiler.flowgraph.Traits;

/**
 * Shortens runs of SWAPs, and does without them where the instructions that pop the values can
 * change places.
 */
final class SwapOptimizer {
  private static final int VISITED = -1;
  private static final int NO_STORE = -1;

  private SwapOptimizer() {}

  /**
   * Replaces the run of SWAPs and NOPs that starts at {@code start} by a shortest one of the same
   * effect ({@code swaptimize}).
   *
   * @return the index of the last instruction of the run, or {@code start} if there is one SWAP
   *     only
   */
  static int shorten(BasicBlock block, int start) {
    int depth = block.get(start).arg;
    int length = 0;
    boolean several = false;
    int limit = block.size() - start;
    while (++length < limit) {
      Instruction instruction = block.get(start + length);
      if (instruction.opcode == Opcode.SWAP) {
        depth = Math.max(depth, instruction.arg);
        several = true;
      } else if (instruction.opcode != Opcode.NOP) {
        break;
      }
    }
    if (!several) {
      return start;
    }
    writeBackwards(block, start, length, permutation(block, start, length, depth));
    return start + length - 1;
  }

  /** What the run makes of a stack of {@code depth} values, top first. */
  private static int[] permutation(BasicBlock block, int start, int length, int depth) {
    int[] stack = new int[depth];
    for (int i = 0; i < depth; i++) {
      stack[i] = i;
    }
    for (int i = 0; i < length; i++) {
      Instruction instruction = block.get(start + i);
      if (instruction.opcode == Opcode.SWAP) {
        int other = instruction.arg - 1;
        int top = stack[0];
        stack[0] = stack[other];
        stack[other] = top;
      }
    }
    return stack;
  }

  /**
   * Each cycle of the permutation becomes one chain of swaps with the top; the chains are laid down
   * from the end.
   */
  private static void writeBackwards(BasicBlock block, int start, int length, int[] stack) {
    int current = start + length - 1;
    for (int i = 0; i < stack.length; i++) {
      if (stack[i] == VISITED || stack[i] == i) {
        continue;
      }
      int j = i;
      while (true) {
        if (j != 0) {
          Instruction instruction = block.get(current--);
          instruction.opcode = Opcode.SWAP;
          instruction.arg = j + 1;
        }
        if (stack[j] == VISITED) {
          break;
        }
        int next = stack[j];
        stack[j] = VISITED;
        j = next;
      }
    }
    block.nowContains(Traits.NOP);
    while (current >= start) {
      block.get(current--).opcode = Opcode.NOP;
    }
  }

  /**
   * Drops SWAPs, from {@code last} backwards, by exchanging the instructions behind ({@code
   * apply_static_swaps}).
   *
   * @param keepsOrder whether two stores to one variable stay in their order
   */
  static void applyStatically(BasicBlock block, int last, boolean keepsOrder) {
    for (int i = last; i >= 0; i--) {
      Instruction swap = block.get(i);
      if (swap.opcode != Opcode.SWAP) {
        if (swap.opcode == Opcode.NOP || isSwappable(swap.opcode)) {
          continue;
        }
        return;
      }
      int first = nextSwappable(block, i, -1);
      if (first < 0) {
        return;
      }
      int second = first;
      int line = block.get(first).span.line();
      for (int count = swap.arg - 1; count > 0; count--) {
        second = nextSwappable(block, second, line);
        if (second < 0) {
          return;
        }
      }
      if (keepsOrder && storesCollide(block, first, second)) {
        return;
      }
      swap.opcode = Opcode.NOP;
      block.nowContains(Traits.NOP);
      Instruction exchanged = block.get(first);
      block.set(first, block.get(second));
      block.set(second, exchanged);
    }
  }

  /** Only what cannot run other code, and pops one value ({@code SWAPPABLE}). */
  private static boolean isSwappable(Opcode opcode) {
    return opcode == Opcode.STORE_FAST
        || opcode == Opcode.STORE_FAST_MAYBE_NULL
        || opcode == Opcode.POP_TOP;
  }

  /** {@code next_swappable_instruction}; a line of -1 allows any. */
  private static int nextSwappable(BasicBlock block, int index, int line) {
    for (int i = index + 1; i < block.size(); i++) {
      Instruction instruction = block.get(i);
      if (line >= 0 && instruction.span.line() != line) {
        return -1; // a tracer would see the names bound in another order
      }
      if (instruction.opcode != Opcode.NOP) {
        return isSwappable(instruction.opcode) ? i : -1;
      }
    }
    return -1;
  }

  /** Whether the exchange would change which of two stores to one variable is the later. */
  private static boolean storesCollide(BasicBlock block, int first, int second) {
    int firstStore = storesTo(block.get(first));
    int secondStore = storesTo(block.get(second));
    if (firstStore == NO_STORE && secondStore == NO_STORE) {
      return false;
    }
    if (firstStore == secondStore) {
      return true;
    }
    for (int i = first + 1; i < second; i++) {
      int store = storesTo(block.get(i));
      if (store != NO_STORE && (store == firstStore || store == secondStore)) {
        return true;
      }
    }
    return false;
  }

  /** {@code STORES_TO}. */
  private static int storesTo(Instruction instruction) {
    return instruction.opcode == Opcode.STORE_FAST
            || instruction.opcode == Opcode.STORE_FAST_MAYBE_NULL
        ? instruction.arg
        : NO_STORE;
  }
}
