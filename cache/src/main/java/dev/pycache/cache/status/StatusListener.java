package dev.pycache.cache.status;

import dev.pycache.cache.walk.CacheFolder;
import java.io.IOException;

/** Hears of the states of caches, in the order of paths, on the thread that asked. */
public interface StatusListener {
  /** A folder; what is told next, up to the next folder, is of it. */
  default void folder(CacheFolder folder) {}

  /** A cache file, or the lack of one. */
  void entry(StatusEntry entry);

  /** A given path that does not exist, or a folder that cannot be listed. */
  void unreadable(String path, IOException cause);

  /**
   * A folder is done.
   *
   * @param files number of sources and cache files so far
   */
  default void progressed(long files) {}
}
