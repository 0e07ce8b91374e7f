package dev.pycache.bytecode.dis;

import dev.pycache.bytecode.OpcodeTable;

/**
 * Goes through the instructions of a code object in order, as {@code _unpack_opargs} of {@code
 * dis.py} does; the fields tell of the instruction it stands on. How instructions are laid out in
 * bytes differs between the subclasses.
 */
abstract sealed class InstructionCursor permits ByteCursor, WordCursor {
  /**
   * The interpreter's arguments have 32 bits. {@code dis.py} lets those of more EXTENDED_ARGs than
   * any compiler writes grow without end.
   */
  static final long ARGUMENT_BITS = 0xFFFF_FFFFL;

  private static final String EXTENDED_ARG = "EXTENDED_ARG";

  final OpcodeTable table;
  final byte[] code;

  /** Offset of the opcode. */
  int offset;

  /** Offset of the first EXTENDED_ARG that belongs to it, else that of the opcode. */
  int start;

  /** Offset behind it and its caches; not behind the end of the code. */
  int next;

  /** Number of the instruction; of its ordinary form, if it is a specialised one. */
  int number;

  boolean hasArgument;

  /** The argument with what EXTENDED_ARGs before it add; 0 if there is none. */
  long argument;

  private final int extendedArg;

  InstructionCursor(OpcodeTable table, byte[] code) {
    this.table = table;
    this.extendedArg = table.number(EXTENDED_ARG);
    this.code = code;
  }

  /** Goes to the next instruction; false if there is none, or only a part of one. */
  abstract boolean advance();

  /** The argument from which {@code findlabels} computes the target of a jump. */
  abstract long labelArgument();

  /** Whether Python 2 shows the argument as a {@code long}. */
  abstract boolean isLong();

  /** Whether bytes are left, although {@link #advance} finds no instruction in them. */
  boolean isCut() {
    return next < code.length;
  }

  /** The offset from which a relative jump counts. */
  abstract long origin();

  /** Offset of its caches, {@link #next} if it has none. */
  abstract int caches();

  /**
   * The byte in the place of the argument of an instruction that has none; 0 if there is no such.
   */
  abstract int unused();

  final boolean isExtendedArg() {
    return number == extendedArg;
  }

  /** Goes back to the start. */
  void restart() {
    offset = 0;
    start = 0;
    next = 0;
  }
}
