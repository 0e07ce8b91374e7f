/**
 * Goes over trees: {@link dev.pycache.cache.walk.FileTree} finds files by the ends of their names,
 * {@link dev.pycache.cache.walk.CacheTree} finds sources together with their caches, and {@link
 * dev.pycache.cache.walk.OrderedWork} does something with each find on several threads and tells of
 * the results in the order of the finds.
 *
 * <p>Nothing here is kept in memory as a whole, whatever the size of the tree: a folder is
 * forgotten when it has been told. No walk leaves the given trees through a symbolic link.
 */
@NullMarked
package dev.pycache.cache.walk;

import org.jspecify.annotations.NullMarked;
