package dev.pycache.cache.compile;

import dev.pycache.cache.path.FileNames;

/**
 * The folders for the caches of the sources in a folder, one for each kind of cache: with a prefix
 * not all versions agree on them.
 *
 * @param paths as Python has them
 * @param plain whether Java takes all of these paths, and that of the sources, as they are
 */
record CacheFolders(String[] paths, boolean plain) {
  static CacheFolders of(String sourceFolder, String[] paths) {
    boolean plain = FileNames.isPlain(sourceFolder);
    for (String path : paths) {
      plain = plain && FileNames.isPlain(path);
    }
    return new CacheFolders(paths, plain);
  }

  /** Whether Java takes the paths of the caches of a source as they are. */
  boolean takes(String sourceName) {
    return plain && FileNames.isPlain(sourceName);
  }
}
