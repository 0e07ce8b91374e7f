package dev.pycache.bytecode.dis;

/** What a piece of a listing is, so that a terminal or a page can show it in its own way. */
public enum Style {
  /** Blanks, line breaks, brackets. */
  PLAIN,
  /** The line above a code object or a table. */
  HEADING,
  /** A line number of the source, or that there is none. */
  LINE,
  /** A range of lines and columns of the source. */
  POSITION,
  /** {@code >>}, which marks the target of a jump up to 3.12. */
  MARK,
  /** {@code L1:}, which names the target of a jump from 3.13 on. */
  LABEL,
  /** The offset of an instruction in bytes. */
  OFFSET,
  /** The name of an instruction. */
  OPCODE,
  /** The argument as a number. */
  ARGUMENT,
  /** What the argument means. */
  MEANING,
  /** A row of the exception table. */
  TABLE,
  /** What is wrong with a code object that no compiler has made. */
  ERROR
}
