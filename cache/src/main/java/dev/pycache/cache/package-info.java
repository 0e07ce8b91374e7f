/**
 * The cache: where the bytecode of a source lives, whether it is good, and how it is brought up to
 * date.
 *
 * <p>{@link dev.pycache.cache.CacheLayout} maps sources to caches and back (PEP 3147, PEP 488,
 * cache prefix). {@link dev.pycache.cache.TreeCompiler} takes files and folders and brings their
 * {@code __pycache__} up to date on all processors; each source ends in a {@link
 * dev.pycache.cache.SourceOutcome}.
 *
 * <p>In go paths, out come files: those that {@code Lib/compileall.py} and {@code
 * Lib/py_compile.py} would write with the same paths, at the same places, with the same modes.
 * Compiling itself is the affair of the floor below.
 *
 * <p>Paths are strings as Python has them: exactly as given, joined with the names below, and with
 * the bytes of a name that is not valid UTF-8 kept as lone surrogates (PEP 383). They become {@code
 * co_filename}, so their spelling counts; {@link dev.pycache.cache.FileNames} turns them into
 * Java's paths.
 */
@NullMarked
package dev.pycache.cache;

import org.jspecify.annotations.NullMarked;
