package dev.pycache.compiler.flowgraph.passes;

import dev.pycache.compiler.flowgraph.CodeUnit;

/** Improves the blocks of a unit and the way they hang together ({@code optimize_cfg}). */
sealed interface GraphImprover permits SinglePassImprover, FixedPointImprover {
  void improve(CodeUnit unit);
}
