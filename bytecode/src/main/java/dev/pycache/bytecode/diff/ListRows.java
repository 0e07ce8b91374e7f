package dev.pycache.bytecode.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Makes rows of two lists that are aligned. */
final class ListRows {
  private ListRows() {}

  /**
   * The rows; items between two pairs stand beside each other as long as there are any, as changed.
   *
   * @param partners what {@link Alignment} says
   * @param rightSize number of items on the right
   */
  static List<Row> of(
      int[] partners, int rightSize, IntFunction<Row.Cell> left, IntFunction<Row.Cell> right) {
    List<Row> rows = new ArrayList<>();
    int l = 0;
    int r = 0;
    for (int i = 0; i <= partners.length; i++) {
      int rightEnd = i == partners.length ? rightSize : partners[i];
      if (rightEnd != Alignment.NONE) {
        while (l < i || r < rightEnd) {
          Row.Cell one = l < i ? left.apply(l++) : null;
          Row.Cell other = r < rightEnd ? right.apply(r++) : null;
          rows.add(Row.of(one, other, false));
        }
        if (i < partners.length) {
          rows.add(Row.of(left.apply(l++), right.apply(r++), true));
        }
      }
    }
    return rows;
  }

  /** The number of rows that differ. */
  static int differing(List<Row> rows) {
    int count = 0;
    for (Row row : rows) {
      count += row.mark() == Row.Mark.SAME ? 0 : 1;
    }
    return count;
  }
}
