package dev.pycache.compiler.flowgraph.passes;

import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.BlockStack;
import dev.pycache.compiler.flowgraph.CodeUnit;
import dev.pycache.compiler.flowgraph.ConstantCache;
import dev.pycache.compiler.rules.GraphRules;

/** The passes of 3.12 and later, which make their own blocks of a sequence of instructions. */
final class SequencePassOrder implements GraphPasses {
  private final GraphRules rules;
  private final boolean pairsLocals;
  private final boolean borrowsLocals;
  private final boolean generatorsBeginWithValue;
  private final BlockCutter cutter;
  private final HandlerLabels handlers;
  private final GraphImprover improver;
  private final UnboundLocals unboundLocals;
  private final ColdBlocks coldBlocks;
  private final LineNumbers lines;
  private final StackDepth depth;
  private final BorrowedLoads borrowedLoads;
  private final BranchMarks branches;
  private final PseudoInstructions pseudo;

  SequencePassOrder(CompilationContext context, ConstantCache cache) {
    this.rules = new GraphRules(context.target());
    this.pairsLocals = rules.pairsLocals();
    this.borrowsLocals = rules.borrowsLocals();
    this.generatorsBeginWithValue = rules.generatorsBeginWithValue();
    var work = new BlockStack();
    this.cutter = new BlockCutter(rules);
    this.handlers = new HandlerLabels(rules, work);
    this.lines = new LineNumbers(rules);
    this.improver =
        rules.resolvesLinesFirst()
            ? new FixedPointImprover(context, cache, lines, work)
            : new SinglePassImprover(rules, cache, work);
    this.unboundLocals = new UnboundLocals(work);
    this.coldBlocks = new ColdBlocks(rules, work);
    this.depth = new StackDepth(context.target(), work);
    this.borrowedLoads = new BorrowedLoads(context.target(), work);
    this.branches = new BranchMarks(rules);
    this.pseudo = new PseudoInstructions(rules);
  }

  /**
   * {@code _PyCfg_OptimizeCodeUnit} and {@code _PyCfg_OptimizedCfgToInstructionSequence}, the
   * latter {@code optimize_and_assemble_code_unit} in 3.12.
   */
  @Override
  public int process(CodeUnit unit) {
    BasicBlock entry = unit.entry;
    cutter.cut(unit);
    // A generator's yields are told how deep they are, even where that is not at all.
    boolean protects = unit.protects();
    if (protects || (unit.flags & CellOffsets.ANY_GENERATOR) != 0) {
      handlers.label(entry);
    }
    improver.improve(unit);
    UnusedConstants.remove(unit);
    unboundLocals.check(unit);
    if (pairsLocals) {
      LocalPairs.join(entry);
    }
    if (protects) {
      coldBlocks.pushToEnd(unit);
    }
    lines.resolve(unit);
    PseudoInstructions.expandJumps(entry);
    int greatest = generatorsBeginWithValue ? 0 : depth.compute(unit);
    CellOffsets.settle(unit, rules);
    if (generatorsBeginWithValue) {
      greatest = depth.compute(unit);
    }
    pseudo.replace(entry);
    branches.normalize(unit);
    if (borrowsLocals && hasLocals(unit)) {
      borrowedLoads.mark(entry);
    }
    return greatest;
  }

  /** Closures are loaded as locals too. */
  private static boolean hasLocals(CodeUnit unit) {
    return !unit.varNames.isEmpty() || !unit.cellVars.isEmpty() || !unit.freeVars.isEmpty();
  }
}
