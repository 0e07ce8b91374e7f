/**
 * Walks the decision of an import: where a module is, which cache belongs to it, whether that is
 * used, and what happens if it is not.
 *
 * <p>{@link dev.pycache.cache.why.ModuleSearch} finds a module on a search path as {@code
 * importlib.machinery.PathFinder} and {@code FileFinder} do. {@link
 * dev.pycache.cache.why.ImportDecision} then follows {@code SourceLoader.get_code} and {@code
 * set_data}, or {@code SourcelessFileLoader.get_code}, and keeps what was found at each step, so
 * that it can be told to a person. Nothing is written and nothing is executed.
 */
@NullMarked
package dev.pycache.cache.why;

import org.jspecify.annotations.NullMarked;
