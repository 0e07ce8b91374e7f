package dev.pycache.compiler.flowgraph.passes;

import dev.pycache.compiler.flowgraph.BasicBlock;
import java.util.Arrays;

/**
 * The values on the stack within a block: of each the instruction that it comes from and the local
 * that it was loaded from; and which of the instructions have loaded something that needs a
 * reference of its own.
 */
final class LoadedValues {
  /** Of a value that was there when the block began. */
  private static final int BEFORE = -1;

  private static final int NOT_LOCAL = -1;

  private int[] sources = new int[32];
  private int[] locals = new int[32];
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
    for (int i = 0; i < block.startDepth(); i++) {
      push(BEFORE, NOT_LOCAL);
    }
  }

  /** What the block leaves on the stack is not consumed. */
  void end() {
    for (int i = 0; i < size; i++) {
      markUnsafe(sources[i]);
    }
  }

  boolean isSafe(int instruction) {
    return !unsafe[instruction];
  }

  private void markUnsafe(int instruction) {
    if (instruction != BEFORE) {
      unsafe[instruction] = true;
    }
  }

  void push(int instruction, int local) {
    if (size == sources.length) {
      sources = Arrays.copyOf(sources, size * 2);
      locals = Arrays.copyOf(locals, size * 2);
    }
    sources[size] = instruction;
    locals[size++] = local;
  }

  /** A value that is no local's. */
  void pushNew(int instruction) {
    push(instruction, NOT_LOCAL);
  }

  void drop(int count) {
    size -= count;
  }

  /** Drops the value below the top. */
  void dropBelowTop() {
    dropBelow(1, 1);
  }

  /** Drops {@code count} values from below the {@code kept} ones at the top. */
  void dropBelow(int kept, int count) {
    int from = size - kept;
    System.arraycopy(sources, from, sources, from - count, kept);
    System.arraycopy(locals, from, locals, from - count, kept);
    size -= count;
  }

  /** Puts a new value below the top. */
  void pushNewBelowTop(int instruction) {
    copy(1);
    sources[size - 2] = instruction;
    locals[size - 2] = NOT_LOCAL;
  }

  /** COPY. */
  void copy(int depth) {
    push(sources[size - depth], locals[size - depth]);
  }

  /** SWAP. */
  void swap(int depth) {
    int top = size - 1;
    int other = size - depth;
    int source = sources[other];
    int local = locals[other];
    sources[other] = sources[top];
    locals[other] = locals[top];
    sources[top] = source;
    locals[top] = local;
  }

  /** Takes the top of the stack to be a local's value from now on ({@code store_local}). */
  void store(int local) {
    drop(1);
    overwrite(local);
    markUnsafe(sources[size]);
  }

  /** A local gets another value or none ({@code kill_local}). */
  void overwrite(int local) {
    for (int i = 0; i < size; i++) {
      if (locals[i] == local) {
        markUnsafe(sources[i]);
      }
    }
  }
}
