package dev.pycache.compiler.flowgraph.passes;

import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.flowgraph.CodeUnit;
import dev.pycache.compiler.flowgraph.ConstantCache;
import dev.pycache.compiler.rules.GraphRules;

/**
 * Takes a unit from what the code generator leaves to blocks whose instructions can be written as
 * they stand.
 */
public final class FlowGraph {
  private final GraphPasses passes;

  public FlowGraph(CompilationContext context, ConstantCache cache) {
    this.passes =
        new GraphRules(context.target()).cutsSequence()
            ? new SequencePassOrder(context, cache)
            : new BlockPassOrder(context.target(), cache);
  }

  /**
   * Optimises the unit and labels its handlers: the passes of CPython's {@code assemble()} before
   * jumps are given a direction.
   *
   * @return the greatest depth of the stack
   */
  public int process(CodeUnit unit) {
    return passes.process(unit);
  }

  /**
   * For each cell variable of a unit its index among {@code varNames}, or -1 if it is not a
   * captured argument.
   */
  public static int[] cellLocals(CodeUnit unit) {
    return CellOffsets.localIndexes(unit);
  }
}
