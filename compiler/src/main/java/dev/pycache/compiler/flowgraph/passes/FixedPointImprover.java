package dev.pycache.compiler.flowgraph.passes;

import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.BlockStack;
import dev.pycache.compiler.flowgraph.CodeUnit;
import dev.pycache.compiler.flowgraph.ConstantCache;
import dev.pycache.compiler.flowgraph.Traits;
import dev.pycache.compiler.flowgraph.peephole.BlockImprover;
import dev.pycache.compiler.flowgraph.peephole.ConstantLoads;
import dev.pycache.compiler.rules.GraphRules;

/** {@code optimize_cfg} of 3.13 and later. */
final class FixedPointImprover implements GraphImprover {
  private final LineNumbers lines;
  private final Reachability reachability;
  private final ConstantLoads constantLoads;
  private final BlockImprover blocks;

  FixedPointImprover(
      CompilationContext context, ConstantCache cache, LineNumbers lines, BlockStack work) {
    var rules = new GraphRules(context.target());
    this.lines = lines;
    this.reachability = new Reachability(work);
    this.constantLoads = new ConstantLoads(rules, cache);
    this.blocks = new BlockImprover(context, cache);
  }

  @Override
  public void improve(CodeUnit unit) {
    BasicBlock entry = unit.entry;
    ExitInliner.inlineSmallOrLineless(entry);
    reachability.removeUnreachable(entry);
    lines.resolve(unit);
    for (BasicBlock block = entry; block != null; block = block.next) {
      constantLoads.optimize(block, unit.consts);
    }
    boolean rewired = false;
    for (BasicBlock block = entry; block != null; block = block.next) {
      blocks.improve(block, unit.consts);
      rewired |= block.mayContain(Traits.REWIRED);
    }
    RedundantPairs.remove(entry);
    if (rewired) {
      reachability.removeUnreachable(entry);
    }
    BlockPasses.removeNopsAndJumps(entry);
  }
}
