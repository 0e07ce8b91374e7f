package dev.pycache.cli;

import dev.pycache.cache.compile.CompileOptions;
import dev.pycache.cache.compile.CompileSummary;
import dev.pycache.cache.compile.SourceOutcome;
import dev.pycache.cache.watch.TreeWatcher;
import dev.pycache.cache.watch.WatchListener;
import java.io.IOException;
import java.util.List;

/**
 * {@code pycache compile --watch}: compiles, then tells of each change in a line until somebody
 * ends it by a signal, or by closing what it prints to.
 */
final class WatchRun implements WatchListener {
  private final CompileReport report;
  private final boolean talks;
  private final Output out;
  private final Output err;
  private final long start = System.nanoTime();
  private final Thread caller = Thread.currentThread();
  private boolean watching;

  /**
   * @param report tells what compiling tells, with {@code --watch} or without
   * @param talks whether to say in text what is done
   */
  WatchRun(CompileReport report, boolean talks, Output out, Output err) {
    this.report = report;
    this.talks = talks;
    this.out = out;
    this.err = err;
  }

  /** Runs until the calling thread is interrupted, as a signal does. */
  int run(CompileOptions options, List<String> paths) {
    Thread end = new Thread(this::interruptCaller, "pycache-end");
    Runtime.getRuntime().addShutdownHook(end);
    try {
      CompileSummary first = new TreeWatcher(options).watch(paths, this);
      report.summarise(first, System.nanoTime() - start);
      return ExitStatus.FAILED; // there is nothing to watch, and that was said
    } catch (InterruptedException e) {
      return ExitStatus.OK;
    } catch (IOException e) {
      err.print("pycache: cannot watch: " + Failure.of(e).reason() + "\n");
      return ExitStatus.FAILED;
    } finally {
      remove(end);
    }
  }

  /**
   * On a signal Java ends when this returns, with a status that says so. The caller is quicker:
   * when it is done it halts Java itself, with its own.
   */
  private void interruptCaller() {
    caller.interrupt();
    try {
      caller.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // it is running
    }
  }

  @Override
  public void progressed(int done, int total) {
    report.progressed(done, total);
  }

  @Override
  public void watching(CompileSummary first, int folders) {
    report.summarise(first, System.nanoTime() - start);
    say("watching " + folders + (folders == 1 ? " folder" : " folders"));
    watching = true;
    flush();
  }

  @Override
  public void finished(SourceOutcome outcome) {
    report.finished(outcome);
    if (watching) {
      switch (outcome) {
        case SourceOutcome.Written written -> say(written.path() + ": written");
        case SourceOutcome.Converted converted -> say(converted.path() + ": converted");
        case SourceOutcome.Fresh fresh -> {}
        case SourceOutcome.Rejected rejected -> {} // the report has said it
        case SourceOutcome.Failed failed -> {}
      }
      flush();
    }
  }

  @Override
  public void gone(String source) {
    say(source + ": gone, its caches stay");
    flush();
  }

  private void say(String text) {
    if (talks) {
      err.print("pycache: " + text + "\n");
    }
  }

  /** Nobody knows when the next change comes. */
  private void flush() {
    out.flush();
    err.flush();
    if (out.failed()) {
      caller.interrupt();
    }
  }
}
