package dev.pycache.compiler.assemble;

import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.OpcodeTable;
import dev.pycache.bytecode.Target;
import dev.pycache.compiler.flowgraph.Instruction;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What an instruction takes in the code of a target: all in one number for each opcode. Immutable;
 * one object a target.
 */
final class Encoding {
  private static final AtomicReferenceArray<@Nullable Encoding> ENCODINGS =
      new AtomicReferenceArray<>(Target.values().length);

  private static final VarHandle INSTRUCTION =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int NUMBER = 0xFF;
  private static final int ARGUMENT_SHIFT = 8;
  private static final int ARGUMENT = 0xFF << ARGUMENT_SHIFT;
  private static final int SIZE_SHIFT = 16;

  /**
   * Of each opcode its number, the bits of an argument that it takes, all or none, and its size in
   * code units with its caches.
   */
  private final int[] shapes = new int[Opcode.values().length];

  private Encoding(OpcodeTable table) {
    for (Opcode opcode : Opcode.values()) {
      shapes[opcode.ordinal()] =
          table.number(opcode) & NUMBER
              | (table.hasArgument(opcode) ? ARGUMENT : 0)
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

  /** The same in bytes. */
  static int bytes(int shape) {
    return size(shape) * 2;
  }

  /**
   * Writes an instruction: its number, and behind it the last byte of the argument, 0 if there is
   * none.
   */
  static void put(byte[] code, int at, int shape, int arg) {
    INSTRUCTION.set(code, at, (short) (shape & (arg << ARGUMENT_SHIFT | NUMBER)));
  }

  /** Number of EXTENDED_ARGs that an argument takes which does not fit a byte. */
  static int prefixes(int shape, int arg) {
    if ((shape & ARGUMENT) == 0 || arg <= 0xFF) {
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
