package dev.pycache.cache.walk;

import dev.pycache.cache.file.Folders;
import dev.pycache.cache.path.CacheLayout;
import dev.pycache.cache.path.CacheName;
import dev.pycache.cache.path.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds sources together with their caches, a folder at a time, sorted by names. With a cache
 * prefix the tree of sources and the tree of caches are walked side by side, so that caches whose
 * folder of sources has gone are found too.
 *
 * <p>Symbolic links to folders are not entered, except those that are given; links to files are
 * files. A path that is given may be a folder, a source, a cache, or a {@code __pycache__}: then
 * only what belongs to it is told.
 */
public final class CacheTree {
  private static final String SOURCE = ".py";

  /** Hears what is found, in order. */
  public interface Visitor {
    /** A folder that holds sources or caches. */
    void folder(CacheFolder folder);

    /** A given path that does not exist, or a folder that cannot be listed. */
    void unreadable(String path, IOException cause);
  }

  private final CacheLayout layout;
  private final Visitor visitor;

  private CacheTree(CacheLayout layout, Visitor visitor) {
    this.layout = layout;
    this.visitor = visitor;
  }

  /**
   * Walks over files and all that is below folders.
   *
   * @param paths names as Python has them
   * @param layout where the caches are; its tag plays no part
   */
  public static void visit(List<String> paths, CacheLayout layout, Visitor visitor) {
    var tree = new CacheTree(layout, visitor);
    for (String path : paths) {
      tree.root(path);
    }
  }

  private void root(String path) {
    Path file = FileNames.toPath(path);
    if (path.isEmpty() || !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      visitor.unreadable(path, new NoSuchFileException(path));
    } else if (!Files.isDirectory(file)) {
      single(path);
    } else if (CacheLayout.tail(withoutSlash(path)).equals(CacheLayout.FOLDER)) {
      cachesOnly(withoutSlash(path));
    } else {
      enter(path, true);
    }
  }

  /** A file that was given. */
  private void single(String path) {
    String name = CacheLayout.tail(path);
    String folder = folderOf(path);
    if (name.endsWith(SOURCE)) {
      String cacheFolder = layout.cacheFolder(CacheLayout.head(path));
      String module = name.substring(0, name.length() - SOURCE.length());
      List<String> caches = new ArrayList<>();
      for (String each : namesIfAny(cacheFolder)) {
        if (CacheName.parse(each).filter(c -> c.module().equals(module)).isPresent()) {
          caches.add(each);
        }
      }
      visitor.folder(new CacheFolder(folder, List.of(name), List.of(), cacheFolder, caches));
    } else if (CacheLayout.tail(CacheLayout.head(path)).equals(CacheLayout.FOLDER)) {
      String cacheFolder = CacheLayout.head(path);
      visitor.folder(
          new CacheFolder(folderOf(cacheFolder), List.of(), List.of(), cacheFolder, List.of(name)));
    } else {
      visitor.folder(
          new CacheFolder(folder, List.of(), List.of(name), layout.cacheFolder(folder), List.of()));
    }
  }

  private void cachesOnly(String cacheFolder) {
    try {
      List<String> caches = files(cacheFolder, Folders.list(cacheFolder));
      visitor.folder(
          new CacheFolder(folderOf(cacheFolder), List.of(), List.of(), cacheFolder, caches));
    } catch (IOException e) {
      visitor.unreadable(cacheFolder, e);
    }
  }

  /**
   * The depth of the recursion is bounded by the length that the system allows a path.
   *
   * @param exists whether the folder of sources is there; its caches below a prefix may outlive it
   */
  private void enter(String folder, boolean exists) {
    String[] names = {};
    try {
      names = exists ? Folders.list(folder) : names;
    } catch (IOException e) {
      visitor.unreadable(folder, e);
    }
    boolean beside = layout.prefix().isEmpty();
    String cacheFolder = layout.cacheFolder(withoutSlash(folder));
    boolean hasCaches =
        !beside || Arrays.binarySearch(names, CacheLayout.FOLDER) >= 0 && isFolder(cacheFolder);
    String[] cacheNames = hasCaches ? namesIfAny(cacheFolder) : new String[0];
    List<String> sources = new ArrayList<>();
    List<String> legacy = new ArrayList<>();
    TreeSet<String> folders = new TreeSet<>();
    for (String name : names) {
      if (beside && name.equals(CacheLayout.FOLDER)) {
        continue;
      }
      if (name.endsWith(SOURCE) && isFile(Folders.child(folder, name))) {
        sources.add(name);
      } else if (isLegacy(name) && isFile(Folders.child(folder, name))) {
        legacy.add(name);
      } else if (Folders.isFolder(Folders.child(folder, name))) {
        folders.add(name);
      }
    }
    List<String> caches = files(cacheFolder, cacheNames);
    if (!sources.isEmpty() || !legacy.isEmpty() || !caches.isEmpty()) {
      visitor.folder(new CacheFolder(folder, sources, legacy, cacheFolder, caches));
    }
    enterAll(folder, folders, beside ? null : cacheFolder, cacheNames);
  }

  private void enterAll(
      String folder, TreeSet<String> folders, @Nullable String cacheFolder, String[] cacheNames) {
    TreeSet<String> all = new TreeSet<>(folders);
    if (cacheFolder != null) {
      for (String name : cacheNames) {
        if (Folders.isFolder(Folders.child(cacheFolder, name))) {
          all.add(name);
        }
      }
    }
    for (String name : all) {
      enter(Folders.child(folder, name), folders.contains(name));
    }
  }

  private static boolean isLegacy(String name) {
    return name.endsWith(".pyc") || name.endsWith(".pyo") || name.endsWith("$py.class");
  }

  private static boolean isFile(String path) {
    return Files.isRegularFile(FileNames.toPath(path));
  }

  private static boolean isFolder(String path) {
    return Folders.isFolder(path);
  }

  /** Those of the names that are no folders; one that looks like a cache is not asked for it. */
  private static List<String> files(String folder, String[] names) {
    List<String> files = new ArrayList<>(names.length);
    for (String name : names) {
      if (name.endsWith(".pyc") || !Folders.isFolder(Folders.child(folder, name))) {
        files.add(name);
      }
    }
    return files;
  }

  private static String[] namesIfAny(String folder) {
    try {
      return Folders.list(folder);
    } catch (IOException e) {
      return new String[0];
    }
  }

  private static String folderOf(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : slash == 0 ? "/" : path.substring(0, slash);
  }

  private static String withoutSlash(String folder) {
    return folder.length() > 1 && folder.endsWith("/")
        ? folder.substring(0, folder.length() - 1)
        : folder;
  }
}
