/**
 * The fast parser: tokens in, syntax tree out, for sources that are right.
 *
 * <p>It does the work of CPython's {@code Parser/parser.c}, which is generated from {@code
 * Grammar/python.gram}, but by recursive descent and precedence climbing over the tokens of a
 * logical line, made beforehand: no memoisation, and no way back except where a parenthesis behind
 * {@code with} turns out to belong to an expression. The tree, its contexts and its positions are
 * those of CPython to the byte.
 *
 * <p>It finds no errors. Whatever it does not accept makes it give up with {@link ParseFailure},
 * and package {@code diagnosis}, which mirrors CPython's parser step by step, finds out what is
 * wrong. So the one rule for every method here is to accept nothing that CPython refuses. To refuse
 * what CPython accepts is merely slow, and is done on purpose for sources so deep that CPython's
 * limit of rule calls on its stack comes near ({@code TokenCursor.descend}).
 *
 * <p>The classes divide the grammar by families. {@code TokenCursor} walks over the tokens and
 * makes spans, {@code NodeStack} collects children, {@code Foldables} tells the optimizer where it
 * need not look; {@code Expressions} (operators), {@code Primaries} (atoms, calls, subscripts),
 * {@code Displays} (brackets and comprehensions), {@code Parameters}, {@code Targets} and {@code
 * Patterns} parse what stands inside statements; {@code SimpleStatements}, {@code Imports}, {@code
 * CompoundStatements} and {@code Definitions} the statements themselves. {@code Parser} puts them
 * together. Above each method stands the rule of the grammar that it implements.
 */
@NullMarked
package dev.pycache.compiler.parser;

import org.jspecify.annotations.NullMarked;
