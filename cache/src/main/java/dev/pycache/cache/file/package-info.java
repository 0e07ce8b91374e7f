/**
 * What is on the disk: the names in a folder, the state of a source, and how a cache is replaced in
 * one step ({@code _write_atomic} of importlib).
 *
 * <p>In go paths as Python has them. Not exported: programs use the packages beside this one.
 */
@NullMarked
package dev.pycache.cache.file;

import org.jspecify.annotations.NullMarked;
