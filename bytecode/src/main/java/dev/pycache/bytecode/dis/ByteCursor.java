package dev.pycache.bytecode.dis;

import dev.pycache.bytecode.OpcodeTable;

/** Up to 3.5: an instruction is one byte, or three with an argument. */
final class ByteCursor extends InstructionCursor {
  private final boolean shortLabels;
  private long extension;
  private boolean extended;
  private boolean previousExtends;

  ByteCursor(OpcodeTable table, byte[] code) {
    this(table, code, false);
  }

  private ByteCursor(OpcodeTable table, byte[] code, boolean shortLabels) {
    super(table, code);
    this.shortLabels = shortLabels;
  }

  /** Up to 3.4, whose {@code findlabels} forgets EXTENDED_ARG. */
  static ByteCursor withShortLabels(OpcodeTable table, byte[] code) {
    return new ByteCursor(table, code, true);
  }

  @Override
  boolean advance() {
    int at = next;
    if (at >= code.length) {
      return false;
    }
    number = code[at] & 0xFF;
    hasArgument = table.hasArgument(number);
    if (hasArgument && at + 3 > code.length) {
      return false;
    }
    start = previousExtends ? start : at;
    offset = at;
    if (!hasArgument) {
      // An EXTENDED_ARG then waits for the next instruction that has an argument.
      argument = 0;
      next = at + 1;
      previousExtends = false;
      return true;
    }
    long own = code[at + 1] & 0xFF | (code[at + 2] & 0xFF) << 8;
    argument = own + extension & ARGUMENT_BITS;
    extended = previousExtends || extension != 0;
    previousExtends = isExtendedArg();
    extension = previousExtends ? argument << 16 : 0;
    next = at + 3;
    return true;
  }

  @Override
  long labelArgument() {
    return shortLabels ? argument & 0xFFFF : argument;
  }

  @Override
  boolean isLong() {
    return hasArgument && extended;
  }

  @Override
  long origin() {
    return next;
  }

  @Override
  int caches() {
    return next;
  }

  @Override
  int unused() {
    return 0;
  }

  @Override
  void restart() {
    super.restart();
    extension = 0;
    extended = false;
    previousExtends = false;
  }
}
