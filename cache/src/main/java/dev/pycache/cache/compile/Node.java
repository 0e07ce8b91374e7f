package dev.pycache.cache.compile;

import java.io.IOException;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** What a survey found at a path. */
sealed interface Node {
  String path();

  /** A folder; its nodes are in the order of their names once it has been surveyed. */
  record Folder(String path, List<Node> nodes) implements Node {
    Folder(String path) {
      this(path, new ArrayList<>());
    }
  }

  /**
   * A Python source.
   *
   * @param attributes its state when it was met
   * @param caches its caches, one for each level
   * @param stale those of the caches that have to be written, a bit for each level's index
   */
  record Source(String path, PosixFileAttributes attributes, String[] caches, int stale)
      implements Node {}

  /** Nothing could be found out. */
  record Unreadable(String path, IOException cause) implements Node {
    SourceOutcome outcome() {
      return new SourceOutcome.Failed(path, null, cause);
    }
  }
}
