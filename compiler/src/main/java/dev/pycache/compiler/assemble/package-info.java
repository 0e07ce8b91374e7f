/**
 * Makes a code object of a finished unit: {@code assemble()} and {@code makecode()} of CPython
 * 3.11's {@code Python/compile.c}, {@code Python/assemble.c} in later versions.
 *
 * <p>In comes a {@link dev.pycache.compiler.flowgraph.CodeUnit} from the code generator; the passes
 * of {@link dev.pycache.compiler.flowgraph.passes.FlowGraph} run first. Then jumps get their
 * direction and distance, the instructions are written with their EXTENDED_ARGs and caches, and
 * beside them the location and the exception table. Out goes a {@link
 * dev.pycache.bytecode.CodeObject}.
 *
 * <p>Which object is the same as which other shows in the bytes of a {@code .pyc}, so names,
 * constants and tables go through the compilation's {@link
 * dev.pycache.compiler.flowgraph.ConstantCache} in CPython's order.
 */
@NullMarked
package dev.pycache.compiler.assemble;

import org.jspecify.annotations.NullMarked;
