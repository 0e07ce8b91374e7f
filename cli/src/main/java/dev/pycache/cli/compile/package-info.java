/**
 * What the command {@code compile} is told beside paths: {@link
 * dev.pycache.cli.compile.PythonPattern} reads the regular expressions of {@code -x}, {@link
 * dev.pycache.cli.compile.FileList} the lists of {@code -i}.
 *
 * <p>In go the words of the command line as {@code compileall} takes them, out come values that the
 * library understands. What they mean is settled by {@code Lib/compileall.py} and {@code Lib/re}.
 */
@NullMarked
package dev.pycache.cli.compile;

import org.jspecify.annotations.NullMarked;
