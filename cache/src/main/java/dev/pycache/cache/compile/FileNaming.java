package dev.pycache.cache.compile;

import dev.pycache.cache.file.Folders;
import dev.pycache.cache.path.CacheLayout;
import java.util.Optional;

/**
 * Which name a source gets in its cache ({@code co_filename}), where tracebacks, debuggers and
 * coverage tools take it from. All of it is text; nothing looks at the disk.
 */
public sealed interface FileNaming {
  /**
   * The name of a source.
   *
   * @param root the given path by which it was found: a folder, or the source itself
   * @param path the source: {@code root} joined with the names below it
   */
  String nameOf(String root, String path);

  /** The name is the path of the source. */
  static FileNaming asFound() {
    return new AsFound();
  }

  /**
   * Whether somebody asked for these names. Where nobody did, a fresh cache is left alone whatever
   * name is in it: it is only that of another way to the same source.
   */
  default boolean isWanted() {
    return true;
  }

  /** The path of the source. */
  record AsFound() implements FileNaming {
    @Override
    public String nameOf(String root, String path) {
      return path;
    }

    @Override
    public boolean isWanted() {
      return false;
    }
  }

  /**
   * As if what was given were in another place ({@code compileall -d}): the folder takes the place
   * of the given one; a source that was given itself is directly in it.
   */
  record Below(String folder) implements FileNaming {
    @Override
    public String nameOf(String root, String path) {
      return root.equals(path)
          ? joined(folder, CacheLayout.tail(path))
          : joined(folder, stripped(root, path).orElse(path));
    }
  }

  /**
   * Leading folders are taken away, others put before what is left ({@code compileall -s, -p}). A
   * path that does not begin with {@code strip} keeps all its folders, as from 3.13 on; before,
   * single folders of it were taken away wherever they stood.
   */
  record Moved(Optional<String> strip, Optional<String> prepend) implements FileNaming {
    @Override
    public String nameOf(String root, String path) {
      String name = strip.flatMap(folder -> stripped(folder, path)).orElse(path);
      return prepend.map(folder -> joined(folder, name)).orElse(name);
    }

    /** Whether a path begins with the folders to be taken away, if there are any. */
    public boolean strips(String path) {
      return strip.isEmpty() || stripped(strip.get(), path).isPresent();
    }
  }

  /** What is left of a path without a folder at its beginning; empty if it does not begin so. */
  private static Optional<String> stripped(String folder, String path) {
    int end = folder.length();
    while (end > 0 && folder.charAt(end - 1) == '/') {
      end--;
    }
    int next = end + 1;
    if (next >= path.length()
        || path.charAt(end) != '/'
        || !path.startsWith(folder.substring(0, end))) {
      return Optional.empty();
    }
    while (next < path.length() && path.charAt(next) == '/') {
      next++;
    }
    return next == path.length() ? Optional.empty() : Optional.of(path.substring(next));
  }

  /** {@code os.path.join}. */
  private static String joined(String folder, String path) {
    return path.startsWith("/") || folder.isEmpty() ? path : Folders.child(folder, path);
  }
}
