package dev.pycache.cli.verify;

import dev.pycache.cache.git.QuietSystem;
import dev.pycache.cache.verify.Verification;
import dev.pycache.cache.verify.Verifier;
import dev.pycache.cache.verify.VerifyListener;
import dev.pycache.cache.verify.VerifySummary;
import dev.pycache.cli.ExitStatus;
import dev.pycache.cli.Failure;
import dev.pycache.cli.Output;
import dev.pycache.cli.Progress;
import dev.pycache.cli.sarif.SarifLog;
import dev.pycache.cli.sarif.SarifResult;
import dev.pycache.cli.text.StyledOutput;
import dev.pycache.cli.text.Terminal;
import dev.pycache.cli.verify.VerifyRequest.Format;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What {@code pycache verify} does. */
public final class VerifyRun implements VerifyListener {
  private final VerifyRequest request;
  private final Output out;
  private final Output err;
  private final StyledOutput styled;
  private final VerifyText text;
  private final @Nullable SarifLog sarif;
  private final Progress progress;

  private VerifyRun(VerifyRequest request, Output out, Output err) {
    this.request = request;
    this.out = out;
    this.err = err;
    this.styled = new StyledOutput(out, request.colours());
    this.text = new VerifyText(styled, Terminal.width());
    this.sarif =
        request.format() == Format.SARIF
            ? new SarifLog(out, request.version(), VerifySarif.RULES)
            : null;
    this.progress = Progress.onTerminal(err, request.quiet());
  }

  /** Does what is asked for; returns the exit status. */
  public static int run(VerifyRequest request, Output out, Output err) {
    return new VerifyRun(request, out, err).run();
  }

  private int run() {
    QuietSystem.install();
    VerifySummary summary;
    try {
      summary = new Verifier(request.options()).verify(request.paths(), this);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the main thread", e);
    }
    progress.clear();
    int status = status(summary);
    if (sarif != null) {
      sarif.end(status);
    } else if (request.format() == Format.TEXT && request.quiet() == 0 && summary.caches() > 0) {
      text.summarise(summary);
    }
    styled.flush();
    if (summary.caches() == 0) {
      warnOfNothing(summary);
    }
    return status;
  }

  /** Nothing passes in silence, and least of all nothing. */
  private static int status(VerifySummary summary) {
    if (summary.foreign() > 0) {
      return ExitStatus.FOREIGN;
    }
    if (summary.caches() == 0) {
      return summary.unreadable() > 0 ? ExitStatus.FAILED : ExitStatus.REJECTED;
    }
    long open = summary.unchecked() + summary.withoutSource() + summary.unreadable();
    return open + summary.outdated() > 0 ? ExitStatus.REJECTED : ExitStatus.OK;
  }

  private void warnOfNothing(VerifySummary summary) {
    if (request.quiet() < 2) {
      String others = summary.passedOver() > 0 ? " but of versions that were not asked for" : "";
      err.print(
          "pycache: nothing was checked: no cache below "
              + String.join(", ", request.paths())
              + others
              + "\n");
    }
  }

  @Override
  public void finished(Verification verification) {
    switch (request.format()) {
      case TEXT -> {
        text.count(verification);
        if (isWanted(verification)) {
          progress.clear();
          text.write(verification);
        }
      }
      case JSON -> {
        if (request.quiet() == 0 || isWanted(verification)) {
          out.print(VerifyJson.line(verification));
        }
      }
      case SARIF -> {
        SarifResult result = VerifySarif.result(verification);
        if (sarif != null && result != null) {
          sarif.result(result);
        }
      }
    }
  }

  private boolean isWanted(Verification verification) {
    return switch (request.quiet()) {
      case 0 -> request.verbose() || !Finding.of(verification).status().equals("match");
      case 1 -> Finding.fails(verification);
      default -> false;
    };
  }

  @Override
  public void unreadable(String path, IOException cause) {
    String reason = Failure.of(cause).reason();
    switch (request.format()) {
      case TEXT -> {}
      case JSON -> {
        if (request.quiet() < 2) {
          out.print(VerifyJson.unreadable(path, reason));
        }
      }
      case SARIF -> {
        if (sarif != null) {
          sarif.problem(reason, path);
        }
      }
    }
    if (request.quiet() < 2) {
      progress.clear();
      err.print("pycache: " + path + ": " + reason + "\n");
    }
  }

  @Override
  public void progressed(long done) {
    progress.count(done, "caches");
  }
}
