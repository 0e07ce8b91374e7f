package dev.pycache.compiler.assemble;

import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.OpcodeTable;
import dev.pycache.bytecode.Target;
import dev.pycache.compiler.flowgraph.Instruction;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What an instruction takes in the code of a target: all in one number for each opcode. Immutable;
 * one object a target.
 */
final class Encoding {
  private static final AtomicReferenceArray<@Nullable Encoding> ENCODINGS =
      new AtomicReferenceArray<>(Target.values().length);

  private static final int HAS_ARGUMENT = 1 << 8;
  private static final int SIZE_SHIFT = 9;

  /**
   * Of each opcode its number, whether it has an argument, and its size in code units with its
   * caches.
   */
  private final int[] shapes = new int[Opcode.values().length];

  private Encoding(OpcodeTable table) {
    for (Opcode opcode : Opcode.values()) {
      shapes[opcode.ordinal()] =
          table.number(opcode) & 0xFF
              | (table.hasArgument(opcode) ? HAS_ARGUMENT : 0)
              | (1 + table.caches(opcode)) << SIZE_SHIFT;
    }
  }

  static Encoding of(Target target) {
    Encoding known = ENCODINGS.get(target.ordinal());
    if (known != null) {
      return known;
    }
    // Two threads may both make one: they are alike.
    var made = new Encoding(OpcodeTable.of(target));
    ENCODINGS.set(target.ordinal(), made);
    return made;
  }

  /**
   * Size of an instruction in code units, EXTENDED_ARGs and caches included ({@code instr_size}).
   */
  int size(Instruction instruction) {
    int size = shapes[instruction.opcode.ordinal()] >> SIZE_SHIFT;
    return instruction.arg <= 0xFF ? size : size + prefixes(instruction);
  }

  /** Number of EXTENDED_ARGs that the argument of an instruction takes. */
  int prefixes(Instruction instruction) {
    int arg = instruction.arg;
    if (arg <= 0xFF || (shapes[instruction.opcode.ordinal()] & HAS_ARGUMENT) == 0) {
      return 0;
    }
    return arg > 0xFFFFFF ? 3 : arg > 0xFFFF ? 2 : 1;
  }

  /**
   * Writes an instruction without its EXTENDED_ARGs and leaves zeros for its caches; returns its
   * size in code units.
   */
  int write(Instruction instruction, byte[] code, int at) {
    int shape = shapes[instruction.opcode.ordinal()];
    code[at] = (byte) shape;
    if ((shape & HAS_ARGUMENT) != 0) {
      code[at + 1] = (byte) instruction.arg;
    }
    return shape >> SIZE_SHIFT;
  }
}
