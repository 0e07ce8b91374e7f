/**
 * Code generation: from the syntax tree to blocks of instructions.
 *
 * <p>In goes the folded tree of a module with its {@link
 * dev.pycache.compiler.symtable.SymbolTable}; out comes its code object. For every module, class,
 * function, lambda, comprehension, list of type parameters and function that evaluates annotations
 * the tree walk makes one {@link dev.pycache.compiler.flowgraph.CodeUnit}, innermost first, and
 * hands it to {@link dev.pycache.compiler.assemble.Assembler}, since the code object of an inner
 * unit is a constant of the outer one.
 *
 * <p>The work is that of the first three quarters of CPython's {@code Python/compile.c}, from
 * {@code compiler_mod} to {@code compiler_match} (of {@code Python/codegen.c} from 3.14 on), and of
 * {@code Python/ast_unparse.c}. The order of all side effects is CPython's, because it shows: in
 * the numbers of names and constants, in the location of instructions that belong to no node, and
 * in which of two errors is reported.
 *
 * <ul>
 *   <li>{@code CodeGenerator} begins and wires up; {@code Emitter} keeps the stack of {@code
 *       Unit}s, the place in the source and the current block; {@code Idioms} are the instruction
 *       sequences that differ from version to version.
 *   <li>One class for each family of the language: {@code Names}, {@code Expressions}, {@code
 *       Conditions}, {@code Calls}, {@code Displays}, {@code Comprehensions}, {@code Statements},
 *       {@code Assignments}, {@code Unwinding}, {@code Loops}, {@code TryStatements}, {@code
 *       WithStatements}, {@code Imports}, {@code Functions}, {@code Classes}, {@code
 *       TypeParameters}, {@code TypeAliases}, {@code Annotations}, {@code Patterns}.
 *   <li>What these share: {@code Bodies} of modules and classes, {@code Defaults} of parameters,
 *       {@code Closures} that make functions of units, {@code InlinedComprehension}, the state of a
 *       unit that a comprehension is part of.
 *   <li>{@code Suspicions} are the SyntaxWarnings; {@link dev.pycache.compiler.codegen.text} is the
 *       text of annotations and docstrings.
 * </ul>
 */
@NullMarked
package dev.pycache.compiler.codegen;

import org.jspecify.annotations.NullMarked;
