package dev.pycache.cache.watch;

import dev.pycache.cache.compile.SourceFile;
import dev.pycache.cache.file.Folders;
import dev.pycache.cache.path.CacheLayout;
import dev.pycache.cache.path.FileNames;
import dev.pycache.cache.watch.WatchedFolders.View;
import dev.pycache.cache.watch.WatchedFolders.Watched;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * Makes touched sources of the events in folders, and has those folders watched that come up. Where
 * events were lost, all sources of the folder count as touched.
 */
final class Changes {
  static final String SUFFIX = ".py";

  private final WatchedFolders folders;
  private final BiPredicate<String, String> enters;
  private final Set<SourceFile> touched =
      new TreeSet<>(Comparator.comparing(SourceFile::path).thenComparing(SourceFile::root));

  /** The sources that were seen, so that it can be told that one is gone. */
  private final Set<String> known = new HashSet<>();

  /** The sources that are symbolic links, by the file that they lead to. */
  private final Map<Path, Set<SourceFile>> links = new HashMap<>();

  /**
   * @param enters whether a folder is to be looked at that is below a given path
   */
  Changes(WatchedFolders folders, BiPredicate<String, String> enters) {
    this.folders = folders;
    this.enters = enters;
  }

  /** What has been touched since this was asked last, sorted by paths. */
  List<SourceFile> take() {
    List<SourceFile> taken = List.copyOf(touched);
    touched.clear();
    return taken;
  }

  /** Whether a source was there and is not any more; that is told once. */
  boolean isGone(SourceFile source) {
    return !Files.exists(FileNames.toPath(source.path())) && known.remove(source.path());
  }

  /**
   * Begins to watch a given path.
   *
   * @param touch whether its sources count as touched
   * @throws IOException if it is not there or cannot be watched
   */
  void addRoot(String path, boolean touch) throws IOException {
    if (Files.isDirectory(FileNames.toPath(path))) {
      enter(new View(path, path, null), touch);
    } else if (path.endsWith(SUFFIX)) {
      folders.add(new View(path, folderOf(path), CacheLayout.tail(path)));
      source(new SourceFile(path, path), touch);
    }
  }

  /** The folder that a source is in. */
  static String folderOf(String path) {
    String folder = CacheLayout.head(path);
    return folder.isEmpty() ? "." : folder;
  }

  /** Takes what has happened in a folder since the last time. */
  void collect(WatchKey key) throws IOException {
    Watched watched = folders.of(key);
    for (WatchEvent<?> event : key.pollEvents()) {
      if (watched == null) {
        continue; // it was forgotten meanwhile
      }
      if (event.kind() == StandardWatchEventKinds.OVERFLOW) {
        for (View view : List.copyOf(watched.views())) {
          list(view, true);
        }
        links.forEach((file, sources) -> touchIfIn(watched.real(), file, sources));
      } else if (event.context() instanceof Path name) {
        happened(watched, FileNames.lastName(name), event.kind());
        touched.addAll(links.getOrDefault(watched.real().resolve(name), Set.of()));
      }
    }
    if (!key.reset()) {
      folders.remove(key);
    }
  }

  private void touchIfIn(Path folder, Path file, Set<SourceFile> sources) {
    if (folder.equals(file.getParent())) {
      touched.addAll(sources);
    }
  }

  private void happened(Watched watched, String name, WatchEvent.Kind<?> kind) throws IOException {
    for (View view : List.copyOf(watched.views())) {
      if (view.only() != null) {
        if (view.only().equals(name)) {
          source(new SourceFile(view.root(), view.root()), true);
        }
        continue;
      }
      String path = Folders.child(view.folder(), name);
      if (kind == StandardWatchEventKinds.ENTRY_DELETE) {
        folders.forget(path);
      }
      found(view, name, true, kind == StandardWatchEventKinds.ENTRY_CREATE);
    }
  }

  /** Watches a folder and looks at what is in it, in this order, so that nothing is missed. */
  private void enter(View view, boolean touch) throws IOException {
    if (folders.add(view)) {
      list(view, touch);
    }
  }

  private void list(View view, boolean touch) throws IOException {
    if (view.only() != null) {
      source(new SourceFile(view.root(), view.root()), touch);
      return;
    }
    String[] names;
    try {
      names = Folders.list(view.folder());
    } catch (NoSuchFileException | NotDirectoryException e) {
      return; // it has gone again, which another event tells
    } catch (AccessDeniedException e) {
      return; // that nothing is seen there is what the compiler says
    }
    for (String name : names) {
      found(view, name, touch, true);
    }
  }

  /**
   * A name in a folder, of something that may be there or have been there.
   *
   * @param mayBeFolder false if it is known not to be a new folder
   */
  private void found(View view, String name, boolean touch, boolean mayBeFolder)
      throws IOException {
    String path = Folders.child(view.folder(), name);
    if (mayBeFolder
        && !name.equals(CacheLayout.FOLDER)
        && Folders.isFolder(path)
        && enters.test(view.root(), path)) {
      try {
        enter(new View(view.root(), path, null), touch);
      } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException e) {
        // as in list
      }
    } else if (name.endsWith(SUFFIX)) {
      source(new SourceFile(view.root(), path), touch);
    }
  }

  private void source(SourceFile source, boolean touch) throws IOException {
    Path file = FileNames.toPath(source.path());
    if (touch) {
      touched.add(source);
    }
    if (Files.exists(file)) {
      known.add(source.path());
    }
    if (Files.isSymbolicLink(file)) {
      watchTarget(source, file);
    }
  }

  private void watchTarget(SourceFile source, Path link) throws IOException {
    try {
      Path target = link.toRealPath();
      Path folder = target.getParent();
      if (folder != null) {
        folders.addTarget(folder);
        links.computeIfAbsent(target, file -> new LinkedHashSet<>()).add(source);
      }
    } catch (NoSuchFileException | AccessDeniedException e) {
      // a link to nowhere is no source
    }
  }
}
