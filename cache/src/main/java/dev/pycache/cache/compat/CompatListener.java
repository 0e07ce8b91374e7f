package dev.pycache.cache.compat;

import java.io.IOException;

/** Hears of each source, in the order of paths, on the thread that asked. */
public interface CompatListener {
  void finished(Compatibility compatibility);

  /**
   * A given path that does not exist, a folder that cannot be listed, a source that cannot be read.
   */
  void unreadable(String path, IOException cause);
}
