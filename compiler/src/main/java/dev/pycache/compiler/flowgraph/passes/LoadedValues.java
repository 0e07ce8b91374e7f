package dev.pycache.compiler.flowgraph.passes;

import dev.pycache.compiler.flowgraph.BasicBlock;
import java.util.Arrays;

/**
 * The values on the stack within a block: of each the instruction that it comes from and the local
 * that it was loaded from; and which of the instructions have loaded something that needs a
 * reference of its own. Of the instructions, only those matter that load locals.
 */
final class LoadedValues {
  static final int NOT_LOCAL = -1;

  /** A value that does not come from a local. */
  private static final long OTHER = -1;

  /** Of each value the number of its instruction, and below that the local. */
  private long[] values = new long[32];

  private int size;

  /** By number of an instruction of the block. */
  private boolean[] unsafe = new boolean[64];

  /** Forgets everything; the stack has the values that the block finds there. */
  void begin(BasicBlock block) {
    if (unsafe.length < block.size()) {
      unsafe = new boolean[block.size() * 2];
    } else {
      Arrays.fill(unsafe, 0, block.size(), false);
    }
    size = 0;
    replace(0, Math.max(block.startDepth(), 0));
  }

  /** What the block leaves on the stack is not consumed. */
  void end() {
    for (int i = 0; i < size; i++) {
      markUnsafe(values[i]);
    }
  }

  boolean isSafe(int instruction) {
    return !unsafe[instruction];
  }

  private void markUnsafe(long value) {
    if (value != OTHER) {
      unsafe[(int) (value >> 32)] = true;
    }
  }

  void push(int instruction, int local) {
    push((long) instruction << 32 | local & 0xFFFF_FFFFL);
  }

  private void push(long value) {
    int n = size;
    if (n == values.length) {
      values = Arrays.copyOf(values, n * 2);
    }
    values[n] = value;
    size = n + 1;
  }

  void drop(int count) {
    size -= count;
  }

  /** Drops {@code popped} values and pushes {@code pushed} that are no local's. */
  void replace(int popped, int pushed) {
    int n = size - popped;
    int end = n + pushed;
    size = end;
    if (end > values.length) {
      values = Arrays.copyOf(values, end * 2);
    }
    long[] all = values;
    for (; n < end; n++) {
      all[n] = OTHER;
    }
  }

  /** Drops the value below the top. */
  void dropBelowTop() {
    values[size - 2] = values[size - 1];
    size--;
  }

  /** Puts a new value below the top. */
  void pushNewBelowTop() {
    copy(1);
    values[size - 2] = OTHER;
  }

  /** COPY. */
  void copy(int depth) {
    push(values[size - depth]);
  }

  /** SWAP. */
  void swap(int depth) {
    int top = size - 1;
    int other = size - depth;
    long value = values[other];
    values[other] = values[top];
    values[top] = value;
  }

  /** Takes the top of the stack to be a local's value from now on ({@code store_local}). */
  void store(int local) {
    drop(1);
    overwrite(local);
    markUnsafe(values[size]);
  }

  /** A local gets another value or none ({@code kill_local}). */
  void overwrite(int local) {
    long[] all = values;
    for (int i = size - 1; i >= 0; i--) {
      if ((int) all[i] == local) {
        markUnsafe(all[i]);
      }
    }
  }
}
