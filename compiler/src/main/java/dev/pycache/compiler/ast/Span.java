package dev.pycache.compiler.ast;

import org.jspecify.annotations.Nullable;

/**
 * Where a node stands, as CPython's {@code lineno}, {@code col_offset}, {@code end_lineno}, {@code
 * end_col_offset}. Lines count from 1, columns from 0 in UTF-8 bytes.
 *
 * <p>These four numbers, and not a pair of offsets, are kept because the expressions inside an
 * f-string of 3.8 to 3.11 carry positions that correspond to no place of the source.
 */
public record Span(int line, int column, int endLine, int endColumn) {
  /** The location of artificial instructions, CPython's line -1: written as "no location". */
  public static final Span NONE = new Span(-1, -1, -1, -1);

  /**
   * The location of an instruction that has that of the one behind it in the finished code,
   * CPython's {@code NEXT_LOCATION}.
   */
  public static final Span NEXT = new Span(-2, -2, -2, -2);

  /** From the start of {@code this} to the end of {@code last}. */
  public Span to(Span last) {
    return new Span(line, column, last.endLine, last.endColumn);
  }

  /**
   * As a record's own, which goes through a method handle and shows in profiles: the assembler
   * compares the places of all instructions.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || other instanceof Span span && standsWhere(span);
  }

  private boolean standsWhere(Span span) {
    return line == span.line
        && column == span.column
        && endLine == span.endLine
        && endColumn == span.endColumn;
  }

  @Override
  public int hashCode() {
    return ((line * 31 + column) * 31 + endLine) * 31 + endColumn;
  }
}
