package dev.pycache.bytecode.repr;

import java.util.Arrays;

/** A set of code points, as the resources about Unicode have it. */
public final class CodePointRanges {
  /**
   * First code point of a range, then the first behind it, and so on: an odd insertion point is
   * inside.
   */
  private final int[] bounds;

  private CodePointRanges(int[] bounds) {
    this.bounds = bounds;
  }

  /**
   * The set of the ranges in a part of a text: {@code A1-AC AE}, hexadecimal, first and last code
   * point, in ascending order. One pass and no words, because one error in one source is enough for
   * a table to be read.
   */
  public static CodePointRanges parse(String text, int from, int to) {
    int[] bounds = new int[to - from + 1];
    int n = 0;
    int number = -1;
    boolean isLast = false;
    for (int i = from; i <= to; i++) {
      char c = i < to ? text.charAt(i) : ' ';
      int digit = Character.digit(c, 16);
      if (digit >= 0) {
        number = number < 0 ? digit : number << 4 | digit;
      } else if (number >= 0) {
        if (!isLast) {
          bounds[n++] = number;
        }
        isLast = c == '-';
        if (!isLast) {
          bounds[n++] = number + 1;
        }
        number = -1;
      }
    }
    return new CodePointRanges(Arrays.copyOf(bounds, n));
  }

  /** Whether a code point is in the set. */
  public boolean contains(int codePoint) {
    int found = Arrays.binarySearch(bounds, codePoint);
    int boundsUpTo = found >= 0 ? found + 1 : -found - 1;
    return (boundsUpTo & 1) == 1;
  }
}
