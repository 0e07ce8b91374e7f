package dev.pycache.compiler.flowgraph.passes;

import dev.pycache.compiler.flowgraph.CodeUnit;

/** The passes of one generation of CPython's flow graph in their order. */
sealed interface GraphPasses permits BlockPassOrder, SequencePassOrder {
  /** Optimises a unit in place; returns the greatest depth of the stack. */
  int process(CodeUnit unit);
}
