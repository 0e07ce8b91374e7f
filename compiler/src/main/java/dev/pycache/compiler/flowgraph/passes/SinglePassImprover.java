package dev.pycache.compiler.flowgraph.passes;

import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.BlockStack;
import dev.pycache.compiler.flowgraph.CodeUnit;
import dev.pycache.compiler.flowgraph.ConstantCache;
import dev.pycache.compiler.flowgraph.peephole.PeepholeOptimizer;
import dev.pycache.compiler.rules.GraphRules;

/** {@code optimize_cfg} of 3.12. */
final class SinglePassImprover implements GraphImprover {
  private final PeepholeOptimizer peephole;
  private final Reachability reachability;

  SinglePassImprover(GraphRules rules, ConstantCache cache, BlockStack work) {
    this.peephole = new PeepholeOptimizer(rules, cache);
    this.reachability = new Reachability(work);
  }

  @Override
  public void improve(CodeUnit unit) {
    BasicBlock entry = unit.entry;
    ExitInliner.inlineSmallExits(entry);
    for (BasicBlock block = entry; block != null; block = block.next) {
      peephole.optimize(block, unit.consts);
    }
    RedundantPairs.remove(entry);
    ExitInliner.inlineSmallExits(entry);
    reachability.removeUnreachableCountingAgain(entry);
    BlockPasses.removeNops(entry);
    BlockPasses.eliminateEmpty(entry);
    BlockPasses.removeJumps(entry);
  }
}
