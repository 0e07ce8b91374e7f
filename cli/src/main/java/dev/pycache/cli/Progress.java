package dev.pycache.cli;

/**
 * A bar on the terminal that shows how much is done. Where standard error is no terminal it does
 * nothing.
 */
public final class Progress {
  private static final long FIRST_AFTER_NANOS = 300_000_000;
  private static final long EVERY_NANOS = 100_000_000;
  private static final int WIDTH = 40;

  private final Output err;
  private final boolean shown;
  private long nextTime = System.nanoTime() + FIRST_AFTER_NANOS;
  private boolean visible;

  Progress(Output err, boolean shown) {
    this.err = err;
    this.shown = shown;
  }

  /**
   * The launcher looks whether standard error is a terminal: a shell sees it for nothing, Java does
   * not.
   */
  public static Progress onTerminal(Output err, int quiet) {
    return new Progress(err, quiet == 0 && Boolean.getBoolean("pycache.terminal"));
  }

  public void update(int done, int total) {
    if (!isDue()) {
      return;
    }
    int filled = (int) ((long) WIDTH * done / total);
    err.print("\r[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + done + "/" + total);
    err.flush();
    visible = true;
  }

  /** Shows how much is done where nobody knows how much there is. */
  public void count(long done, String what) {
    if (isDue()) {
      err.print("\r" + done + " " + what);
      err.flush();
      visible = true;
    }
  }

  private boolean isDue() {
    if (!shown) {
      return false;
    }
    long now = System.nanoTime();
    if (now - nextTime < 0) {
      return false;
    }
    nextTime = now + EVERY_NANOS;
    return true;
  }

  /** Takes the bar away, so that something else can be printed in its place. */
  public void clear() {
    if (visible) {
      err.print("\r\u001b[K");
      visible = false;
    }
  }
}
