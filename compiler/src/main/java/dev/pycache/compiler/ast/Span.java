package dev.pycache.compiler.ast;

import org.jspecify.annotations.Nullable;

/**
 * Where a node stands, as CPython's {@code lineno}, {@code col_offset}, {@code end_lineno}, {@code
 * end_col_offset}. Lines count from 1, columns from 0 in UTF-8 bytes.
 *
 * <p>These four numbers, and not a pair of offsets, are kept because the expressions inside an
 * f-string of 3.8 to 3.11 carry positions that correspond to no place of the source. Each line and
 * its column are one {@link #place}, since they are always handed on, and compared, together.
 *
 * @param start place of the beginning
 * @param end place of the end
 */
public record Span(long start, long end) {
  /** The location of artificial instructions, CPython's line -1: written as "no location". */
  public static final Span NONE = new Span(-1, -1, -1, -1);

  /**
   * The location of an instruction that has that of the one behind it in the finished code,
   * CPython's {@code NEXT_LOCATION}.
   */
  public static final Span NEXT = new Span(-2, -2, -2, -2);

  public Span(int line, int column, int endLine, int endColumn) {
    this(place(line, column), place(endLine, endColumn));
  }

  /** A line, above its column. */
  public static long place(int line, int column) {
    return (long) line << Integer.SIZE | column & 0xFFFF_FFFFL;
  }

  /** The line of a {@link #place}. */
  public static int line(long place) {
    return (int) (place >> Integer.SIZE);
  }

  /** The column of a {@link #place}. */
  public static int column(long place) {
    return (int) place;
  }

  public int line() {
    return line(start);
  }

  public int column() {
    return column(start);
  }

  public int endLine() {
    return line(end);
  }

  public int endColumn() {
    return column(end);
  }

  /** From the start of {@code this} to the end of {@code last}. */
  public Span to(Span last) {
    return new Span(start, last.end);
  }

  // A record's own methods go through method handles, which is slow until the JIT is done.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Span that && start == that.start && end == that.end;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(start * 31 + end);
  }

  @Override
  public String toString() {
    return line() + ":" + column() + "-" + endLine() + ":" + endColumn();
  }
}
