package dev.pycache.bytecode.diff;

import org.jspecify.annotations.Nullable;

/**
 * A row of two lists that stand beside each other.
 *
 * @param left null if there is nothing on the left
 * @param right null if there is nothing on the right
 */
public record Row(Mark mark, @Nullable Cell left, @Nullable Cell right) {
  /** How the sides of a row are to each other. */
  public enum Mark {
    SAME(' '),
    LEFT_ONLY('<'),
    RIGHT_ONLY('>'),
    CHANGED('|');

    private final char sign;

    Mark(char sign) {
      this.sign = sign;
    }

    /** The character that stands for it, as in {@code diff --side-by-side}. */
    public char sign() {
      return sign;
    }
  }

  /**
   * One side.
   *
   * @param at offset of an instruction in bytes, or index of an item
   * @param text what it is
   */
  public record Cell(int at, String text) {}

  static Row of(@Nullable Cell left, @Nullable Cell right, boolean same) {
    Mark mark =
        left == null
            ? Mark.RIGHT_ONLY
            : right == null ? Mark.LEFT_ONLY : same ? Mark.SAME : Mark.CHANGED;
    return new Row(mark, left, right);
  }
}
