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
   * All that there is to know of an opcode: its number in the lowest byte, the rest is for the
   * other methods.
   */
  int shape(Opcode opcode) {
    return shapes[opcode.ordinal()];
  }

  /** Size in code units of an instruction with its caches, but without EXTENDED_ARGs. */
  static int size(int shape) {
    return shape >> SIZE_SHIFT;
  }

  static boolean hasArgument(int shape) {
    return (shape & HAS_ARGUMENT) != 0;
  }

  /** Number of EXTENDED_ARGs that an argument takes which does not fit a byte. */
  static int prefixes(int shape, int arg) {
    if (!hasArgument(shape) || arg <= 0xFF) {
      return 0;
    }
    return arg > 0xFFFFFF ? 3 : arg > 0xFFFF ? 2 : 1;
  }

  /**
   * Size of an instruction in code units, EXTENDED_ARGs and caches included ({@code instr_size}).
   */
  int size(Instruction instruction) {
    int shape = shape(instruction.opcode);
    return size(shape) + prefixes(shape, instruction.arg);
  }
}
