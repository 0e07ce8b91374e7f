package dev.pycache.cli;

import dev.pycache.cache.compile.CompileListener;
import dev.pycache.cache.compile.CompileOptions;
import dev.pycache.cache.compile.CompileSummary;
import dev.pycache.cache.compile.FileNaming;
import dev.pycache.cache.compile.SourceOutcome;
import dev.pycache.cache.compile.SourceWarning;
import dev.pycache.cache.path.FileNames;
import dev.pycache.cli.python.PythonChoice;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells of outcomes: errors and warnings on standard error, JSON on standard output. */
final class CompileReport implements CompileListener {
  private final Output out;
  private final Output err;
  private final FileNaming naming;
  private final boolean forSeveral;
  private final @Nullable PythonChoice choice;
  private final boolean dryRun;
  private final boolean json;
  private final int quiet;
  private final Progress progress;
  private String unstripped = "";
  private int unstrippedCount;

  /**
   * @param choice the Python that was chosen; null if somebody named it
   */
  CompileReport(
      Output out,
      Output err,
      CompileOptions options,
      @Nullable PythonChoice choice,
      boolean json,
      int quiet,
      Progress progress) {
    this.out = out;
    this.err = err;
    this.naming = options.naming();
    this.forSeveral = options.targets().size() > 1;
    this.choice = choice;
    this.dryRun = options.dryRun();
    this.json = json;
    this.quiet = quiet;
    this.progress = progress;
  }

  /**
   * Files that are no Python sources are passed over; a name that somebody typed deserves a word
   * about it.
   */
  void checkArguments(List<String> paths) {
    for (String path : paths) {
      if (quiet < 2 && !path.endsWith(".py") && Files.isRegularFile(FileNames.toPath(path))) {
        say("pycache: " + path + ": passed over, its name does not end in .py\n");
      }
    }
  }

  @Override
  public boolean hearsOfFresh() {
    return json || naming instanceof FileNaming.Moved;
  }

  @Override
  public void progressed(int done, int total) {
    progress.update(done, total);
  }

  @Override
  public void finished(SourceOutcome outcome) {
    if (json) {
      out.print(JsonReport.line(outcome, dryRun));
    }
    if (naming instanceof FileNaming.Moved moved
        && !moved.strips(outcome.path())
        && !outcome.path().equals(unstripped)) {
      unstripped = outcome.path();
      unstrippedCount++;
    }
    switch (outcome) {
      case SourceOutcome.Written written -> {
        warn(written.name(), written.warnings());
        plan("write", written.cache());
      }
      case SourceOutcome.Converted converted -> plan("convert", converted.cache());
      case SourceOutcome.Rejected rejected -> {
        warn(rejected.name(), rejected.warnings());
        reject(rejected);
      }
      case SourceOutcome.Failed failed -> {
        if (quiet < 2) {
          say("pycache: " + Failure.of(failed).text(failed) + "\n");
        }
      }
      case SourceOutcome.Fresh fresh -> {}
    }
  }

  private void warn(String name, List<SourceWarning> warnings) {
    for (SourceWarning warning : warnings) {
      if (PythonText.isShown(name, warning)) {
        say(PythonText.of(name, warning));
      }
    }
  }

  /** As Python does; where the name that it has there is not its path, this is said before. */
  private void reject(SourceOutcome.Rejected rejected) {
    if (quiet < 2) {
      if (forSeveral || !rejected.name().equals(rejected.path())) {
        String python = forSeveral ? " for Python " + rejected.target() : "";
        say("pycache: " + rejected.path() + ": does not compile" + python + "\n");
      }
      say(PythonText.of(rejected.name(), rejected.diagnostic()));
    }
  }

  private void plan(String deed, String cache) {
    if (dryRun && !json && quiet == 0) {
      progress.clear();
      out.print("would " + deed + " " + cache + "\n");
    }
  }

  void summarise(CompileSummary summary, long nanos) {
    progress.clear();
    if (quiet < 2 && unstrippedCount > 0) {
      String others = unstrippedCount > 1 ? " and " + (unstrippedCount - 1) + " others" : "";
      err.print(
          "pycache: "
              + unstripped
              + others
              + ": not below the folder of -s, which changes nothing\n");
    }
    if (quiet == 0 && summary.leftovers() > 0) {
      err.print("pycache: " + summary.leftovers() + " leftovers of killed writers removed\n");
    }
    if (quiet == 0) {
      err.print(
          String.format(
              Locale.ROOT,
              "pycache: %d %s, %s%d fresh, %d rejected, %d failed in %.2f s%s%n",
              summary.written(),
              dryRun ? "would be written" : "written",
              summary.converted() == 0 ? "" : summary.converted() + " converted, ",
              summary.fresh(),
              summary.rejected(),
              summary.failed(),
              nanos / 1e9,
              choice == null ? "" : ", for " + choice));
    }
  }

  private void say(String text) {
    progress.clear();
    err.print(text);
    err.flush();
  }
}
