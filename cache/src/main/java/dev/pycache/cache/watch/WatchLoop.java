package dev.pycache.cache.watch;

import dev.pycache.cache.compile.ChangedSources;
import dev.pycache.cache.compile.CompileOptions;
import dev.pycache.cache.compile.SourceFile;
import dev.pycache.cache.compile.SourceOutcome;
import dev.pycache.cache.path.FileNames;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits for changes and has them compiled, until its service is closed.
 *
 * <p>What the system tells of a source comes before its bytes are read. If they change again while
 * they are read, or after, another event says so: the last event of a source always finds its last
 * bytes.
 */
final class WatchLoop {
  /** An editor does several things to save one file; a checkout touches many. */
  private static final long QUIET_MILLIS = 15;

  /** Somebody who writes all the time is not waited for any longer. */
  private static final long PATIENCE_NANOS = 200_000_000;

  /** How often the given paths are looked at: nobody tells of a folder that it has been moved. */
  private static final long ROOTS_MILLIS = 1000;

  private final WatchService service;
  private final List<String> paths;
  private final WatchListener listener;
  private final ChangedSources compiler;
  private final WatchedFolders folders;
  private final Changes changes;
  private volatile boolean stopped;

  /** What is at the given paths, by its identity on the disk; null for nothing. */
  private final Map<String, @Nullable Object> roots = new HashMap<>();

  WatchLoop(
      CompileOptions options, WatchService service, List<String> paths, WatchListener listener) {
    this.service = service;
    this.paths = paths;
    this.listener = listener;
    this.compiler = new ChangedSources(options);
    this.folders = new WatchedFolders(service);
    this.changes = new Changes(folders, compiler::enters);
  }

  /**
   * Has the given paths watched.
   *
   * @return number of folders, 0 if none of the paths exists
   */
  int begin() throws IOException {
    boolean any = false;
    for (String path : paths) {
      addRoot(path, false);
      any |= !path.isEmpty() && Files.exists(FileNames.toPath(path));
    }
    return any ? folders.size() : 0;
  }

  /** Has {@link #run} return when the source is finished that it is at. */
  void stop() throws IOException {
    stopped = true;
    service.close();
  }

  /** Runs until the service is closed. */
  void run() throws IOException {
    long nextLook = System.nanoTime();
    while (!stopped) {
      try {
        collect();
        if (System.nanoTime() - nextLook >= 0) {
          lookAtRoots();
          nextLook = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ROOTS_MILLIS);
        }
        for (SourceFile source : changes.take()) {
          if (!stopped) {
            update(source);
          }
        }
      } catch (ClosedWatchServiceException | InterruptedException e) {
        return;
      }
    }
  }

  private void collect() throws IOException, InterruptedException {
    WatchKey key = service.poll(ROOTS_MILLIS, TimeUnit.MILLISECONDS);
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (key != null) {
      changes.collect(key);
      key = System.nanoTime() - end < 0 ? service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS) : null;
    }
  }

  private void update(SourceFile source) {
    List<SourceOutcome> outcomes = compiler.update(source);
    boolean failed = outcomes.stream().anyMatch(SourceOutcome.Failed.class::isInstance);
    if (outcomes.isEmpty() || failed && !Files.exists(FileNames.toPath(source.path()))) {
      if (changes.isGone(source)) {
        listener.gone(source.path());
      }
      return;
    }
    outcomes.forEach(listener::finished);
  }

  private void addRoot(String path, boolean touch) throws IOException {
    Object there = identity(path);
    try {
      if (there != null) {
        changes.addRoot(path, touch);
      }
    } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException e) {
      there = null; // it may come back, or be opened
    }
    roots.put(path, there);
  }

  private void lookAtRoots() throws IOException {
    for (String path : paths) {
      if (!Objects.equals(identity(path), roots.get(path))) {
        folders.forget(path);
        addRoot(path, true);
      }
    }
  }

  /** What is there on the disk: the folder itself, or that of a source; null for nothing. */
  private static @Nullable Object identity(String path) {
    String folder = path;
    if (path.endsWith(Changes.SUFFIX) && !Files.isDirectory(FileNames.toPath(path))) {
      folder = Changes.folderOf(path);
    }
    try {
      return path.isEmpty()
          ? null
          : Files.readAttributes(FileNames.toPath(folder), BasicFileAttributes.class).fileKey();
    } catch (IOException e) {
      return null;
    }
  }
}
