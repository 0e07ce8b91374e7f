package dev.pycache.cli.why;

/** Lengths of time in words, to the two largest units. */
public final class Span {
  private static final long[] SECONDS = {86_400, 3_600, 60, 1};
  private static final String[] UNITS = {"day", "hour", "minute", "second"};

  private Span() {}

  /** So many seconds. */
  public static String of(long seconds) {
    var text = new StringBuilder();
    long rest = seconds;
    int parts = 0;
    for (int i = 0; i < UNITS.length && parts < 2; i++) {
      long count = rest / SECONDS[i];
      rest %= SECONDS[i];
      if (count > 0) {
        text.append(parts > 0 ? " " : "").append(count).append(' ').append(UNITS[i]);
        text.append(count == 1 ? "" : "s");
      }
      if (count > 0 || parts > 0) {
        parts++;
      }
    }
    return text.isEmpty() ? "0 seconds" : text.toString();
  }
}
