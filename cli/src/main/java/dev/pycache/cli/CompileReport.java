package dev.pycache.cli;

import dev.pycache.cache.compile.CompileListener;
import dev.pycache.cache.compile.CompileSummary;
import dev.pycache.cache.compile.SourceOutcome;
import dev.pycache.cache.compile.SourceWarning;
import dev.pycache.cache.path.FileNames;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;

/** Tells of outcomes: errors and warnings on standard error, JSON on standard output. */
final class CompileReport implements CompileListener {
  private final Output out;
  private final Output err;
  private final boolean json;
  private final int quiet;
  private final Progress progress;

  CompileReport(Output out, Output err, boolean json, int quiet, Progress progress) {
    this.out = out;
    this.err = err;
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
  public void progressed(int done, int total) {
    progress.update(done, total);
  }

  @Override
  public void finished(SourceOutcome outcome) {
    if (json) {
      out.print(JsonReport.line(outcome));
    }
    for (SourceWarning warning : outcome.warnings()) {
      if (PythonText.isShown(outcome.path(), warning)) {
        say(PythonText.of(outcome.path(), warning));
      }
    }
    if (quiet < 2) {
      switch (outcome) {
        case SourceOutcome.Rejected rejected ->
            say(PythonText.of(rejected.path(), rejected.diagnostic()));
        case SourceOutcome.Failed failed ->
            say("pycache: " + Failure.of(failed).text(failed) + "\n");
        case SourceOutcome.Written written -> {}
        case SourceOutcome.Fresh fresh -> {}
      }
    }
  }

  void summarise(CompileSummary summary, long nanos) {
    progress.clear();
    if (quiet == 0) {
      err.print(
          String.format(
              Locale.ROOT,
              "pycache: %d written, %d fresh, %d rejected, %d failed in %.2f s%n",
              summary.written(),
              summary.fresh(),
              summary.rejected(),
              summary.failed(),
              nanos / 1e9));
    }
  }

  private void say(String text) {
    progress.clear();
    err.print(text);
    err.flush();
  }
}
