package dev.pycache.cli.show;

import dev.pycache.cache.canonical.CanonicalOutcome;
import dev.pycache.cache.canonical.CanonicalSummary;
import dev.pycache.cli.JsonLine;
import dev.pycache.cli.Output;
import dev.pycache.cli.input.UnusableFileException;
import dev.pycache.cli.text.Figures;
import java.util.Locale;

/** Tells of outcomes: what changes on standard output, what fails on standard error. */
public final class CanonicalReport {
  private final Output out;
  private final Output err;
  private final boolean json;
  private final int quiet;

  public CanonicalReport(Output out, Output err, boolean json, int quiet) {
    this.out = out;
    this.err = err;
    this.json = json;
    this.quiet = quiet;
  }

  /** One outcome. */
  public void tell(CanonicalOutcome outcome) {
    if (json) {
      out.print(line(outcome));
    }
    switch (outcome) {
      case CanonicalOutcome.Canonical c -> {}
      case CanonicalOutcome.Rewritten r ->
          say(r.path(), "rewritten", r.difference(), r.oldSize(), r.newSize());
      case CanonicalOutcome.NotCanonical n ->
          say(n.path(), "not canonical", n.difference(), n.size(), n.canonicalSize());
      case CanonicalOutcome.Failed failed -> {
        if (quiet < 2) {
          out.flush();
          err.print(problem(failed).report());
          err.flush();
        }
      }
    }
  }

  private void say(String path, String what, int difference, int from, int to) {
    if (quiet == 0 && !json) {
      String sizes = from == to ? "same size" : Figures.grouped(from) + " → " + Figures.bytes(to);
      out.print(path + ": " + what + " from byte " + difference + " on, " + sizes + "\n");
    }
  }

  /** The line that ends it all. */
  public void summarise(CanonicalSummary summary, long nanos) {
    if (quiet == 0) {
      out.flush();
      err.print(
          String.format(
              Locale.ROOT,
              "pycache: %d rewritten, %d canonical, %d not canonical, %d failed in %.2f s%n",
              summary.rewritten(),
              summary.canonical(),
              summary.notCanonical(),
              summary.failed(),
              nanos / 1e9));
    }
  }

  private static String line(CanonicalOutcome outcome) {
    return JsonLine.of(
        json -> {
          json.writeStringField("path", outcome.path());
          json.writeStringField("status", status(outcome));
          ShowJson.writeError(
              json, outcome instanceof CanonicalOutcome.Failed failed ? problem(failed) : null);
        });
  }

  private static UnusableFileException problem(CanonicalOutcome.Failed failed) {
    return UnusableFileException.of(failed.path(), failed.cause());
  }

  private static String status(CanonicalOutcome outcome) {
    return switch (outcome) {
      case CanonicalOutcome.Canonical c -> "canonical";
      case CanonicalOutcome.Rewritten r -> "rewritten";
      case CanonicalOutcome.NotCanonical n -> "not-canonical";
      case CanonicalOutcome.Failed f -> "failed";
    };
  }
}
