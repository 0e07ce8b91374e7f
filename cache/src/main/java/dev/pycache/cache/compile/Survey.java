package dev.pycache.cache.compile;

import dev.pycache.bytecode.pyc.PycHeader;
import dev.pycache.cache.file.Folders;
import dev.pycache.cache.file.SourceStamp;
import dev.pycache.cache.path.CacheLayout;
import dev.pycache.cache.path.FileNames;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the sources below some paths and tells which of their caches are stale, any number of
 * threads at once, a folder at a time. The rules of the walk are those of {@code compileall}:
 * sorted names, no {@code __pycache__}, no symbolic links to folders except as given, sources are
 * regular files named {@code *.py} or links to such.
 *
 * <p>Most runs find nothing to do, and then this is all the work there is: hence {@link
 * FileInputStream}, which does one system call where others do three.
 */
final class Survey {
  private static final String SUFFIX = ".py";

  private final CompileOptions options;
  private final List<Node> roots = new ArrayList<>();
  private final ArrayDeque<Node.Folder> open = new ArrayDeque<>();

  /** Folders that are open or being surveyed. */
  private int unfinished;

  Survey(CompileOptions options, List<String> paths) {
    this.options = options;
    for (String path : paths) {
      Node root = root(path);
      if (root != null) {
        roots.add(root);
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

  /** Surveys folders until there are none left. */
  void help() throws InterruptedException {
    byte[] header = new byte[PycHeader.SIZE];
    Node.Folder folder;
    while ((folder = next()) != null) {
      List<Node.Folder> found = new ArrayList<>();
      try {
        explore(folder, found, header);
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
      PosixFileAttributes attributes =
          path.isEmpty() ? null : SourceStamp.of(FileNames.toPath(path));
      if (attributes == null) {
        throw new NoSuchFileException(path);
      }
      if (attributes.isDirectory()) {
        return new Node.Folder(path);
      }
      return attributes.isRegularFile() && path.endsWith(SUFFIX)
          ? source(
              path,
              attributes,
              options.layout().cacheFolder(CacheLayout.head(path)),
              true,
              new byte[PycHeader.SIZE])
          : null;
    } catch (IOException e) {
      return new Node.Unreadable(path, e);
    }
  }

  private void explore(Node.Folder folder, List<Node.Folder> found, byte[] header) {
    String[] names;
    try {
      names = Folders.list(folder.path());
    } catch (IOException e) {
      folder.nodes().add(new Node.Unreadable(folder.path(), e));
      return;
    }
    boolean beside = options.layout().prefix().isEmpty();
    String cacheFolder = options.layout().cacheFolder(withoutSlash(folder.path()));
    boolean hasCaches = !beside || Arrays.binarySearch(names, CacheLayout.FOLDER) >= 0;
    for (String name : names) {
      if (name.equals(CacheLayout.FOLDER)) {
        continue;
      }
      Node node = node(Folders.child(folder.path(), name), cacheFolder, hasCaches, header);
      if (node != null) {
        folder.nodes().add(node);
      }
      if (node instanceof Node.Folder inner) {
        found.add(inner);
      }
    }
  }

  /** The node for a name in a folder, null if it is neither a source nor a folder to enter. */
  private @Nullable Node node(String path, String cacheFolder, boolean hasCaches, byte[] header) {
    try {
      if (!path.endsWith(SUFFIX)) {
        return Folders.isFolder(path) ? new Node.Folder(path) : null;
      }
      PosixFileAttributes attributes = SourceStamp.of(FileNames.toPath(path));
      if (attributes == null) {
        return null; // a symbolic link to nowhere
      }
      if (attributes.isDirectory()) {
        return Folders.isFolder(path) ? new Node.Folder(path) : null;
      }
      return attributes.isRegularFile()
          ? source(path, attributes, cacheFolder, hasCaches, header)
          : null;
    } catch (IOException e) {
      return new Node.Unreadable(path, e);
    }
  }

  /**
   * The node of a source.
   *
   * @param hasCaches false if the folder of its caches is known not to exist
   * @param header space for a header
   */
  private Node.Source source(
      String path,
      PosixFileAttributes attributes,
      String cacheFolder,
      boolean hasCaches,
      byte[] header) {
    List<Integer> levels = options.levels();
    var caches = new String[levels.size()];
    int stale = 0;
    String name = CacheLayout.tail(path);
    byte[] expected = options.force() || !hasCaches ? null : expectedHeader(attributes);
    for (int i = 0; i < caches.length; i++) {
      caches[i] =
          cacheFolder
              + "/"
              + options.layout().cacheName(name, CacheLayout.optimization(levels.get(i)));
      if (expected == null || !startsWith(caches[i], expected, header)) {
        stale |= 1 << i;
      }
    }
    return new Node.Source(path, attributes, caches, stale);
  }

  /** What a path is now; null if it is nothing to compile. */
  @Nullable Node again(String path) {
    return root(path);
  }

  private byte[] expectedHeader(PosixFileAttributes attributes) {
    return PycHeader.timestamp(options.target(), SourceStamp.mtime(attributes), attributes.size())
        .toByteArray();
  }

  /** Whether a cache begins with this header. One that cannot be read does not. */
  private static boolean startsWith(String cache, byte[] expected, byte[] buffer) {
    try (InputStream in =
        FileNames.isPlain(cache)
            ? new FileInputStream(cache)
            : Files.newInputStream(FileNames.toPath(cache))) {
      return in.read(buffer) == expected.length && Arrays.equals(buffer, expected);
    } catch (IOException e) {
      return false;
    }
  }

  private static String withoutSlash(String folder) {
    return folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
  }
}
