package dev.pycache.compiler.flowgraph;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The blocks that a walk along the edges has still to look at, last in first out; empty between two
 * walks.
 */
public final class BlockStack {
  private @Nullable BasicBlock[] blocks = new BasicBlock[32];
  private int size;

  public void push(BasicBlock block) {
    if (size == blocks.length) {
      blocks = Arrays.copyOf(blocks, size * 2);
    }
    blocks[size++] = block;
  }

  /** The block pushed last, or null. */
  public @Nullable BasicBlock pop() {
    if (size == 0) {
      return null;
    }
    BasicBlock block = blocks[--size];
    blocks[size] = null;
    return block;
  }
}
