package dev.pycache.bytecode.dis;

import dev.pycache.bytecode.OpcodeTable;

/**
 * From 3.6 on: an instruction is two bytes, its number and its argument; from 3.11 on, inline
 * caches follow some.
 */
final class WordCursor extends InstructionCursor {
  /** What becomes of an argument beyond what the next byte can be added to. */
  private enum Extension {
    /** It is kept for the next instruction that has an argument (3.6 to 3.9). */
    WAITS,
    /** It is lost to an instruction without argument (3.10). */
    ENDS,
    /** As before, and an argument of 32 bits counts as signed (3.11+). */
    SIGNED
  }

  private final Extension rule;
  private long extension;
  private boolean previousExtends;

  private WordCursor(OpcodeTable table, byte[] code, Extension rule) {
    super(table, code);
    this.rule = rule;
  }

  static WordCursor waiting(OpcodeTable table, byte[] code) {
    return new WordCursor(table, code, Extension.WAITS);
  }

  static WordCursor ending(OpcodeTable table, byte[] code) {
    return new WordCursor(table, code, Extension.ENDS);
  }

  static WordCursor signed(OpcodeTable table, byte[] code) {
    return new WordCursor(table, code, Extension.SIGNED);
  }

  @Override
  boolean advance() {
    int at = next;
    if (at + 2 > code.length) {
      return false;
    }
    number = table.base(code[at] & 0xFF);
    hasArgument = table.hasArgument(number);
    start = previousExtends ? start : at;
    offset = at;
    next = Math.min(at + 2 + 2 * table.caches(number), code.length);
    if (hasArgument) {
      argument = code[at + 1] & 0xFF | extension;
      previousExtends = isExtendedArg();
      extension = previousExtends ? extended(argument) : 0;
    } else {
      argument = 0;
      previousExtends = false;
      extension = rule == Extension.WAITS ? extension : 0;
    }
    return true;
  }

  private long extended(long argument) {
    return rule == Extension.SIGNED ? (int) (argument << 8) : argument << 8 & ARGUMENT_BITS;
  }

  @Override
  long labelArgument() {
    return argument;
  }

  @Override
  boolean isLong() {
    return false;
  }

  @Override
  long origin() {
    return offset + 2 + 2L * table.caches(number);
  }

  @Override
  int caches() {
    return offset + 2;
  }

  @Override
  int unused() {
    return hasArgument ? 0 : code[offset + 1] & 0xFF;
  }

  @Override
  void restart() {
    super.restart();
    extension = 0;
    previousExtends = false;
  }
}
