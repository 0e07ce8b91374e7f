package dev.pycache.compiler.flowgraph.passes;

import dev.pycache.bytecode.Opcode;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.Instruction;
import dev.pycache.compiler.flowgraph.Traits;
import org.jspecify.annotations.Nullable;

/** Makes one instruction of two that load or store locals ({@code insert_superinstructions}). */
final class LocalPairs {
  /** Locals whose number fits half an argument. */
  private static final int SMALL = 16;

  private LocalPairs() {}

  static void join(BasicBlock entry) {
    for (BasicBlock block = entry; block != null; block = block.next) {
      if (block.size() > 1 && block.mayContain(Traits.LOCAL)) {
        joinWithin(block);
      }
    }
    BlockPasses.removeNops(entry);
  }

  private static void joinWithin(BasicBlock block) {
    Instruction first = block.get(0);
    for (int i = 1, n = block.size(); i < n; i++) {
      Instruction second = block.get(i);
      if ((Traits.of(first.opcode) & Traits.LOCAL) != 0) {
        Opcode pair = pair(first.opcode, second.opcode);
        if (pair != null && join(first, second, pair)) {
          block.nowContains(Traits.NOP);
        }
      }
      first = second;
    }
  }

  private static @Nullable Opcode pair(Opcode first, Opcode second) {
    if (first == Opcode.LOAD_FAST) {
      return second == Opcode.LOAD_FAST ? Opcode.LOAD_FAST_LOAD_FAST : null;
    }
    if (first == Opcode.STORE_FAST) {
      if (second == Opcode.LOAD_FAST) {
        return Opcode.STORE_FAST_LOAD_FAST;
      }
      return second == Opcode.STORE_FAST ? Opcode.STORE_FAST_STORE_FAST : null;
    }
    return null;
  }

  /** {@code make_super_instruction}: not over the border between two lines. */
  private static boolean join(Instruction first, Instruction second, Opcode pair) {
    int line = first.span.line();
    int secondLine = second.span.line();
    boolean sameLine = line < 0 || secondLine < 0 || line == secondLine;
    if (!sameLine || first.arg >= SMALL || second.arg >= SMALL) {
      return false;
    }
    first.become(pair, first.arg << 4 | second.arg);
    second.clear();
    return true;
  }
}
