/**
 * Which versions of Python accept a source, and what the others say about it.
 *
 * <p>In: sources, and the releases to be asked. Out: for each source a verdict of each release, in
 * the order of the sources. Nothing is written. {@link dev.pycache.cache.compat.CompatCheck} is the
 * front.
 */
@NullMarked
package dev.pycache.cache.compat;

import org.jspecify.annotations.NullMarked;
