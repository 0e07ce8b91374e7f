package dev.pycache.bytecode.dis;

import java.util.Arrays;

/** The offsets to which something jumps, in order; those that lie in no instruction included. */
final class Labels {
  static final int NONE = 0;

  private long[] offsets = new long[16];
  private int count;

  void add(long offset) {
    if (count == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * count);
    }
    offsets[count++] = offset;
  }

  /** Puts them in order and drops what is there twice; to be called once, after the last one. */
  void sort() {
    Arrays.sort(offsets, 0, count);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || offsets[i] != offsets[i - 1]) {
        offsets[kept++] = offsets[i];
      }
    }
    count = kept;
  }

  int count() {
    return count;
  }

  /** The number of the label of an offset, from 1; {@link #NONE} if there is none. */
  int number(long offset) {
    int index = Arrays.binarySearch(offsets, 0, count, offset);
    return index < 0 ? NONE : index + 1;
  }
}
