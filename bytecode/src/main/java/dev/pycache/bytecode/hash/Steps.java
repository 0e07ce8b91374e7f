package dev.pycache.bytecode.hash;

/**
 * Bounds the work of finding one order. A file can hold sets all of whose items have one hash, and
 * tuples that share their parts so that comparing two takes exponential time; the interpreter would
 * not come to an end either.
 */
final class Steps {
  private static final long FOR_ANY_SET = 1 << 16;

  /** An item of a real set is placed in a handful of steps, multiples of 2**24 in up to 100. */
  private static final long FOR_EACH_ITEM = 500;

  private static final int BYTES_IN_A_STEP = 16;

  /** A marshal file nests 2000 objects, but references can make chains of any length. */
  private static final int MAX_DEPTH = 1000;

  private long left = FOR_ANY_SET;
  private int depth;

  /** Allows for the items of one more container. */
  void allow(int items) {
    left += items * FOR_EACH_ITEM;
  }

  /** Counts one step. */
  void take() throws UndeterminedException {
    take(1);
  }

  /** Counts the steps of looking at so many bytes. */
  void takeBytes(int bytes) throws UndeterminedException {
    take(1 + bytes / BYTES_IN_A_STEP);
  }

  private void take(int steps) throws UndeterminedException {
    left -= steps;
    if (left < 0) {
      throw new UndeterminedException();
    }
  }

  /** Goes into the items of a container; also of a tuple that holds itself. */
  void enter() throws UndeterminedException {
    if (++depth > MAX_DEPTH) {
      throw new UndeterminedException();
    }
  }

  /** Comes back from the items of a container. */
  void leave() {
    depth--;
  }
}
