package dev.pycache.cache.walk;

import dev.pycache.cache.file.Folders;
import java.util.List;

/**
 * A folder of sources and the folder of their caches, by names. All lists are sorted.
 *
 * @param path the folder: the given path joined with the names below it; empty for that of a file
 *     that was given by its name alone
 * @param sources names of the files {@code *.py} that are to be looked at
 * @param legacy names of the files beside sources that are caches by their names: {@code *.pyc},
 *     {@code *.pyo}, {@code *$py.class}, and what writers of such leave behind
 * @param cacheFolder the folder for caches of these sources, which may not exist
 * @param linked whether the folder of caches is a symbolic link: Python follows it and uses what is
 *     there, but it may be part of another tree, in which nothing is to be changed
 * @param caches names of all files in it that are to be looked at, caches or not
 */
public record CacheFolder(
    String path,
    List<String> sources,
    List<String> legacy,
    String cacheFolder,
    boolean linked,
    List<String> caches) {

  /** The path of a file in {@link #path}. */
  public String beside(String name) {
    return path.isEmpty() ? name : Folders.child(path, name);
  }

  /** The path of a file in {@link #cacheFolder}. */
  public String cached(String name) {
    return Folders.child(cacheFolder, name);
  }
}
