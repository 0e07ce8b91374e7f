package dev.pycache.cache.clean;

import dev.pycache.bytecode.pyc.PycHeader;
import dev.pycache.cache.clean.CleanOutcome.Reason;
import dev.pycache.cache.git.GitException;
import dev.pycache.cache.git.GitRepository;
import dev.pycache.cache.path.CacheLayout;
import dev.pycache.cache.status.State;
import dev.pycache.cache.status.StatusEntry;
import dev.pycache.cache.walk.CacheFolder;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Removes chosen files of a folder after a last look at each. Safe for several threads. */
final class Remover {
  /** Enough for a magic number, or to see that there is nothing but zeros. */
  private static final int START = PycHeader.SIZE;

  private final CleanOptions options;
  private final Bases bases;
  private final Tracking tracking;

  Remover(CleanOptions options, Bases bases, Tracking tracking) {
    this.options = options;
    this.bases = bases;
    this.tracking = tracking;
  }

  /** What was chosen in a folder, and what could not be looked at there. */
  record Batch(CacheFolder folder, List<StatusEntry> chosen, List<CleanOutcome> problems) {}

  /** What has become of it, in order. */
  record Done(CacheFolder folder, int removedCaches, List<CleanOutcome> outcomes) {}

  Done remove(Batch batch) {
    CacheFolder folder = batch.folder();
    List<CleanOutcome> outcomes = new ArrayList<>(batch.problems());
    List<StatusEntry> caches = new ArrayList<>();
    List<StatusEntry> beside = new ArrayList<>();
    for (StatusEntry entry : batch.chosen()) {
      (Choice.isInCacheFolder(folder, entry) ? caches : beside).add(entry);
    }
    int before = removed(outcomes);
    boolean isEmpty = folder.caches().isEmpty();
    if (isEmpty || !caches.isEmpty()) {
      removeCaches(folder, caches, outcomes);
    }
    int removedCaches = removed(outcomes) - before;
    if (!beside.isEmpty()) {
      Bases.Way way = bases.toSources(folder.path());
      try (OpenFolder open = OpenFolder.of(way.base(), way.names())) {
        removeFiles(open, folder.path(), beside, outcomes);
      } catch (IOException e) {
        outcomes.add(new CleanOutcome.Failed(folder.path(), e));
      }
    }
    return new Done(folder, removedCaches, outcomes);
  }

  private static int removed(List<CleanOutcome> outcomes) {
    int removed = 0;
    for (CleanOutcome each : outcomes) {
      removed += each instanceof CleanOutcome.Removed ? 1 : 0;
    }
    return removed;
  }

  private void removeCaches(
      CacheFolder folder, List<StatusEntry> caches, List<CleanOutcome> outcomes) {
    if (folder.linked()) {
      caches.forEach(e -> outcomes.add(new CleanOutcome.Kept(e, Reason.LINKED_FOLDER)));
      return;
    }
    Bases.Way way = bases.toCaches(folder.path(), folder.cacheFolder());
    try (OpenFolder open = OpenFolder.of(way.base(), way.names())) {
      int before = removed(outcomes);
      removeFiles(open, folder.cacheFolder(), caches, outcomes);
      if (options.prefix().isEmpty() && isEmptied(open, removed(outcomes) - before)) {
        outcomes.add(new CleanOutcome.RemovedFolder(folder.cacheFolder()));
      }
    } catch (NoSuchFileException e) {
      // it has gone, or was never there
    } catch (IOException e) {
      outcomes.add(new CleanOutcome.Failed(folder.cacheFolder(), e));
    }
  }

  /**
   * Whether nothing is left in a folder, which is removed then.
   *
   * @param removed how many files were removed, or would be
   */
  private boolean isEmptied(OpenFolder open, int removed) throws IOException {
    return options.dryRun() ? open.count() == removed : open.deleteIfEmpty();
  }

  private void removeFiles(
      OpenFolder open, String folder, List<StatusEntry> entries, List<CleanOutcome> outcomes) {
    GitRepository repository = null;
    if (!options.tracked() && !entries.isEmpty()) {
      try {
        repository = tracking.of(folder);
      } catch (GitException e) {
        outcomes.add(new CleanOutcome.Failed(folder, e));
        return;
      }
    }
    for (StatusEntry entry : entries) {
      CleanOutcome outcome = remove(open, entry, repository);
      if (outcome != null) {
        outcomes.add(outcome);
      }
    }
  }

  /** What becomes of a file, null if it has gone meanwhile. */
  private @Nullable CleanOutcome remove(
      OpenFolder open, StatusEntry entry, @Nullable GitRepository repository) {
    try {
      String name = CacheLayout.tail(entry.cache());
      Reason reason = reasonToKeep(open, name, entry, repository);
      if (reason != null) {
        return new CleanOutcome.Kept(entry, reason);
      }
      if (!options.dryRun()) {
        open.delete(name);
      }
      return new CleanOutcome.Removed(entry);
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      return new CleanOutcome.Failed(entry.cache(), e);
    }
  }

  private @Nullable Reason reasonToKeep(
      OpenFolder open, String name, StatusEntry entry, @Nullable GitRepository repository)
      throws IOException {
    BasicFileAttributes now = open.look(name);
    if (!now.isRegularFile()) {
      return Reason.NOT_A_FILE;
    }
    if (!isSame(entry.attributes(), now)) {
      return Reason.CHANGED;
    }
    if (!isCache(open, name, entry)) {
      return Reason.NOT_A_CACHE;
    }
    return repository != null && Tracking.isTracked(repository, entry.cache())
        ? Reason.TRACKED
        : null;
  }

  private static boolean isSame(@Nullable PosixFileAttributes judged, BasicFileAttributes now) {
    return judged != null
        && judged.size() == now.size()
        && judged.lastModifiedTime().equals(now.lastModifiedTime())
        && Objects.equals(judged.fileKey(), now.fileKey());
  }

  /**
   * Whether a file is a cache by what is in it. In a folder for caches one without a magic number
   * is what is left of a cache if it is empty or begins with zeros, as after a crash; and where
   * files are asked for that are no whole caches, Python too would replace it.
   */
  private boolean isCache(OpenFolder open, String name, StatusEntry entry) throws IOException {
    boolean isBeside = entry.tag().isEmpty();
    if (entry.state() == State.LEFTOVER
        || entry.state() == State.INVALID
            && !isBeside
            && options.states().contains(State.INVALID)) {
      return true; // looked into already
    }
    if (options.dryRun() && options.maxBytes().isPresent()) {
      return true; // to be read is to be used, and the next run would choose others
    }
    byte[] start = open.start(name, START);
    if (name.endsWith(".class")) {
      return start.length >= 4
          && start[0] == (byte) 0xCA
          && start[1] == (byte) 0xFE
          && start[2] == (byte) 0xBA
          && start[3] == (byte) 0xBE;
    }
    return PycHeader.magicOf(start, start.length) >= 0 || !isBeside && isZero(start);
  }

  private static boolean isZero(byte[] start) {
    for (byte each : start) {
      if (each != 0) {
        return false;
      }
    }
    return true;
  }
}
