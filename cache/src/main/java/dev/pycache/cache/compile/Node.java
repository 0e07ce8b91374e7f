package dev.pycache.cache.compile;

import java.io.IOException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** What a survey found at a path. */
sealed interface Node {
  String path();

  /**
   * A folder; its nodes are in the order of their names once it has been surveyed.
   *
   * @param root the given path by which it was found
   * @param depth number of folders between the two, 0 for the root itself
   */
  record Folder(String root, String path, int depth, List<Node> nodes) implements Node {
    Folder(String root, String path, int depth) {
      this(root, path, depth, new ArrayList<>());
    }
  }

  /**
   * A Python source.
   *
   * @param root the given path by which it was found
   * @param attributes its state when it was met
   * @param caches one for each kind that is wanted
   */
  record Source(String root, String path, BasicFileAttributes attributes, Cache[] caches)
      implements Node {
    boolean isFresh() {
      for (Cache cache : caches) {
        if (!(cache.state() instanceof CacheState.Fresh)) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * A cache of a source.
   *
   * @param state how it stood when the source was met
   */
  record Cache(String path, CacheKind kind, CacheState state) {}

  /** Nothing could be found out. */
  record Unreadable(String path, IOException cause) implements Node {
    SourceOutcome outcome() {
      return new SourceOutcome.Failed(path, null, cause);
    }
  }
}
