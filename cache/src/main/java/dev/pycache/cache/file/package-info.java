/**
 * What is on the disk: the names in a folder, the state of a source, and how a cache is replaced in
 * one step ({@code _write_atomic} of importlib).
 *
 * <p>{@link dev.pycache.cache.file.CacheStore} writes; what stands in the place of a cache stays
 * until its successor is whole, whatever goes wrong. A process that is killed leaves a temporary
 * file, which {@link dev.pycache.cache.file.Leftovers} tells from those that somebody is writing.
 *
 * <p>In go paths as Python has them. Not exported: programs use the packages beside this one.
 */
@NullMarked
package dev.pycache.cache.file;

import org.jspecify.annotations.NullMarked;
