package dev.pycache.bytecode.diff;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which items of two sequences belong together: the same items in the same order, as many as
 * possible (Myers, "An O(ND) Difference Algorithm and Its Variations", 1986). Sequences that have
 * little in common are first cut at items that each of them has once; the work is bounded, so that
 * huge sequences that were made to be hard are aligned less well and not less soon.
 */
public final class Alignment {
  /** The partner of an item that has none. */
  public static final int NONE = -1;

  /** Memory grows with the square of the distance: 4 MiB. */
  private static final int GREATEST_DISTANCE = 1024;

  private static final long BUDGET = 300_000_000;

  private final int[] left;
  private final int[] right;
  private final int[] partners;
  private final ArrayDeque<Range> open = new ArrayDeque<>();
  private long budget = BUDGET;

  /** A part of either sequence, ends not included. */
  private record Range(int leftStart, int leftEnd, int rightStart, int rightEnd) {
    boolean isOneSided() {
      return leftStart == leftEnd || rightStart == rightEnd;
    }
  }

  private Alignment(int[] left, int[] right) {
    this.left = left;
    this.right = right;
    this.partners = new int[left.length];
    Arrays.fill(partners, NONE);
  }

  /**
   * Aligns two sequences.
   *
   * @return for each item on the left the index of its partner on the right, which is equal to it,
   *     or {@link #NONE}; partners are in ascending order
   */
  public static int[] of(int[] left, int[] right) {
    var alignment = new Alignment(left, right);
    alignment.open.push(new Range(0, left.length, 0, right.length));
    while (!alignment.open.isEmpty()) {
      alignment.align(alignment.open.pop());
    }
    return alignment.partners;
  }

  /** The same for items that are compared by {@link Object#equals}. */
  public static int[] of(List<?> left, List<?> right) {
    Map<Object, Integer> numbers = new HashMap<>();
    return of(numbered(left, numbers), numbered(right, numbers));
  }

  private static int[] numbered(List<?> items, Map<Object, Integer> numbers) {
    var result = new int[items.size()];
    for (int i = 0; i < result.length; i++) {
      Object item = items.get(i);
      Integer number = numbers.get(item);
      if (number == null) {
        number = numbers.size();
        numbers.put(item, number);
      }
      result[i] = number;
    }
    return result;
  }

  private void align(Range whole) {
    Range range = withoutCommonEnds(whole);
    if (range.isOneSided() || budget < 0) {
      return;
    }
    int[][] steps = walk(range);
    if (steps != null) {
      trace(range, steps);
    } else {
      cut(range);
    }
  }

  private Range withoutCommonEnds(Range range) {
    int l = range.leftStart;
    int r = range.rightStart;
    while (l < range.leftEnd && r < range.rightEnd && left[l] == right[r]) {
      partners[l++] = r++;
    }
    int leftEnd = range.leftEnd;
    int rightEnd = range.rightEnd;
    while (leftEnd > l && rightEnd > r && left[leftEnd - 1] == right[rightEnd - 1]) {
      partners[--leftEnd] = --rightEnd;
    }
    budget -= range.leftEnd - leftEnd + l - range.leftStart;
    return new Range(l, leftEnd, r, rightEnd);
  }

  /**
   * The greedy walk: how far each diagonal is reached with 0, 1, 2 ... items that have no partner.
   * Diagonal {@code k}, which is x - y, stands at index {@code k + d}.
   *
   * @return null if the sequences are too far apart
   */
  private int @Nullable [][] walk(Range range) {
    int n = range.leftEnd - range.leftStart;
    int m = range.rightEnd - range.rightStart;
    int most = Math.min(n + m, GREATEST_DISTANCE);
    var steps = new int[most + 1][];
    for (int d = 0; d <= most; d++) {
      int[] reached = new int[2 * d + 1];
      for (int k = -d; k <= d; k += 2) {
        int x = d == 0 ? 0 : next(steps[d - 1], d, k);
        int from = x;
        while (x < n
            && x - k < m
            && x - k >= 0
            && left[range.leftStart + x] == right[range.rightStart + x - k]) {
          x++;
        }
        budget -= x - from + 1;
        reached[k + d] = x;
        if (x >= n && x - k >= m) {
          steps[d] = reached;
          return Arrays.copyOf(steps, d + 1);
        }
      }
      steps[d] = reached;
      if (budget < 0) {
        return null;
      }
    }
    return null;
  }

  /** Where diagonal {@code k} is entered with {@code d} items: from its left or from above. */
  private static int next(int[] before, int d, int k) {
    return isDown(before, d, k) ? before[k + 1 + d - 1] : before[k - 1 + d - 1] + 1;
  }

  private static boolean isDown(int[] before, int d, int k) {
    return k == -d || (k != d && before[k - 1 + d - 1] < before[k + 1 + d - 1]);
  }

  /** Goes the walk back from its end, and notes the items it passed two at a time. */
  private void trace(Range range, int[][] steps) {
    int x = range.leftEnd - range.leftStart;
    int k = x - (range.rightEnd - range.rightStart);
    for (int d = steps.length - 1; d >= 0; d--) {
      int entered = d == 0 ? 0 : next(steps[d - 1], d, k);
      while (x > entered) {
        x--;
        partners[range.leftStart + x] = range.rightStart + x - k;
      }
      if (d > 0) {
        boolean down = isDown(steps[d - 1], d, k);
        x = down ? x : x - 1;
        k = down ? k + 1 : k - 1;
      }
    }
  }

  /** Pairs what either side has just once, in the order of both, and leaves what is between. */
  private void cut(Range range) {
    Map<Integer, Integer> once = once(right, range.rightStart, range.rightEnd);
    Map<Integer, Integer> leftOnce = once(left, range.leftStart, range.leftEnd);
    var candidates = new int[Math.min(once.size(), leftOnce.size())];
    int count = 0;
    for (int l = range.leftStart; l < range.leftEnd; l++) {
      int r = once.getOrDefault(left[l], NONE);
      if (r >= 0 && leftOnce.getOrDefault(left[l], NONE) == l) {
        partners[l] = r;
        candidates[count++] = l;
      }
    }
    budget -= range.leftEnd - range.leftStart + range.rightEnd - range.rightStart;
    int l = range.leftStart;
    int r = range.rightStart;
    for (int anchor : ascending(candidates, count)) {
      open.push(new Range(l, anchor, r, partners[anchor]));
      l = anchor + 1;
      r = partners[anchor] + 1;
    }
    if (l > range.leftStart) {
      open.push(new Range(l, range.leftEnd, r, range.rightEnd));
    }
  }

  /** The index of each item that stands in a part just once; negative for the others. */
  private static Map<Integer, Integer> once(int[] items, int start, int end) {
    Map<Integer, Integer> found = new HashMap<>();
    for (int i = start; i < end; i++) {
      found.merge(items[i], i, (first, second) -> NONE);
    }
    return found;
  }

  /** The longest choice of candidates whose partners ascend; the others lose theirs. */
  private int[] ascending(int[] candidates, int count) {
    int[] ends = new int[count]; // the candidate at which a choice of length i + 1 ends best
    int[] before = new int[count];
    int[] at = new int[count];
    int length = 0;
    for (int i = 0; i < count; i++) {
      int low = 0;
      int high = length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (partners[candidates[ends[middle]]] < partners[candidates[i]]) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      ends[low] = i;
      before[i] = low == 0 ? NONE : ends[low - 1];
      at[i] = low;
      length = Math.max(length, low + 1);
    }
    var chosen = new int[length];
    int next = length == 0 ? NONE : ends[length - 1];
    for (int i = count - 1; i >= 0; i--) {
      if (i == next) {
        chosen[at[i]] = candidates[i];
        next = before[i];
      } else {
        partners[candidates[i]] = NONE;
      }
    }
    return chosen;
  }
}
