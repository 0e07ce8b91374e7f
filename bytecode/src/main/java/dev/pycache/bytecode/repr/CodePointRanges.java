package dev.pycache.bytecode.repr;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A set of code points, as the resources about Unicode have it. */
public final class CodePointRanges {
  private static final int NONE = -1;

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
   * a table to be read, and nothing has been compiled then.
   */
  public static CodePointRanges parse(String text, int from, int to) {
    byte[] bytes = text.substring(from, to).concat(" ").getBytes(StandardCharsets.US_ASCII);
    int[] bounds = new int[bytes.length];
    int n = 0;
    int number = NONE;
    boolean isLast = false;
    for (byte c : bytes) {
      if (c >= '0') {
        int digit = c <= '9' ? c - '0' : c - 'A' + 10;
        number = number == NONE ? digit : number << 4 | digit;
      } else if (number != NONE) {
        if (!isLast) {
          bounds[n++] = number;
        }
        isLast = c == '-';
        if (!isLast) {
          bounds[n++] = number + 1;
        }
        number = NONE;
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
