package dev.pycache.cache.walk;

import dev.pycache.cache.file.Folders;
import dev.pycache.cache.path.CacheFileName;
import dev.pycache.cache.path.CacheLayout;
import dev.pycache.cache.path.CacheName;
import dev.pycache.cache.path.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds sources together with their caches, a folder at a time, sorted by names. With a cache
 * prefix the tree of sources and the tree of caches are walked side by side, so that caches whose
 * folder of sources has gone are found too.
 *
 * <p>Symbolic links to folders are not entered, except those that are given; links to files are
 * files. With a prefix no {@code __pycache__} is looked into. A path that is given may be a folder,
 * a source, a cache, or a {@code __pycache__}: then only what belongs to it is told. It may also
 * lie below the prefix: then only caches are told.
 */
public final class CacheTree {
  private static final String SOURCE = ".py";

  /** Hears what is found, in order. */
  public interface Visitor {
    /** A folder that holds sources or caches, or a {@code __pycache__} if only an empty one. */
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
    String folder = withoutSlash(path);
    if (!path.isEmpty() && Files.isDirectory(file)) {
      if (isBelowPrefix(folder)) {
        enter(sourceFolder(folder), false);
      } else if (CacheLayout.tail(folder).equals(CacheLayout.FOLDER)) {
        cachesOnly(folder);
      } else {
        enter(path, true);
      }
    } else if (!path.isEmpty() && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      single(path);
    } else if (layout.prefix().isPresent() && isFolder(layout.cacheFolder(folder))) {
      enter(folder, false); // the sources have gone
    } else {
      visitor.unreadable(path, new NoSuchFileException(path));
    }
  }

  /** A file that was given. */
  private void single(String path) {
    String name = CacheLayout.tail(path);
    String folder = folderOf(path);
    List<String> none = List.of();
    if (name.endsWith(SOURCE)) {
      String cacheFolder = layout.cacheFolder(folder);
      String module = name.substring(0, name.length() - SOURCE.length());
      List<String> caches = new ArrayList<>();
      for (String each : namesIfAny(cacheFolder)) {
        if (CacheName.parse(each).filter(c -> c.module().equals(module)).isPresent()) {
          caches.add(each);
        }
      }
      List<String> legacy = legacyOf(module, namesIfAny(folder.isEmpty() ? "." : folder));
      tell(folder, List.of(name), legacy, cacheFolder, caches);
    } else if (CacheLayout.tail(folder).equals(CacheLayout.FOLDER) || isBelowPrefix(folder)) {
      tell(sourceFolder(folder), none, none, folder, List.of(name));
    } else {
      tell(folder, none, List.of(name), layout.cacheFolder(folder), none);
    }
  }

  private static List<String> legacyOf(String module, String[] names) {
    List<String> legacy = new ArrayList<>();
    for (String each : names) {
      if (isLegacy(each)
          && each.startsWith(module)
          && (each.charAt(module.length()) == '.' || each.charAt(module.length()) == '$')
          && each.indexOf('.', module.length() + 1) < 0) {
        legacy.add(each);
      }
    }
    return legacy;
  }

  private void tell(
      String folder,
      List<String> sources,
      List<String> legacy,
      String cacheFolder,
      List<String> caches) {
    boolean linked = Files.isSymbolicLink(FileNames.toPath(cacheFolder));
    visitor.folder(new CacheFolder(folder, sources, legacy, cacheFolder, linked, caches));
  }

  private void cachesOnly(String cacheFolder) {
    try {
      List<String> caches = files(cacheFolder, Folders.list(cacheFolder));
      tell(folderOf(cacheFolder), List.of(), List.of(), cacheFolder, caches);
    } catch (IOException e) {
      visitor.unreadable(cacheFolder, e);
    }
  }

  /**
   * The depth of the recursion is bounded by the length that the system allows a path.
   *
   * @param exists whether the folder of sources is to be looked at too, and its other folders;
   *     otherwise only caches below a prefix are
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
    boolean hasCaches = !beside || Arrays.binarySearch(names, CacheLayout.FOLDER) >= 0;
    String[] cacheNames = hasCaches ? cacheNames(cacheFolder) : new String[0];
    List<String> sources = new ArrayList<>();
    List<String> legacy = new ArrayList<>();
    TreeSet<String> folders = new TreeSet<>();
    for (String name : names) {
      if (name.equals(CacheLayout.FOLDER)) {
        continue; // holds no sources, and with a prefix nobody looks there
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
    boolean hasEmpty = beside && hasCaches && cacheNames.length == 0;
    if (!sources.isEmpty() || !legacy.isEmpty() || !caches.isEmpty() || hasEmpty) {
      tell(folder, sources, legacy, cacheFolder, caches);
    }
    enterAll(folder, folders, beside ? null : cacheFolder, cacheNames);
  }

  /** The names in a folder of caches, none if there is no such folder. */
  private String[] cacheNames(String cacheFolder) {
    try {
      return Folders.list(cacheFolder);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return new String[0];
    } catch (IOException e) {
      visitor.unreadable(cacheFolder, e);
      return new String[0];
    }
  }

  private void enterAll(
      String folder, Set<String> folders, @Nullable String cacheFolder, String[] cacheNames) {
    TreeSet<String> all = new TreeSet<>(folders);
    if (cacheFolder != null) {
      for (String name : cacheNames) {
        if (!name.endsWith(".pyc") && Folders.isFolder(Folders.child(cacheFolder, name))) {
          all.add(name);
        }
      }
    }
    for (String name : all) {
      enter(Folders.child(folder, name), folders.contains(name));
    }
  }

  /** Whether a path is that of the prefix or leads into it. */
  private boolean isBelowPrefix(String folder) {
    return layout.prefix().isPresent()
        && absolute(folder).startsWith(absolute(layout.prefix().get()));
  }

  /** The folder of the sources whose caches are in this one. */
  private String sourceFolder(String cacheFolder) {
    if (!isBelowPrefix(cacheFolder)) {
      return folderOf(cacheFolder);
    }
    Path root = absolute(layout.prefix().orElseThrow());
    int depth = root.getNameCount();
    Path cache = absolute(cacheFolder);
    var source = new StringBuilder();
    for (Path part :
        cache.getNameCount() == depth
            ? List.<Path>of()
            : cache.subpath(depth, cache.getNameCount())) {
      source.append('/').append(FileNames.lastName(part));
    }
    return source.isEmpty() ? "/" : source.toString();
  }

  private static Path absolute(String path) {
    return FileNames.toPath(path).toAbsolutePath().normalize();
  }

  /** Whether a file beside sources is one of caches by its name; most end in none of these ways. */
  private static boolean isLegacy(String name) {
    char last = name.charAt(name.length() - 1);
    boolean mayBe = last == 'c' || last == 'o' || last == 's' || last >= '0' && last <= '9';
    return (mayBe || name.startsWith(".pycache-"))
        && CacheFileName.parseBesideSource(name).isPresent();
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
