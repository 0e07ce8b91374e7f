package dev.pycache.cache.clean;

import dev.pycache.cache.clean.Remover.Batch;
import dev.pycache.cache.clean.Remover.Done;
import dev.pycache.cache.status.CacheStatus;
import dev.pycache.cache.status.Finding;
import dev.pycache.cache.status.StatusEntry;
import dev.pycache.cache.status.StatusListener;
import dev.pycache.cache.walk.CacheFolder;
import dev.pycache.cache.walk.OrderedWork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Removes caches from whole trees. */
public final class Cleaner {
  private final CleanOptions options;
  private final Choice choice;
  private final Runnable beforeGit;

  public Cleaner(CleanOptions options) {
    this(options, () -> {});
  }

  /**
   * One that tells when it is going to ask git.
   *
   * @param beforeGit is run before the first look into a repository, if there is any, on whatever
   *     thread; for {@link dev.pycache.cache.git.QuietSystem#install}, which is for programs only
   */
  public Cleaner(CleanOptions options, Runnable beforeGit) {
    this.options = options;
    this.beforeGit = beforeGit;
    this.choice = new Choice(options);
  }

  /**
   * Removes caches of files and of all that is below folders. With {@link CleanOptions#maxBytes}
   * all that is chosen is held in memory until the walk is over; otherwise no more than a few
   * folders.
   *
   * @param paths names as Python has them: sources, caches, {@code __pycache__} folders, folders
   * @param listener is told on the calling thread; what it throws ends the work
   * @throws InterruptedException if the calling thread is interrupted; the folders that are begun
   *     are finished by then or soon after
   */
  public CleanSummary clean(List<String> paths, CleanListener listener)
      throws InterruptedException {
    var bases = new Bases(paths, options.prefix());
    var emptied = new EmptiedFolders(options, bases);
    var told = new Told(listener);
    try (var tracking = new Tracking(beforeGit)) {
      var remover = new Remover(options, bases, tracking);
      OrderedWork.<Batch, Done>run(
          options.jobs(),
          options.maxBytes().isEmpty()
              ? batches -> walk(paths, batches)
              : batches -> leastUsed(paths).forEach(batches),
          remover::remove,
          done -> {
            emptied.add(done.folder(), done.removedCaches());
            done.outcomes().forEach(told::tell);
            listener.progressed(told.summary.files());
          });
    }
    emptied.remove().forEach(told::tell);
    return told.summary;
  }

  private List<Batch> leastUsed(List<String> paths) throws InterruptedException {
    List<Batch> all = new ArrayList<>();
    walk(paths, all::add);
    return LeastUsed.of(all, options.maxBytes().orElseThrow());
  }

  private void walk(List<String> paths, Consumer<Batch> batches) throws InterruptedException {
    var collector = new Collector(batches);
    new CacheStatus(choice.look()).look(paths, collector);
    collector.finish();
  }

  /** Counts what is told. */
  private static final class Told {
    private final CleanListener listener;
    private CleanSummary summary = new CleanSummary(0, 0, 0, 0, 0);

    Told(CleanListener listener) {
      this.listener = listener;
    }

    void tell(CleanOutcome outcome) {
      summary = summary.plus(outcome);
      listener.outcome(outcome);
    }
  }

  /** Gathers what is chosen in each folder. */
  private final class Collector implements StatusListener {
    private final Consumer<Batch> batches;
    private Batch current = none();

    Collector(Consumer<Batch> batches) {
      this.batches = batches;
    }

    private static Batch none() {
      return of(new CacheFolder("", List.of(), List.of(), "", true, List.of()));
    }

    private static Batch of(CacheFolder folder) {
      return new Batch(folder, new ArrayList<>(), new ArrayList<>());
    }

    @Override
    public void folder(CacheFolder folder) {
      finish();
      current = of(folder);
    }

    void finish() {
      boolean mayBeEmpty =
          options.prefix().isEmpty()
              && current.folder().caches().isEmpty()
              && !current.folder().linked();
      if (!current.chosen().isEmpty() || !current.problems().isEmpty() || mayBeEmpty) {
        batches.accept(current);
      }
      current = none();
    }

    @Override
    public void entry(StatusEntry entry) {
      if (entry.finding() instanceof Finding.Unreadable unreadable) {
        current.problems().add(new CleanOutcome.Failed(entry.cache(), unreadable.cause()));
      } else if (choice.includes(current.folder(), entry)) {
        current.chosen().add(entry);
      }
    }

    @Override
    public void unreadable(String path, IOException cause) {
      finish();
      current.problems().add(new CleanOutcome.Failed(path, cause));
      finish();
    }
  }
}
