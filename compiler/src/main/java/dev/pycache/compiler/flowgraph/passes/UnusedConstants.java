package dev.pycache.compiler.flowgraph.passes;

import dev.pycache.bytecode.Constant;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.CodeUnit;
import dev.pycache.compiler.flowgraph.IndexTable;
import dev.pycache.compiler.flowgraph.Instruction;
import java.util.Arrays;

/** Takes out the constants that no instruction uses ({@code remove_unused_consts}). */
final class UnusedConstants {
  private static final int UNUSED = -1;

  private UnusedConstants() {}

  /** The first one stays in any case, as it may be a docstring. */
  static void remove(CodeUnit unit) {
    IndexTable<Constant> consts = unit.consts;
    if (consts.isEmpty()) {
      return;
    }
    int[] numbers = new int[consts.size()];
    Arrays.fill(numbers, UNUSED);
    numbers[0] = 0;
    for (BasicBlock block = unit.entry; block != null; block = block.next) {
      for (int i = 0; i < block.size(); i++) {
        Instruction instruction = block.get(i);
        if (Instruction.hasConstant(instruction.opcode)) {
          numbers[instruction.arg] = 0;
        }
      }
    }
    int used = 0;
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] != UNUSED) {
        numbers[i] = used++;
      }
    }
    if (used < numbers.length) {
      renumber(unit, numbers, used);
    }
  }

  private static void renumber(CodeUnit unit, int[] numbers, int used) {
    for (BasicBlock block = unit.entry; block != null; block = block.next) {
      for (int i = 0; i < block.size(); i++) {
        Instruction instruction = block.get(i);
        if (Instruction.hasConstant(instruction.opcode)) {
          instruction.arg = numbers[instruction.arg];
        }
      }
    }
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] != UNUSED) {
        unit.consts.move(i, numbers[i]);
      }
    }
    unit.consts.truncate(used);
  }
}
