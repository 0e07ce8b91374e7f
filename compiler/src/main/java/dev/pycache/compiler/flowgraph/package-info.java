/**
 * The flow graph of one unit: blocks of instructions, and the tables that instructions refer to.
 *
 * <p>The code generator fills a {@link dev.pycache.compiler.flowgraph.CodeUnit}: blocks of
 * {@linkplain dev.pycache.compiler.flowgraph.Instruction instructions} with symbolic jumps, and
 * SETUP and POP_BLOCK pseudo instructions around what is protected. {@link
 * dev.pycache.compiler.flowgraph.passes.FlowGraph} changes the unit in place; out goes the same
 * unit without unreachable blocks, with a location and a handler at each instruction and the stack
 * depth at each block. Blocks carry the marks of the passes; no pass needs a map. They also know
 * what {@linkplain dev.pycache.compiler.flowgraph.Traits kinds of instructions} they may have, so
 * that a pass need not look into each of them.
 *
 * <p>The {@link dev.pycache.compiler.flowgraph.ConstantCache} is here because the optimiser makes
 * constants too.
 */
@NullMarked
package dev.pycache.compiler.flowgraph;

import org.jspecify.annotations.NullMarked;
