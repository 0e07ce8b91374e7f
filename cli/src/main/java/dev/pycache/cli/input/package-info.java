/**
 * What {@code dis} and {@code diff} read: a source, which is compiled, a {@code .pyc} of any
 * version, or bare marshal data; from a file or from standard input. Out comes a code object and
 * where it is from, or an error that says which file and which byte.
 */
@NullMarked
package dev.pycache.cli.input;

import org.jspecify.annotations.NullMarked;
