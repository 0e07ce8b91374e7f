package dev.pycache.cache.verify;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.cache.path.CacheFileName;
import dev.pycache.cache.path.CacheLayout;
import dev.pycache.cache.path.CacheName;
import dev.pycache.cache.path.FileNames;
import dev.pycache.cache.path.LegacyName;
import dev.pycache.cache.path.TemporaryName;
import dev.pycache.cache.walk.CacheFolder;
import dev.pycache.cache.walk.CacheTree;
import dev.pycache.cache.walk.OrderedWork;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Finds out whether the caches of whole trees come from their sources, on several threads. */
public final class Verifier {
  private final VerifyOptions options;

  public Verifier(VerifyOptions options) {
    this.options = options;
  }

  /**
   * Verifies the caches of sources, caches, and all that is below folders.
   *
   * @param paths names as Python has them
   * @param listener is told of each cache; what it throws ends the work
   * @throws InterruptedException if the calling thread is interrupted
   */
  public VerifySummary verify(List<String> paths, VerifyListener listener)
      throws InterruptedException {
    var tally = new Tally(listener);
    try (var revisions = new Revisions(options.revisions())) {
      ThreadLocal<CacheCheck> checks =
          ThreadLocal.withInitial(() -> new CacheCheck(options, revisions));
      OrderedWork.<CacheTask, List<Verification>>run(
          options.jobs(),
          found -> walk(paths, found, tally),
          task -> checks.get().check(task),
          tally::add);
    }
    return tally.summary();
  }

  private void walk(List<String> paths, Consumer<CacheTask> found, Tally tally) {
    // Where caches are depends on the prefix alone, not on the tag of names to be made.
    var layout = new CacheLayout("", options.prefix());
    List<String> sensible = new ArrayList<>();
    for (String path : paths) {
      if (isNeither(path)) {
        tally.unreadable(path, new FileSystemException(path, null, "is no cache by its name"));
      } else {
        sensible.add(path);
      }
    }
    CacheTree.visit(
        sensible,
        layout,
        new CacheTree.Visitor() {
          @Override
          public void folder(CacheFolder folder) {
            new Tasks(folder, tally).all().forEach(found);
          }

          @Override
          public void unreadable(String path, IOException cause) {
            tally.unreadable(path, cause);
          }
        });
  }

  /** Whether a path is a file that is no source and, by its name, no cache. */
  private static boolean isNeither(String path) {
    String name = CacheLayout.tail(path);
    return !name.endsWith(".py")
        && CacheFileName.parse(name).isEmpty()
        && Files.isRegularFile(FileNames.toPath(path));
  }

  /** Sorts the caches of a folder by their sources. */
  private final class Tasks {
    private final CacheFolder folder;
    private final Tally tally;
    private final Map<String, List<CacheTask.File>> files = new TreeMap<>();

    Tasks(CacheFolder folder, Tally tally) {
      this.folder = folder;
      this.tally = tally;
    }

    List<CacheTask> all() {
      for (String name : folder.caches()) {
        CacheFileName.parse(name).ifPresent(parsed -> add(folder.cached(name), parsed, false));
      }
      for (String name : folder.legacy()) {
        CacheFileName.parseBesideSource(name)
            .ifPresent(parsed -> add(folder.beside(name), parsed, true));
      }
      List<CacheTask> tasks = new ArrayList<>(files.size());
      files.forEach((source, caches) -> tasks.add(new CacheTask(folder.beside(source), caches)));
      return tasks;
    }

    private void add(String path, CacheFileName name, boolean isBeside) {
      switch (name) {
        case CacheName cache -> add(cache.sourceName(), new CacheTask.File(path, cache, isBeside));
        case LegacyName legacy -> {
          if (!legacy.isJython()) { // which are no .pyc files, but Java's
            add(legacy.sourceName(), new CacheTask.File(path, legacy, isBeside));
          }
        }
        case TemporaryName temporary -> {} // nobody imports it
      }
    }

    private void add(String source, CacheTask.File file) {
      Optional<PythonVersion> python = file.python();
      boolean isWanted =
          options.pythons().isEmpty()
              || file.tag().isEmpty()
              || python.isPresent() && options.pythons().contains(python.get());
      if (isWanted) {
        files.computeIfAbsent(source, s -> new ArrayList<>(2)).add(file);
      } else {
        tally.passOver();
      }
    }
  }

  /** Counts results and tells of them, on the calling thread. */
  private static final class Tally {
    private static final int EVERY = 16;

    private final VerifyListener listener;
    private long matching;
    private long stale;
    private long outdated;
    private long foreign;
    private long withoutSource;
    private long unchecked;
    private long unreadable;
    private long passedOver;

    Tally(VerifyListener listener) {
      this.listener = listener;
    }

    void passOver() {
      passedOver++;
    }

    void unreadable(String path, IOException cause) {
      unreadable++;
      listener.unreadable(path, cause);
    }

    void add(List<Verification> verifications) {
      for (Verification each : verifications) {
        switch (each.judgement()) {
          case Judgement.Match match -> matching++;
          case Judgement.Stale old when old.header().isUsed() -> outdated++;
          case Judgement.Stale old -> stale++;
          case Judgement.Foreign other -> foreign++;
          case Judgement.NoSource none -> withoutSource++;
          case Judgement.CannotCheck unknown -> unchecked++;
        }
        listener.finished(each);
        long done = summary().caches();
        if (done % EVERY == 0) {
          listener.progressed(done);
        }
      }
    }

    VerifySummary summary() {
      return new VerifySummary(
          matching, stale, outdated, foreign, withoutSource, unchecked, unreadable, passedOver);
    }
  }
}
