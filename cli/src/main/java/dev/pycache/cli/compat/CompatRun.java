package dev.pycache.cli.compat;

import dev.pycache.cache.compat.CompatCheck;
import dev.pycache.cache.compat.CompatListener;
import dev.pycache.cache.compat.Compatibility;
import dev.pycache.cli.ExitStatus;
import dev.pycache.cli.Failure;
import dev.pycache.cli.Output;
import dev.pycache.cli.compat.CompatRequest.Format;
import dev.pycache.cli.sarif.SarifLog;
import dev.pycache.cli.sarif.SarifResult;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What {@code pycache compat} does. */
public final class CompatRun implements CompatListener {
  private final CompatRequest request;
  private final Output out;
  private final Output err;
  private final CompatText text;
  private final @Nullable SarifLog sarif;
  private boolean isIncomplete;
  private boolean isUnreadable;

  public CompatRun(CompatRequest request, Output out, Output err) {
    this.request = request;
    this.out = out;
    this.err = err;
    this.text = new CompatText(request.targets());
    this.sarif =
        request.format() == Format.SARIF
            ? new SarifLog(out, request.version(), CompatSarif.RULES)
            : null;
  }

  /** Does what is asked for; returns the exit status. */
  public int run() {
    try {
      new CompatCheck(request.targets(), request.jobs()).check(request.paths(), this);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the main thread", e);
    }
    int status =
        isUnreadable ? ExitStatus.FAILED : isIncomplete ? ExitStatus.REJECTED : ExitStatus.OK;
    if (sarif != null) {
      sarif.end(status);
    } else if (request.format() == Format.TEXT && !request.quiet()) {
      out.print(text.summary());
    }
    return status;
  }

  @Override
  public void finished(Compatibility compatibility) {
    isIncomplete |= !compatibility.isComplete();
    text.count(compatibility);
    switch (request.format()) {
      case TEXT -> {
        if (!request.quiet() && (request.verbose() || !compatibility.isComplete())) {
          out.print(text.of(compatibility));
        }
      }
      case JSON -> out.print(CompatJson.line(compatibility));
      case SARIF -> {
        SarifResult result = CompatSarif.result(compatibility);
        if (sarif != null && result != null) {
          sarif.result(result);
        }
      }
    }
  }

  @Override
  public void unreadable(String path, IOException cause) {
    isUnreadable = true;
    String reason = Failure.of(cause).reason();
    if (sarif != null) {
      sarif.problem(reason, path);
    }
    err.print("pycache: " + path + ": " + reason + "\n");
  }
}
