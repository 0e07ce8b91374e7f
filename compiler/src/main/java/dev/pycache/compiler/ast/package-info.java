/**
 * The syntax tree: what the parsers hand to the later stages.
 *
 * <p>Sealed families of records, one record for each class of Python's {@code ast} module ({@code
 * Parser/Python.asdl}), except that the asynchronous statements are a flag of the plain ones. Every
 * node carries its {@link dev.pycache.compiler.ast.Span}, since the location table of 3.11 and
 * later shows it byte by byte. Trees are immutable; folding builds new nodes where something
 * changed and shares the rest, and scopes are kept beside the tree, keyed by the identity of nodes.
 */
@NullMarked
package dev.pycache.compiler.ast;

import org.jspecify.annotations.NullMarked;
