/**
 * From UTF-8 to tokens.
 *
 * <p>In: a {@link dev.pycache.compiler.source.Source}, or up to Python 3.11 the expression of an
 * f-string's replacement field, for an f-string is one token there. From 3.12 on the parts of
 * f-strings are tokens (PEP 701), and so are those of t-strings (PEP 750). Out: {@link
 * dev.pycache.compiler.token.Tokens} with the positions that CPython's parser gives them, or
 * CPython's exception. The same work is done by {@code Parser/tokenizer.c} ({@code tok_get},
 * reading from a string), {@code initialize_token} of {@code Parser/pegen.c} and the tokenizer's
 * part of {@code Parser/pegen_errors.c}.
 *
 * <p>{@link dev.pycache.compiler.token.Tokenizer} is the face of the package: the tokens of a
 * logical line for the fast parser, or one by one, with the state that error messages are made of,
 * for the diagnosing one. Behind it {@code TokenScanner} finds the tokens, with {@code
 * Indentation}, {@code Numbers}, {@code QuotedStrings}, {@code FormatScanner}, {@code Operators}
 * and {@code Keywords} for their parts of the lexical grammar, and {@code TokenErrors} reckons
 * positions. Plain names are interned on the way; {@code NonAsciiNames} checks all others and
 * {@link dev.pycache.compiler.token.Identifiers} normalises them (PEP 3131); the Unicode data is
 * that of the target's Python, not Java's.
 *
 * <p>Columns count bytes of UTF-8 from 0 and are -1 for tokens without text ({@code INDENT}, {@code
 * DEDENT}, {@code ENDMARKER}). A {@code NEWLINE} starts at the comment before it, if there is one.
 */
@NullMarked
package dev.pycache.compiler.token;

import org.jspecify.annotations.NullMarked;
