/**
 * The diagnosing parser: what a source that the fast parser gave up on is, exactly as CPython says
 * it.
 *
 * <p>In comes a {@link dev.pycache.compiler.source.Source}, out goes the complete tree or the error
 * CPython would raise, with its type, message and four positions. {@link
 * dev.pycache.compiler.diagnosis.Diagnosis} is the way in.
 *
 * <p>CPython's messages are the by-product of one particular way to parse, a packrat parser
 * generated from a PEG. A generic "invalid syntax" stands at the last token that happened to be
 * read; special messages come from rules for wrong programs that are tried in a second pass, in an
 * order that decides which of them wins. So this package runs the same way: {@code
 * grammar-3.11.txt} holds the rules and their order, further files what a later version or a
 * certain release has otherwise. {@code GrammarText} puts the layers of a target together, {@code
 * GrammarReader} makes of them the rules CPython's parser generator ({@code Tools/peg_generator})
 * makes, helper rules included, since each is a level of the nesting limit, and {@code PegParser}
 * runs them as the generated {@code Parser/parser.c} does, on the rules of {@code Parser/pegen.c}.
 * {@code Failure} does the work of {@code Parser/pegen_errors.c}; the actions, in five enums, that
 * of {@code Parser/action_helpers.c}.
 *
 * <p>The tree is the same as the fast parser's; the two are tested against each other.
 *
 * <p>The image of the build holds what {@code GrammarReader} made, as {@code LinkedGrammar} writes
 * it, so that no run has to read the text.
 */
@NullMarked
package dev.pycache.compiler.diagnosis;

import org.jspecify.annotations.NullMarked;
