package dev.pycache.cache.walk;

import dev.pycache.cache.file.Folders;
import dev.pycache.cache.path.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.List;

/**
 * Finds files by the ends of their names below folders. What is found depends on nothing but names:
 * they are sorted, and symbolic links in a folder, whether to files or to folders, are passed over,
 * so that nobody is led out of the tree.
 */
public final class FileTree {
  /** Hears what is found, in order. */
  public interface Visitor {
    /**
     * A file; or what was given and is no folder, which may be anything and may not exist.
     *
     * @param path the given path joined with the names below it
     */
    void file(String path);

    /** A folder that cannot be listed. */
    void unreadable(String folder, IOException cause);
  }

  private final List<String> suffixes;
  private final Visitor visitor;

  private FileTree(List<String> suffixes, Visitor visitor) {
    this.suffixes = suffixes;
    this.visitor = visitor;
  }

  /**
   * Walks over files and all that is below folders.
   *
   * @param paths names as Python has them; those of folders may be symbolic links
   * @param suffixes how the names of wanted files end; a path that was given is wanted whatever its
   *     name
   */
  public static void visit(List<String> paths, List<String> suffixes, Visitor visitor) {
    var tree = new FileTree(suffixes, visitor);
    for (String path : paths) {
      if (!path.isEmpty() && Files.isDirectory(FileNames.toPath(path))) {
        tree.enter(path);
      } else {
        visitor.file(path);
      }
    }
  }

  /** The depth of the recursion is bounded by the length that the system allows a path. */
  private void enter(String folder) {
    String[] names;
    try {
      names = Folders.list(folder);
    } catch (IOException e) {
      visitor.unreadable(folder, e);
      return;
    }
    for (String name : names) {
      String path = Folders.child(folder, name);
      if (Folders.isFolder(path)) {
        enter(path);
      } else if (isWanted(name) && isRegularFile(path)) {
        visitor.file(path);
      }
    }
  }

  private boolean isWanted(String name) {
    for (String suffix : suffixes) {
      if (name.endsWith(suffix)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isRegularFile(String path) {
    return Files.isRegularFile(FileNames.toPath(path), LinkOption.NOFOLLOW_LINKS);
  }
}
