package dev.pycache.cache.status;

import dev.pycache.cache.path.CacheLayout;
import dev.pycache.cache.status.FolderExaminer.Examined;
import dev.pycache.cache.walk.CacheFolder;
import dev.pycache.cache.walk.CacheTree;
import dev.pycache.cache.walk.OrderedWork;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Says what state the caches of whole trees are in. */
public final class CacheStatus {
  private final StatusOptions options;

  public CacheStatus(StatusOptions options) {
    this.options = options;
  }

  /** What a walk comes by: a folder, or a place that it cannot enter. */
  private sealed interface Find {
    record Folder(CacheFolder folder) implements Find {}

    record Unreadable(String path, IOException cause) implements Find {}
  }

  /** What has become of it. */
  private sealed interface Result {
    record Folder(Examined examined) implements Result {}

    record Unreadable(String path, IOException cause) implements Result {}
  }

  /**
   * Looks at files and at all that is below folders.
   *
   * @param paths names as Python has them: sources, caches, {@code __pycache__} folders, folders
   * @param listener is told on the calling thread; what it throws ends the look
   * @throws InterruptedException if the calling thread is interrupted
   */
  public StatusSummary look(List<String> paths, StatusListener listener)
      throws InterruptedException {
    var examiner = new FolderExaminer(options);
    var summary = new StatusSummary.Builder();
    OrderedWork.<Find, Result>run(
        options.jobs(),
        finds -> walk(paths, finds),
        find ->
            switch (find) {
              case Find.Folder f -> new Result.Folder(examiner.examine(f.folder()));
              case Find.Unreadable u -> new Result.Unreadable(u.path(), u.cause());
            },
        result -> tell(result, listener, summary));
    return summary.build();
  }

  private void walk(List<String> paths, Consumer<Find> finds) {
    var layout = new CacheLayout("", options.prefix()); // the tag plays no part in a walk
    CacheTree.visit(
        paths,
        layout,
        new CacheTree.Visitor() {
          @Override
          public void folder(CacheFolder folder) {
            finds.accept(new Find.Folder(folder));
          }

          @Override
          public void unreadable(String path, IOException cause) {
            finds.accept(new Find.Unreadable(path, cause));
          }
        });
  }

  private static void tell(Result result, StatusListener listener, StatusSummary.Builder summary) {
    switch (result) {
      case Result.Unreadable unreadable -> {
        summary.addUnreadable();
        listener.unreadable(unreadable.path(), unreadable.cause());
      }
      case Result.Folder folder -> {
        summary.addSources(folder.examined().folder().sources().size());
        listener.folder(folder.examined().folder());
        for (StatusEntry entry : folder.examined().entries()) {
          summary.add(entry);
          listener.entry(entry);
        }
        listener.progressed(summary.files());
      }
    }
  }
}
