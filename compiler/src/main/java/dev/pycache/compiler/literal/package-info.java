/**
 * The values of literals: numbers, strings, bytes and f-strings.
 *
 * <p>In go NUMBER tokens and runs of adjacent STRING tokens, with the {@link
 * dev.pycache.compiler.parser.ParseSite} of the parser that met them; out come constants and the
 * nodes {@code Constant}, {@code JoinedStr} and {@code FormattedValue} with CPython's positions. Up
 * to Python 3.11 an f-string's literal text is read here and the expressions between its braces go
 * back to the parser, each as a source of its own ({@code FormatString}). From 3.12 on the parser
 * finds the parts of f-strings and t-strings among the tokens, and {@link
 * dev.pycache.compiler.literal.JoinedStrings} makes nodes of them. Mistakes in a literal become the
 * site's errors, and odd escapes become warnings.
 *
 * <p>CPython does this work in {@code Parser/string_parser.c}, {@code Parser/pegen.c} ({@code
 * _PyPegen_number_token}), {@code Parser/action_helpers.c} ({@code _PyPegen_concatenate_strings}),
 * the escape decoders of {@code Objects/unicodeobject.c} and {@code Objects/bytesobject.c}, and,
 * for {@code \N{...}}, {@code Modules/unicodedata.c}.
 */
@NullMarked
package dev.pycache.compiler.literal;

import org.jspecify.annotations.NullMarked;
