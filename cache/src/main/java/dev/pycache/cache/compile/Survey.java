package dev.pycache.cache.compile;

import dev.pycache.cache.file.Folders;
import dev.pycache.cache.file.Leftovers;
import dev.pycache.cache.file.SourceStamp;
import dev.pycache.cache.path.CacheLayout;
import dev.pycache.cache.path.FileNames;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Finds the sources below some paths and tells which of their caches are stale, any number of
 * threads at once, a folder at a time. The rules of the walk are those of {@code compileall}:
 * sorted names, no {@code __pycache__}, no symbolic links to folders except as given, sources are
 * regular files named {@code *.py} or links to such.
 */
final class Survey {
  private final CompileOptions options;
  private final SourceFilter filter;
  private final SourceNodes sources;
  private final List<Node> roots = new ArrayList<>();
  private final ArrayDeque<Node.Folder> open = new ArrayDeque<>();

  private final AtomicInteger leftovers = new AtomicInteger();

  /** Folders that are open or being surveyed. */
  private int unfinished;

  Survey(CompileOptions options, List<String> paths) {
    this.options = options;
    this.filter = new SourceFilter(options.selection());
    this.sources = new SourceNodes(options, filter);
    Set<String> folders = new HashSet<>();
    for (String path : paths) {
      Node root = root(path);
      if (root != null) {
        roots.add(root);
      }
      if (root instanceof Node.Source source) {
        String folder = CacheLayout.head(source.caches()[0].path());
        if (folders.add(folder)) {
          removeLeftovers(folder.isEmpty() ? "." : folder);
        }
      }
      if (root instanceof Node.Folder folder) {
        open.add(folder);
        unfinished++;
      }
    }
  }

  /** What the given paths turned out to be; complete when {@link #help} has returned to all. */
  List<Node> roots() {
    return roots;
  }

  /** Number of leftovers that have been removed. */
  int leftovers() {
    return leftovers.get();
  }

  /** Surveys folders until there are none left. */
  void help() throws InterruptedException {
    var probe = new CacheProbe(options);
    Node.Folder folder;
    while ((folder = next()) != null) {
      List<Node.Folder> found = new ArrayList<>();
      try {
        explore(folder, found, probe);
      } finally {
        finish(found);
      }
    }
  }

  private synchronized Node.@Nullable Folder next() throws InterruptedException {
    while (open.isEmpty() && unfinished > 0) {
      wait();
    }
    return open.pollLast();
  }

  private synchronized void finish(List<Node.Folder> found) {
    open.addAll(found);
    unfinished += found.size() - 1;
    if (unfinished == 0 || !found.isEmpty()) {
      notifyAll();
    }
  }

  private @Nullable Node root(String path) {
    try {
      BasicFileAttributes attributes =
          path.isEmpty() ? null : SourceStamp.basicOf(FileNames.toPath(path));
      if (attributes == null) {
        throw new NoSuchFileException(path);
      }
      return attributes.isDirectory()
          ? new Node.Folder(path, path, 0)
          : sources.single(new SourceFile(path, path), attributes);
    } catch (IOException e) {
      return new Node.Unreadable(path, e);
    }
  }

  /** What a source that was met before is now; empty if it is gone. */
  Optional<Node.Source> again(Node.Source met) {
    try {
      BasicFileAttributes attributes = SourceStamp.basicOf(FileNames.toPath(met.path()));
      return attributes == null
          ? Optional.empty()
          : Optional.ofNullable(sources.single(new SourceFile(met.root(), met.path()), attributes));
    } catch (IOException e) {
      return Optional.of(met); // compiling it will tell
    }
  }

  private void explore(Node.Folder folder, List<Node.Folder> found, CacheProbe probe) {
    String[] names;
    try {
      names = Folders.list(folder.path());
    } catch (IOException e) {
      folder.nodes().add(new Node.Unreadable(folder.path(), e));
      return;
    }
    boolean beside = options.prefix().isEmpty();
    CacheFolders cacheFolders = sources.cacheFolders(withoutSlash(folder.path()));
    boolean hasCaches =
        !beside || options.legacy() || Arrays.binarySearch(names, CacheLayout.FOLDER) >= 0;
    if (hasCaches) {
      removeLeftovers(options.legacy() ? folder.path() : cacheFolders.paths()[0]);
    }
    Path place = FileNames.toPath(folder.path());
    for (String name : names) {
      if (name.equals(CacheLayout.FOLDER)) {
        continue;
      }
      Path entry = FileNames.toPath(place, name);
      Node node =
          name.endsWith(SourceNodes.SUFFIX)
              ? node(folder, name, entry, cacheFolders, hasCaches ? probe : null)
              : folder(folder, name, entry);
      if (node != null) {
        folder.nodes().add(node);
      }
      if (node instanceof Node.Folder inner) {
        found.add(inner);
      }
    }
  }

  /** What cannot be removed stays: that is no failure to compile. */
  private void removeLeftovers(String folder) {
    if (options.dryRun()) {
      return;
    }
    try {
      List<String> left = Leftovers.among(folder, Folders.names(folder));
      if (!left.isEmpty()) {
        leftovers.addAndGet(Leftovers.remove(folder, left));
      }
    } catch (IOException e) {
      // it does not exist, or is not ours to change
    }
  }

  /**
   * The node for what is named like a source in a folder; null if it is neither one nor a folder to
   * enter.
   *
   * @param entry the path of {@code name} as Java has it
   */
  private @Nullable Node node(
      Node.Folder folder,
      String name,
      Path entry,
      CacheFolders cacheFolders,
      @Nullable CacheProbe probe) {
    String path = Folders.child(folder.path(), name);
    try {
      BasicFileAttributes attributes = SourceStamp.basicOf(entry);
      if (attributes == null) {
        return null; // a symbolic link to nowhere
      }
      if (attributes.isDirectory()) {
        return folder(folder, name, entry);
      }
      return attributes.isRegularFile() && filter.takes(folder.root(), path)
          ? sources.node(folder.root(), path, name, attributes, cacheFolders, probe)
          : null;
    } catch (IOException e) {
      return new Node.Unreadable(path, e);
    }
  }

  /** The node of a folder in another, null if it is none or not to be entered. */
  private Node.@Nullable Folder folder(Node.Folder outer, String name, Path entry) {
    if (!Folders.isFolder(entry)) {
      return null;
    }
    String path = Folders.child(outer.path(), name);
    var inner = new Node.Folder(outer.root(), path, outer.depth() + 1);
    return filter.enters(inner) ? inner : null;
  }

  private static String withoutSlash(String folder) {
    return folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
  }
}
