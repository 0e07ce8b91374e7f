package dev.pycache.bytecode.dis;

import static dev.pycache.bytecode.dis.DisOption.SHOW_CACHES;
import static dev.pycache.bytecode.dis.DisOption.SHOW_OFFSETS;
import static dev.pycache.bytecode.dis.DisOption.SHOW_POSITIONS;
import static dev.pycache.bytecode.dis.DisOption.SPECIALIZED;

import dev.pycache.bytecode.OpcodeTable;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.dis.MarkLayout.Ending;
import dev.pycache.bytecode.dis.MarkLayout.Widths;
import dev.pycache.bytecode.table.SourceLines;
import java.util.Set;

/**
 * The generations of {@code Lib/dis.py}, named after the version that began each: which form the
 * instructions have and how all is laid out. Which texts stand for an argument is in the opcode
 * tables.
 */
enum DisModule {
  V2_7,
  /** Blanks at the ends of lines. */
  V3_0,
  /** Tells the numbers of arguments of a call. */
  V3_3,
  /** {@code class Instruction}. */
  V3_4,
  /** EXTENDED_ARG counts for labels as well. */
  V3_5,
  /** Instructions of two bytes. */
  V3_6,
  /** Nested code, columns as wide as it takes. */
  V3_7,
  /** Jumps in instructions. */
  V3_10,
  /** Caches, exception table. */
  V3_11,
  PYPY_3_11,
  V3_12,
  /** {@code class Formatter}: labels. */
  V3_13,
  /** Positions. */
  V3_14,
  V3_15;

  /** Which values of inline caches are shown. */
  enum CacheValues {
    /** Only those of instructions that are specialised (3.11). */
    OF_SPECIALISED,
    ALL,
    /** All, but each as if it began where the first one does (3.13). */
    ALL_FROM_START
  }

  /** The generation of a version. */
  static DisModule of(PythonVersion python) {
    return switch (python) {
      case CPYTHON_2_7 -> V2_7;
      case CPYTHON_3_0, CPYTHON_3_1, CPYTHON_3_2 -> V3_0;
      case CPYTHON_3_3 -> V3_3;
      case CPYTHON_3_4 -> V3_4;
      case CPYTHON_3_5 -> V3_5;
      case CPYTHON_3_6 -> V3_6;
      case CPYTHON_3_7, CPYTHON_3_8, CPYTHON_3_9, PYPY_3_9 -> V3_7;
      case CPYTHON_3_10 -> V3_10;
      case CPYTHON_3_11 -> V3_11;
      case PYPY_3_11 -> PYPY_3_11;
      case CPYTHON_3_12 -> V3_12;
      case CPYTHON_3_13 -> V3_13;
      case CPYTHON_3_14 -> V3_14;
      case CPYTHON_3_15 -> V3_15;
    };
  }

  /** Steps through code in the form of this generation. */
  InstructionCursor cursor(OpcodeTable table, byte[] code) {
    return switch (this) {
      case V2_7, V3_0, V3_3, V3_4 -> ByteCursor.withShortLabels(table, code);
      case V3_5 -> new ByteCursor(table, code);
      case V3_6, V3_7 -> WordCursor.waiting(table, code);
      case V3_10 -> WordCursor.ending(table, code);
      case V3_11, PYPY_3_11, V3_12, V3_13, V3_14, V3_15 -> WordCursor.signed(table, code);
    };
  }

  /** Which ranges start a line: from 3.13 on having no line is a line too. */
  LineStarts lineStarts(SourceLines ranges) {
    return LineStarts.of(ranges, namesLabels());
  }

  Layout layout() {
    return switch (this) {
      case V2_7 -> new MarkLayout(Ending.PADDED, Widths.FIXED);
      case V3_0, V3_3 -> new MarkLayout(Ending.SPACED, Widths.FIXED);
      case V3_4, V3_5, V3_6 -> new MarkLayout(Ending.STRIPPED, Widths.FIXED);
      case V3_7, V3_10, V3_11, PYPY_3_11, V3_12 -> new MarkLayout(Ending.STRIPPED, Widths.FITTING);
      case V3_13, V3_14, V3_15 -> new LabelLayout();
    };
  }

  /** What can be shown on demand. */
  Set<DisOption> options() {
    return switch (this) {
      case V2_7, V3_0, V3_3, V3_4, V3_5, V3_6, V3_7, V3_10 -> Set.of();
      case PYPY_3_11 -> Set.of(SHOW_CACHES);
      case V3_11, V3_12 -> Set.of(SHOW_CACHES, SPECIALIZED);
      case V3_13 -> Set.of(SHOW_CACHES, SHOW_OFFSETS, SPECIALIZED);
      case V3_14, V3_15 -> Set.of(SHOW_CACHES, SHOW_OFFSETS, SHOW_POSITIONS, SPECIALIZED);
    };
  }

  /** Whether nested code objects follow on the command line. */
  boolean recursive() {
    return switch (this) {
      case V2_7, V3_0, V3_3, V3_4, V3_5, V3_6 -> false;
      case V3_7, V3_10, V3_11, PYPY_3_11, V3_12, V3_13, V3_14, V3_15 -> true;
    };
  }

  /** Whether an argument that EXTENDED_ARG has made larger is shown as a {@code long}. */
  boolean marksLong() {
    return this == V2_7;
  }

  /**
   * Whether all variables are counted through, cells and free variables behind the locals, also
   * where the instructions do not: PyPy's {@code code._varname_from_oparg}.
   */
  boolean countsAllVariables() {
    return this == PYPY_3_11;
  }

  /** Whether it tells how many arguments a call has. */
  boolean showsCounts() {
    return this == V3_3 || this == V3_4 || this == V3_5;
  }

  /** Whether the targets of jumps have names. */
  boolean namesLabels() {
    return this == V3_13 || this == V3_14 || this == V3_15;
  }

  /** What loading makes of the code. */
  Quickening quickening() {
    return switch (this) {
      case V3_12 -> Quickening.V3_12;
      case V3_13 -> Quickening.V3_13;
      case V3_14 -> Quickening.V3_14;
      case V3_15 -> Quickening.V3_15;
      case V2_7, V3_0, V3_3, V3_4, V3_5, V3_6, V3_7, V3_10, V3_11, PYPY_3_11 -> Quickening.NONE;
    };
  }

  CacheValues cacheValues() {
    return switch (this) {
      case V3_11, PYPY_3_11 -> CacheValues.OF_SPECIALISED;
      case V3_13 -> CacheValues.ALL_FROM_START;
      case V2_7, V3_0, V3_3, V3_4, V3_5, V3_6, V3_7, V3_10, V3_12, V3_14, V3_15 -> CacheValues.ALL;
    };
  }
}
