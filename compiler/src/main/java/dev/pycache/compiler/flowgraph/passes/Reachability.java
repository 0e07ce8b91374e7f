package dev.pycache.compiler.flowgraph.passes;

import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.BlockStack;
import dev.pycache.compiler.flowgraph.Instruction;
import dev.pycache.compiler.flowgraph.Traits;

/** Counts the edges that lead to each block, and empties the blocks that none leads to. */
final class Reachability {
  private final BlockStack work;

  Reachability(BlockStack work) {
    this.work = work;
  }

  /** {@code remove_unreachable} of 3.13. */
  void removeUnreachable(BasicBlock entry) {
    for (BasicBlock block = entry; block != null; block = block.next) {
      block.predecessors = 0;
      block.noLongerContains(Traits.REWIRED);
    }
    count(entry, false);
    empty(entry);
  }

  /** {@code mark_reachable} of 3.11, which goes by the marks of blocks that do not go on. */
  void countByMarks(BasicBlock entry) {
    count(entry, true);
  }

  private void count(BasicBlock entry, boolean byMarks) {
    arrive(entry);
    BasicBlock block;
    while ((block = work.pop()) != null) {
      if (block.next != null && (byMarks ? !block.noFallThrough : block.fallsThrough())) {
        arrive(block.next);
      }
      if (block.protects()) {
        arriveAtAll(block);
      } else {
        Instruction jump = block.lastJump();
        if (jump != null) {
          arrive(jump.requireTarget());
        }
      }
    }
  }

  private void arriveAtAll(BasicBlock block) {
    for (int i = 0, n = block.size(); i < n; i++) {
      if (block.get(i).isEdge()) {
        arrive(block.get(i).requireTarget());
      }
    }
  }

  private void arrive(BasicBlock block) {
    if (block.predecessors++ == 0) {
      work.push(block);
    }
  }

  /**
   * {@code mark_reachable} of 3.12 and the loop behind it: a block counts as visited from when it
   * is taken from the stack, so that one that is pushed twice is gone through twice, and the edges
   * that leave it count twice.
   */
  void removeUnreachableCountingAgain(BasicBlock entry) {
    for (BasicBlock block = entry; block != null; block = block.next) {
      block.visited = false;
      block.predecessors = 0;
    }
    arriveAgain(entry);
    BasicBlock block;
    while ((block = work.pop()) != null) {
      block.visited = true;
      if (block.next != null && block.fallsThrough()) {
        arriveAgain(block.next);
      }
      for (int i = firstEdge(block); i < block.size(); i++) {
        if (block.get(i).isEdge()) {
          arriveAgain(block.get(i).requireTarget());
        }
      }
    }
    empty(entry);
  }

  private void arriveAgain(BasicBlock block) {
    block.predecessors++;
    if (!block.visited) {
      work.push(block);
    }
  }

  private static void empty(BasicBlock entry) {
    for (BasicBlock block = entry; block != null; block = block.next) {
      if (block.predecessors == 0) {
        block.clear();
        block.isHandler = false;
      }
    }
  }

  /** Edges leave in the middle of a block only where it names a handler. */
  private static int firstEdge(BasicBlock block) {
    return block.protects() || block.isEmpty() ? 0 : block.size() - 1;
  }
}
