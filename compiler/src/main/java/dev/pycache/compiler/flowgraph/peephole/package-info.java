/**
 * Improvements within a block: what follows the load of a constant, operators on constants, swaps,
 * jumps to jumps. {@code optimize_basic_block} and what it calls, in its version of 3.11 and 3.12
 * ({@link dev.pycache.compiler.flowgraph.peephole.PeepholeOptimizer}) and that of 3.13 and later
 * ({@link dev.pycache.compiler.flowgraph.peephole.ConstantLoads}, {@link
 * dev.pycache.compiler.flowgraph.peephole.BlockImprover}).
 */
@NullMarked
package dev.pycache.compiler.flowgraph.peephole;

import org.jspecify.annotations.NullMarked;
