package dev.pycache.cache.watch;

import dev.pycache.cache.path.FileNames;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folders that the system was asked to watch. It watches a folder, not a path: one that has
 * been moved is watched on, under its old name, until somebody forgets that.
 */
final class WatchedFolders {
  /**
   * A folder as it was come by.
   *
   * @param root the given path
   * @param folder the given path joined with the names below it
   * @param only the one name in it that counts, null if all do
   */
  record View(String root, String folder, @Nullable String only) {}

  /**
   * A folder that is watched.
   *
   * @param real its path without symbolic links
   * @param views all the ways in which it was come by; none if it is watched for what links lead to
   */
  record Watched(Path real, Set<View> views) {}

  private final WatchService service;
  private final Map<WatchKey, Watched> watched = new HashMap<>();
  private final Set<Path> targets = new HashSet<>();

  WatchedFolders(WatchService service) {
    this.service = service;
  }

  /**
   * Has a folder watched.
   *
   * @return false if it was watched already under this name
   */
  boolean add(View view) throws IOException {
    return add(FileNames.toPath(view.folder())).views().add(view);
  }

  /** Has a folder watched into which symbolic links lead. */
  void addTarget(Path folder) throws IOException {
    targets.add(add(folder).real());
  }

  private Watched add(Path folder) throws IOException {
    WatchKey key =
        folder.register(
            service,
            StandardWatchEventKinds.ENTRY_CREATE,
            StandardWatchEventKinds.ENTRY_MODIFY,
            StandardWatchEventKinds.ENTRY_DELETE);
    // One that has been moved here has the key that it had.
    Watched known = watched.get(key);
    var now =
        new Watched(folder.toRealPath(), known == null ? new LinkedHashSet<>() : known.views());
    watched.put(key, now);
    return now;
  }

  /** The folder of a key, null if it is no longer of interest. */
  @Nullable Watched of(WatchKey key) {
    return watched.get(key);
  }

  /** Forgets a folder that the system does not watch any more. */
  void remove(WatchKey key) {
    watched.remove(key);
  }

  /** Forgets a path and all below it. */
  void forget(String path) {
    watched
        .entrySet()
        .removeIf(
            entry -> {
              Set<View> views = entry.getValue().views();
              boolean any = views.removeIf(view -> isBelow(view.folder(), path));
              boolean last = any && views.isEmpty() && !targets.contains(entry.getValue().real());
              if (last) {
                entry.getKey().cancel();
              }
              return last;
            });
  }

  private static boolean isBelow(String folder, String path) {
    return folder.equals(path) || folder.startsWith(path.endsWith("/") ? path : path + "/");
  }

  int size() {
    return watched.size();
  }
}
