package dev.pycache.compiler.flowgraph.passes;

import dev.pycache.bytecode.Constant;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.CodeUnit;
import dev.pycache.compiler.flowgraph.IndexTable;
import dev.pycache.compiler.flowgraph.Instruction;
import dev.pycache.compiler.flowgraph.Traits;

/** Takes out the constants that no instruction uses ({@code remove_unused_consts}). */
final class UnusedConstants {
  private UnusedConstants() {}

  /** The first one stays in any case, as it may be a docstring. */
  static void remove(CodeUnit unit) {
    int count = unit.consts.size();
    if (count == 0) {
      return;
    }
    boolean[] used = new boolean[count];
    used[0] = true;
    int left = count - 1;
    for (BasicBlock block = unit.entry; block != null && left > 0; block = block.next) {
      if (block.mayContain(Traits.CONSTANT)) {
        left -= mark(block, used);
      }
    }
    if (left > 0) {
      renumber(unit, used);
    }
  }

  /** Marks the constants that a block uses; returns how many of them were not marked before. */
  private static int mark(BasicBlock block, boolean[] used) {
    int found = 0;
    for (int i = 0, n = block.size(); i < n; i++) {
      Instruction instruction = block.get(i);
      if (Instruction.hasConstant(instruction.opcode) && !used[instruction.arg]) {
        used[instruction.arg] = true;
        found++;
      }
    }
    return found;
  }

  private static void renumber(CodeUnit unit, boolean[] used) {
    IndexTable<Constant> consts = unit.consts;
    int[] numbers = new int[used.length];
    int count = 0;
    for (int i = 0; i < used.length; i++) {
      if (used[i]) {
        consts.move(i, count);
        numbers[i] = count++;
      }
    }
    consts.truncate(count);
    for (BasicBlock block = unit.entry; block != null; block = block.next) {
      if (!block.mayContain(Traits.CONSTANT)) {
        continue;
      }
      for (int i = 0, n = block.size(); i < n; i++) {
        Instruction instruction = block.get(i);
        if (Instruction.hasConstant(instruction.opcode)) {
          instruction.arg = numbers[instruction.arg];
        }
      }
    }
  }
}
