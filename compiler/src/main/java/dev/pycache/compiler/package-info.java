/**
 * From Python source to code objects: the front of floor 2.
 *
 * <p>In goes the raw source of a module with a file name, a {@link dev.pycache.bytecode.Target} and
 * an optimisation level; out comes a {@link dev.pycache.compiler.CompileResult}: the code object
 * that this release of CPython would make, or the exception that it would raise, with the warnings
 * of the way there.
 *
 * <p>The stages are the packages below this one, in this order; each knows only those before it:
 *
 * <ol>
 *   <li>{@code source}: bytes to UTF-8 with one kind of line end (PEP 263)
 *   <li>{@code token}: tokens in parallel arrays ({@code Parser/tokenizer.c})
 *   <li>{@code ast}: the tree ({@code Parser/Python.asdl})
 *   <li>{@code literal}: values of numbers and strings, f-strings ({@code Parser/string_parser.c})
 *   <li>{@code parser}: the fast parser, for sources that are right
 *   <li>{@code diagnosis}: the parser that mirrors CPython's step by step, for all others ({@code
 *       Parser/pegen.c})
 *   <li>{@code fold}: constant folding on the tree ({@code Python/ast_opt.c})
 *   <li>{@code symtable}: scopes ({@code Python/symtable.c}, {@code Python/future.c})
 *   <li>{@code codegen}: instructions in basic blocks ({@code Python/compile.c})
 *   <li>{@code flowgraph}, {@code assemble}: optimised blocks, then bytes and tables ({@code
 *       Python/compile.c})
 * </ol>
 */
@NullMarked
package dev.pycache.compiler;

import org.jspecify.annotations.NullMarked;
