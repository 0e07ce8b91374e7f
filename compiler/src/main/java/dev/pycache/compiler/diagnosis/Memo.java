package dev.pycache.compiler.diagnosis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The results of memoised rules: a table with a row for each token, in blocks that are made where
 * they are needed.
 */
final class Memo {
  private static final int ROWS_SHIFT = 6;
  private static final int ROW_MASK = (1 << ROWS_SHIFT) - 1;

  /**
   * The rows of some tokens: where the match ends, plus one so that 0 says that nothing is known,
   * and the result.
   */
  private record Block(int[] ends, @Nullable Object[] values) {}

  private final int width;
  private @Nullable Block[] blocks = new Block[16];

  /** Blocks before this one have been given up. */
  private int firstBlock;

  private final List<Block> spare = new ArrayList<>();

  Memo(int width) {
    this.width = width;
  }

  /** The token after the known result of a rule at a token, -1 when none is known. */
  int end(int token, int column) {
    int number = token >> ROWS_SHIFT;
    Block block = number < blocks.length ? blocks[number] : null;
    return block == null ? -1 : block.ends[(token & ROW_MASK) * width + column] - 1;
  }

  /** The known result; {@link #end} was not negative. */
  @Nullable Object value(int token, int column) {
    Block block = blocks[token >> ROWS_SHIFT];
    return block == null ? null : block.values[(token & ROW_MASK) * width + column];
  }

  void put(int token, int column, @Nullable Object value, int end) {
    int number = token >> ROWS_SHIFT;
    if (number >= blocks.length) {
      blocks = Arrays.copyOf(blocks, Math.max(number + 1, blocks.length * 2));
    }
    Block block = blocks[number];
    if (block == null) {
      block = spare.isEmpty() ? makeBlock() : spare.removeLast();
      blocks[number] = block;
    }
    int cell = (token & ROW_MASK) * width + column;
    block.ends[cell] = end + 1;
    block.values[cell] = value;
  }

  private Block makeBlock() {
    return new Block(new int[width << ROWS_SHIFT], new Object[width << ROWS_SHIFT]);
  }

  /**
   * Gives up what is known of the tokens before this one, or most of them: the parser will not come
   * back to them.
   */
  void forgetBefore(int token) {
    for (int end = token >> ROWS_SHIFT; firstBlock < end; firstBlock++) {
      recycle(firstBlock);
    }
  }

  private void recycle(int number) {
    Block block = number < blocks.length ? blocks[number] : null;
    if (block != null) {
      Arrays.fill(block.ends, 0);
      Arrays.fill(block.values, null);
      spare.add(block);
      blocks[number] = null;
    }
  }

  void clear() {
    for (int i = firstBlock; i < blocks.length; i++) {
      recycle(i);
    }
    firstBlock = 0;
  }
}
