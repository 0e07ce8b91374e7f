/**
 * Keeps caches right while sources change. In go paths, as for {@link
 * dev.pycache.cache.compile.TreeCompiler}; out come outcomes, first those of a run over the trees
 * and then those of each change, until the calling thread is interrupted.
 *
 * <p>{@link dev.pycache.cache.watch.TreeWatcher} is the front. {@code WatchedFolders} knows what
 * the system was asked to watch, {@code Changes} makes touched sources of its events, {@code
 * WatchLoop} has them compiled. The system tells that something was done to a file, not what; so
 * that a touched source is judged by its bytes ({@link dev.pycache.cache.compile.ChangedSources}),
 * and two edits within one second that leave the size as it was are two edits.
 */
@NullMarked
package dev.pycache.cache.watch;

import org.jspecify.annotations.NullMarked;
