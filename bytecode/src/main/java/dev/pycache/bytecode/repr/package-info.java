/**
 * Constants as Python prints them: for each version exactly the text of its {@code repr()}, which
 * is what its {@code dis} shows, what its messages quote, and what an annotation becomes under
 * {@code from __future__ import annotations}.
 *
 * <p>In goes any {@link dev.pycache.bytecode.Constant}, of a compilation or of a file that may be
 * hostile: values that hold themselves are marked as Python marks them, nesting does not use the
 * stack of the thread, and the text is cut at a limit, as a few shared objects can mean a text of
 * any length. Sets come in the order in which the interpreter would show them ({@link
 * dev.pycache.bytecode.hash}).
 *
 * <p>The same work is done in CPython by {@code unicode_repr}, {@code bytes_repr}, {@code
 * float_repr}, {@code complex_repr}, {@code long_to_decimal_string}, {@code tuplerepr} and so on,
 * each in the file of its type under {@code Objects/}. What differs between versions is one row of
 * {@code ReprRules}.
 */
@NullMarked
package dev.pycache.bytecode.repr;

import org.jspecify.annotations.NullMarked;
