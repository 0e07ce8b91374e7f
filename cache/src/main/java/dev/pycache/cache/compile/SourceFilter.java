package dev.pycache.cache.compile;

import dev.pycache.cache.path.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Applies a {@link SourceSelection}. Many threads may ask it. */
final class SourceFilter {
  private final SourceSelection selection;
  private final @Nullable ExcludePatterns excludes;
  private final @Nullable Path linksWithin;

  SourceFilter(SourceSelection selection) {
    this.selection = selection;
    this.excludes =
        selection.excludes().isEmpty() ? null : ExcludePatterns.parse(selection.excludes());
    this.linksWithin =
        selection.linksWithin().map(folder -> resolved(FileNames.toPath(folder))).orElse(null);
  }

  /** Whether to enter a folder that was found. */
  boolean enters(Node.Folder folder) {
    return folder.depth() <= selection.maxDepth()
        && !isExcluded(folder.root(), folder.path(), true);
  }

  /** Whether to look at a source that was found, before it is known to be one. */
  boolean takes(String root, String path) {
    return !selection.skip().test(path)
        && !isExcluded(root, path, false)
        && (linksWithin == null || leadsInside(path, linksWithin));
  }

  private boolean isExcluded(String root, String path, boolean isFolder) {
    if (excludes == null || root.equals(path)) {
      return false;
    }
    int start = root.length();
    while (path.charAt(start) == '/') {
      start++;
    }
    return excludes.exclude(path.substring(start), isFolder);
  }

  /**
   * Whether a source that was given itself is where a walk from another root would have come by:
   * not too deep, and in no folder that is excluded.
   */
  boolean reaches(String root, String path) {
    int depth = 0;
    int slash = path.indexOf('/', root.length() + 1);
    while (slash >= 0) {
      String folder = path.substring(0, slash);
      if (!folder.endsWith("/")) {
        depth++;
        if (depth > selection.maxDepth() || isExcluded(root, folder, true)) {
          return false;
        }
      }
      slash = path.indexOf('/', slash + 1);
    }
    return true;
  }

  /** {@code compileall -e}: what is no link is inside wherever it is. */
  private static boolean leadsInside(String path, Path folder) {
    Path file = FileNames.toPath(path);
    if (!Files.isSymbolicLink(file)) {
      return true;
    }
    Path end = resolved(file);
    return end.startsWith(folder) && !end.equals(folder);
  }

  /** {@code Path.resolve()}: what is not there stays as it is named. */
  private static Path resolved(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }
}
