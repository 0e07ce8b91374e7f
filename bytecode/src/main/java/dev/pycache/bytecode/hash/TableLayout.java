package dev.pycache.bytecode.hash;

/**
 * How the table of a set or dictionary is probed and when it grows. A table has a power of two
 * slots, at first eight; a search begins at the slot that the lowest bits of the hash name and goes
 * on to {@code 5 * slot + 1 + perturb}, where {@code perturb} is the hash, shifted down with each
 * step.
 */
enum TableLayout {
  /** Sets up to 3.3, dictionaries up to 3.2: grows as soon as two thirds of the slots are taken. */
  SCATTERED(0, false, false) {
    @Override
    boolean growsAfter(long used, int size) {
      return used * 3 >= size * 2L;
    }
  },
  /** Sets of 3.4: looks at nine neighbours, round the end of the table, before it jumps. */
  NEIGHBOURS_ROUND_THE_END(9, true, true) {
    @Override
    boolean growsAfter(long used, int size) {
      return used * 3 >= size * 2L;
    }
  },
  /** Sets of 3.5: neighbours only where all nine of them are before the end. */
  NEIGHBOURS(9, false, true) {
    @Override
    boolean growsAfter(long used, int size) {
      return used * 3 >= size * 2L;
    }
  },
  /** Sets of 3.6: two thirds of all slots but one. */
  NEIGHBOURS_TWO_THIRDS(9, false, true) {
    @Override
    boolean growsAfter(long used, int size) {
      return used * 3 >= (size - 1) * 2L;
    }
  },
  /** Sets since 3.7: three fifths of all slots but one. */
  NEIGHBOURS_THREE_FIFTHS(9, false, true) {
    @Override
    boolean growsAfter(long used, int size) {
      return used * 5 >= (size - 1) * 3L;
    }
  },
  /** Dictionaries of 3.3 to 3.5: a full table grows when one more key comes. */
  SCATTERED_LATE(0, false, false) {
    @Override
    boolean growsBefore(long used, int size) {
      return used >= (size * 2L + 1) / 3;
    }

    @Override
    long grown(long used, int size) {
      return used * 2 + size / 2;
    }
  };

  /** {@code PySet_MINSIZE}, {@code PyDict_MINSIZE}. */
  static final int LEAST_SIZE = 8;

  private static final int LARGE = 50_000;

  /** How many slots behind the one of the search are looked at too. */
  final int neighbours;

  /** Whether the first slot is a neighbour of the last. */
  final boolean roundTheEnd;

  /** Whether {@code perturb} is shifted before its first use. */
  final boolean shiftsFirst;

  TableLayout(int neighbours, boolean roundTheEnd, boolean shiftsFirst) {
    this.neighbours = neighbours;
    this.roundTheEnd = roundTheEnd;
    this.shiftsFirst = shiftsFirst;
  }

  /** Whether a table grows before one more item is put into it. */
  boolean growsBefore(long used, int size) {
    return false;
  }

  /** Whether a table grows when an item has been put into it. */
  boolean growsAfter(long used, int size) {
    return false;
  }

  /** The number that the size of the grown table must exceed. */
  long grown(long used, int size) {
    return used > LARGE ? used * 2 : used * 4;
  }
}
