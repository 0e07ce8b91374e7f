/**
 * Brings caches up to date.
 *
 * <p>{@link dev.pycache.cache.compile.TreeCompiler} takes files and folders and brings their {@code
 * __pycache__} up to date on all processors; each source ends in a {@link
 * dev.pycache.cache.compile.SourceOutcome}.
 *
 * <p>In go paths, out come files: those that {@code Lib/compileall.py} and {@code
 * Lib/py_compile.py} would write with the same paths, at the same places, with the same modes.
 * Compiling itself is the affair of the floor below.
 */
@NullMarked
package dev.pycache.cache.compile;

import org.jspecify.annotations.NullMarked;
