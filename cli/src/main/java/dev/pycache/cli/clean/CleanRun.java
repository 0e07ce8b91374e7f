package dev.pycache.cli.clean;

import dev.pycache.cache.clean.CleanListener;
import dev.pycache.cache.clean.CleanOutcome;
import dev.pycache.cache.clean.CleanOutcome.Reason;
import dev.pycache.cache.clean.CleanSummary;
import dev.pycache.cache.clean.Cleaner;
import dev.pycache.cache.git.QuietSystem;
import dev.pycache.cli.ExitStatus;
import dev.pycache.cli.Failure;
import dev.pycache.cli.Output;
import dev.pycache.cli.Progress;
import dev.pycache.cli.text.ControlCharacters;
import dev.pycache.cli.text.Figures;
import dev.pycache.cli.text.Terminal;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What {@code pycache clean} does. */
public final class CleanRun implements CleanListener {
  private final CleanRequest request;
  private final Output out;
  private final Output err;
  private final Progress progress;
  private final Map<Reason, Integer> kept = new EnumMap<>(Reason.class);

  private CleanRun(CleanRequest request, Output out, Output err) {
    this.request = request;
    this.out = out;
    this.err = err;
    this.progress = Progress.onTerminal(err, request.quiet() ? 1 : 0);
  }

  /** Does what is asked for; returns the exit status. */
  public static int run(CleanRequest request, Output out, Output err) {
    return new CleanRun(request, out, err).run();
  }

  private int run() {
    long start = System.nanoTime();
    CleanSummary summary;
    try {
      summary = new Cleaner(request.options(), QuietSystem::install).clean(request.paths(), this);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the main thread", e);
    }
    progress.clear();
    if (!request.quiet()) {
      kept.forEach(
          (reason, count) ->
              err.print(
                  "pycache: kept "
                      + Figures.grouped(count)
                      + (count == 1 ? " file" : " files")
                      + ": "
                      + words(reason)
                      + "\n"));
      summarise(summary, System.nanoTime() - start);
    }
    return summary.failed() > 0 ? ExitStatus.FAILED : ExitStatus.OK;
  }

  @Override
  public void outcome(CleanOutcome outcome) {
    if (request.json()) {
      out.print(CleanJson.line(outcome, request.options().dryRun()));
    }
    switch (outcome) {
      case CleanOutcome.Removed removed -> say(removed.path(), "");
      case CleanOutcome.RemovedFolder removed -> say(removed.path() + "/", "");
      case CleanOutcome.Kept each -> {
        kept.merge(each.reason(), 1, Integer::sum);
        if (request.verbose()) {
          say(each.path(), ": kept, " + words(each.reason()));
        }
      }
      case CleanOutcome.Failed failed -> {
        progress.clear();
        err.print("pycache: " + failed.path() + ": " + Failure.of(failed.cause()).reason() + "\n");
        err.flush();
      }
    }
  }

  @Override
  public void progressed(long files) {
    progress.count(files, "files");
  }

  /** A line for a file, where files are told of one by one. */
  private void say(String path, String rest) {
    if (request.json() || request.quiet() || !request.verbose() && !request.options().dryRun()) {
      return;
    }
    progress.clear();
    String shown = path.startsWith("./") ? path.substring(2) : path;
    out.print((Terminal.isOut() ? ControlCharacters.shown(shown) : shown) + rest + "\n");
  }

  private static String words(Reason reason) {
    return switch (reason) {
      case TRACKED -> "git has it (--tracked removes such too)";
      case NOT_A_CACHE -> "it does not begin as a cache does";
      case NOT_A_FILE -> "it is no regular file";
      case LINKED_FOLDER -> "its folder is a symbolic link";
      case CHANGED -> "it changed meanwhile";
    };
  }

  private void summarise(CleanSummary summary, long nanos) {
    String verb = request.options().dryRun() ? "would be removed" : "removed";
    err.print(
        String.format(
            Locale.ROOT,
            "pycache: %s %s, %s, %s %s in %.2f s%n",
            Figures.grouped(summary.files()),
            summary.files() == 1 ? "file" : "files",
            Figures.bytes(summary.bytes()),
            Figures.grouped(summary.folders()),
            (summary.folders() == 1 ? "folder " : "folders ") + verb,
            nanos / 1e9));
  }
}
