package dev.pycache.cli.doctor;

import dev.pycache.cache.doctor.Doctor;
import dev.pycache.cache.doctor.DoctorListener;
import dev.pycache.cache.doctor.DoctorSummary;
import dev.pycache.cache.doctor.Edit;
import dev.pycache.cache.doctor.Finding;
import dev.pycache.cache.doctor.Mender;
import dev.pycache.cache.git.QuietSystem;
import dev.pycache.cli.ExitStatus;
import dev.pycache.cli.Failure;
import dev.pycache.cli.Output;
import dev.pycache.cli.Progress;
import dev.pycache.cli.doctor.DoctorRequest.Format;
import dev.pycache.cli.doctor.DoctorRequest.Mending;
import dev.pycache.cli.text.Figures;
import dev.pycache.cli.text.StyledOutput;
import dev.pycache.cli.text.Terminal;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One run of {@code pycache doctor}. */
public final class DoctorRun implements DoctorListener {
  private final DoctorRequest request;
  private final Output out;
  private final Output err;
  private final Progress progress;
  private final Mender mender;
  private final DoctorText text;
  private final @Nullable DoctorSarif sarif;
  private int findings;
  private int mendable;
  private int mended;
  private int failures;

  private DoctorRun(DoctorRequest request, Output out, Output err) {
    this.request = request;
    this.out = out;
    this.err = err;
    this.mender = new Mender(request.options().prefix());
    this.progress = Progress.onTerminal(err, request.quiet() ? 1 : 0);
    this.text =
        new DoctorText(
            new StyledOutput(out, request.colours()), Terminal.width(), request.verbose());
    this.sarif = request.format() == Format.SARIF ? new DoctorSarif(out, request.version()) : null;
  }

  /** Does what is asked for; returns the exit status. */
  public static int run(DoctorRequest request, Output out, Output err) {
    QuietSystem.install();
    return new DoctorRun(request, out, err).run();
  }

  private int run() {
    try {
      DoctorSummary summary = new Doctor(request.options()).examine(request.path(), this);
      progress.clear();
      int status =
          summary.failures() + failures > 0
              ? ExitStatus.FAILED
              : findings > mended ? ExitStatus.REJECTED : ExitStatus.OK;
      if (sarif != null) {
        sarif.end(status);
      }
      summarise();
      return status;
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the main thread", e);
    }
  }

  private void summarise() {
    if (request.quiet()) {
      return;
    }
    var line = new StringBuilder("pycache: ");
    line.append(findings == 0 ? "no findings" : count(findings, "finding"));
    if (request.mending() == Mending.APPLY) {
      line.append(", ").append(Figures.grouped(mended)).append(" mended");
    } else if (mendable > 0 && request.mending() == Mending.NONE) {
      line.append(", ").append(Figures.grouped(mendable)).append(" can be mended with --fix");
    }
    err.print(line.append('\n').toString());
  }

  private static String count(int number, String what) {
    return Figures.grouped(number) + " " + what + (number == 1 ? "" : "s");
  }

  @Override
  public void found(Finding finding) {
    progress.clear();
    findings++;
    mendable += finding.fix().isEmpty() ? 0 : 1;
    boolean isText = request.format() == Format.TEXT;
    if (isText && request.mending() != Mending.SHOW && !request.quiet()) {
      text.write(finding);
    }
    boolean done = mend(finding);
    mended += done ? 1 : 0;
    switch (request.format()) {
      case TEXT -> {}
      case JSON -> out.print(DoctorJson.line(finding, done));
      case SARIF -> {
        if (sarif != null && !done) {
          sarif.result(finding);
        }
      }
    }
  }

  /** Does the edits of a finding, or shows them; whether nothing of it is left. */
  private boolean mend(Finding finding) {
    boolean complete = request.mending() == Mending.APPLY && finding.isMendable();
    for (Edit edit : finding.fix()) {
      try {
        switch (request.mending()) {
          case NONE -> {}
          case SHOW -> out.print(EditText.preview(edit));
          case APPLY -> {
            mender.apply(edit);
            if (!request.quiet()) {
              err.print("pycache: " + EditText.done(edit) + "\n");
            }
          }
        }
      } catch (IOException e) {
        complete = false;
        fail(edit.path(), e);
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody interrupts the main thread", e);
      }
    }
    return complete;
  }

  private void fail(String path, IOException cause) {
    failures++;
    failed(path, cause);
  }

  @Override
  public void failed(String path, IOException cause) {
    progress.clear();
    String reason = Failure.of(cause).reason();
    err.print("pycache: " + path + ": " + reason + "\n");
    if (sarif != null) {
      sarif.problem(reason, path);
    }
  }

  @Override
  public void progressed(long files) {
    progress.count(files, "files");
  }
}
