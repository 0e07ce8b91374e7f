/**
 * The passes over the flow graph of a unit, and their order in each of its generations: that of
 * 3.11, where they take the blocks as the code generator has made them ({@code assemble()} in
 * {@code Python/compile.c}), and that of 3.12 and later ({@code Python/flowgraph.c}), where they
 * cut blocks of their own.
 *
 * <p>{@link dev.pycache.compiler.flowgraph.passes.FlowGraph} is the way in. A pass is one method
 * that names the CPython function it follows. The order of the passes, and for some the order in
 * which they visit the blocks, shows in the code that comes out, so it is kept.
 */
@NullMarked
package dev.pycache.compiler.flowgraph.passes;

import org.jspecify.annotations.NullMarked;
