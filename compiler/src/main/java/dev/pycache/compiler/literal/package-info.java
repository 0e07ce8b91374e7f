/**
 * The values of literals: numbers, strings, bytes and f-strings.
 *
 * <p>In go NUMBER tokens and runs of adjacent STRING tokens, with the {@link
 * dev.pycache.compiler.parser.ParseSite} of the parser that met them; out come constants and the
 * nodes {@code Constant}, {@code JoinedStr} and {@code FormattedValue} with CPython's positions. An
 * f-string's literal text is read here; the expressions between its braces go back to the parser,
 * each as a source of its own. Mistakes in a literal become the site's errors, and odd escapes
 * become warnings.
 *
 * <p>CPython does this work in {@code Parser/string_parser.c}, {@code Parser/pegen.c} ({@code
 * _PyPegen_number_token}), {@code Parser/action_helpers.c} ({@code _PyPegen_concatenate_strings}),
 * the escape decoders of {@code Objects/unicodeobject.c} and {@code Objects/bytesobject.c}, and,
 * for {@code \N{...}}, {@code Modules/unicodedata.c}.
 */
@NullMarked
package dev.pycache.compiler.literal;

import org.jspecify.annotations.NullMarked;
