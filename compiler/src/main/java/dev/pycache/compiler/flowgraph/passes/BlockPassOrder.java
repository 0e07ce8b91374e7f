package dev.pycache.compiler.flowgraph.passes;

import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Target;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.BlockStack;
import dev.pycache.compiler.flowgraph.CodeUnit;
import dev.pycache.compiler.flowgraph.ConstantCache;
import dev.pycache.compiler.flowgraph.IndexTable;
import dev.pycache.compiler.flowgraph.Instruction;
import dev.pycache.compiler.flowgraph.Traits;
import dev.pycache.compiler.flowgraph.peephole.PeepholeOptimizer;
import dev.pycache.compiler.rules.GraphRules;

/** The passes of 3.11, which take the blocks as the code generator has made them. */
final class BlockPassOrder implements GraphPasses {
  private final GraphRules rules;
  private final BlockStack work = new BlockStack();
  private final PeepholeOptimizer peephole;
  private final StackDepth depth;
  private final HandlerLabels handlers;
  private final Reachability reachability;

  BlockPassOrder(Target target, ConstantCache cache) {
    this.rules = new GraphRules(target);
    this.peephole = new PeepholeOptimizer(rules, cache);
    this.depth = new StackDepth(target, work);
    this.handlers = new HandlerLabels(rules, work);
    this.reachability = new Reachability(work);
  }

  /** {@code assemble()} before jumps are given a direction. */
  @Override
  public int process(CodeUnit unit) {
    for (BasicBlock block = unit.lastMade(); block != null; block = block.madeBefore) {
      BlockPasses.normalize(block);
    }
    for (BasicBlock block = unit.lastMade(); block != null; block = block.madeBefore) {
      BlockPasses.extend(block);
    }
    CellOffsets.settle(unit, rules);
    new GraphOptimizer(unit, peephole, reachability).optimize();
    LineNumbers.duplicateExits(unit);
    trimUnusedConsts(unit);
    LineNumbers.propagate(unit.entry);
    LineNumbers.guaranteeForExits(unit.entry, unit.firstLine);
    int greatest = depth.compute(unit);
    if (unit.protects()) {
      handlers.label(unit.entry);
    }
    for (BasicBlock block = unit.entry; block != null; block = block.next) {
      BlockPasses.clean(block);
    }
    return greatest;
  }

  /**
   * Cuts the constants behind the last one in use; the first may be a docstring ({@code
   * trim_unused_consts}).
   */
  private static void trimUnusedConsts(CodeUnit unit) {
    IndexTable<Constant> consts = unit.consts;
    int greatest = consts.size() - 1;
    int last = 0;
    // Backwards, as the last constants are used last: most units are done with their last block.
    for (BasicBlock block = unit.lastMade();
        block != null && last < greatest;
        block = block.madeBefore) {
      if (block.mayContain(Traits.CONSTANT)) {
        last = Math.max(last, lastConstant(block, greatest));
      }
    }
    if (last < greatest) {
      consts.truncate(last + 1);
    }
  }

  /** The greatest number of a constant in a block, which need not be looked for once found. */
  private static int lastConstant(BasicBlock block, int greatest) {
    int last = 0;
    for (int i = block.size() - 1; i >= 0 && last < greatest; i--) {
      Instruction instruction = block.get(i);
      if (instruction.arg > last && Instruction.hasConstant(instruction.opcode)) {
        last = instruction.arg;
      }
    }
    return last;
  }
}
