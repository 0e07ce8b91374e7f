/**
 * Removes caches, and nothing else.
 *
 * <p>In go paths and {@link dev.pycache.cache.clean.CleanOptions}; {@link
 * dev.pycache.cache.clean.Cleaner} finds and judges by {@link dev.pycache.cache.status}, removes on
 * several threads, and tells of each file in the order of paths. What is removed has the place, the
 * name and the first bytes of a cache, and is the very file that was judged.
 *
 * <p>No path is looked up twice on the way to a removal: folders are opened one within the other,
 * without following symbolic links, and a file is removed from its open folder ({@code unlinkat}).
 * So whoever exchanges a folder for a link meanwhile leads nobody out of the tree.
 */
@NullMarked
package dev.pycache.cache.clean;

import org.jspecify.annotations.NullMarked;
