package dev.pycache.cache.doctor;

import java.util.List;

/** Something that can be done without losing anything. {@link Mender} does it. */
public sealed interface Edit {
  /** The file that is changed; of {@link Untrack}, the root of the work tree. */
  String path();

  /**
   * Lines behind the last one of a text file, which is made if it is not there. Its line ends and
   * permissions stay.
   */
  record AppendLines(String path, List<String> lines) implements Edit {
    public AppendLines {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Files that git no longer tracks; they stay on the disk.
   *
   * @param path root of the work tree
   * @param files relative to it
   */
  record Untrack(String path, List<String> files) implements Edit {
    public Untrack {
      files = List.copyOf(files);
    }
  }

  /** A cache that cannot be used goes, if that is still so. */
  record DeleteCache(String path) implements Edit {}

  /** Only the owner may write a file or folder ({@code chmod go-w}). */
  record TakeWritePermission(String path) implements Edit {}
}
