/**
 * The flow graph of one unit and its optimiser: the passes of CPython 3.11's {@code
 * Python/compile.c} from {@code assemble()} to {@code convert_exception_handlers_to_nops}, which
 * are {@code Python/flowgraph.c} in later versions.
 *
 * <p>In comes a {@link dev.pycache.compiler.flowgraph.CodeUnit}: blocks of {@linkplain
 * dev.pycache.compiler.flowgraph.Instruction instructions} with symbolic jumps, and SETUP and
 * POP_BLOCK pseudo instructions around what is protected. {@link
 * dev.pycache.compiler.flowgraph.FlowGraph} changes the unit in place; out goes the same unit
 * without unreachable blocks, with a location and a handler at each instruction and the stack depth
 * at each block.
 *
 * <p>A pass is one method that names the CPython function it follows. Their order, and for some the
 * order in which they visit the blocks, shows in the code that comes out, so it is kept. Blocks
 * carry the marks of the passes; no pass needs a map.
 *
 * <p>The {@link dev.pycache.compiler.flowgraph.ConstantCache} is here because the optimiser makes
 * constants too.
 */
@NullMarked
package dev.pycache.compiler.flowgraph;

import org.jspecify.annotations.NullMarked;
