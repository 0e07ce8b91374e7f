package dev.pycache.conformance;

import dev.pycache.conformance.Verdict.Kind;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Map;

/** Counts verdicts and prints differences. Shared by the threads of a run. */
final class Tally {
  private final KnownDifferences known;
  private final PrintStream out;
  private final int show;
  private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
  private int listed;
  private int outOfDate;
  private int failed;
  private int passed;
  private int skipped;

  Tally(KnownDifferences known, PrintStream out, int show) {
    this.known = known;
    this.out = out;
    this.show = show;
  }

  /**
   * Counts a verdict.
   *
   * @param name tells the case from others, and is looked for among the known differences
   * @param variant what was done with it, for a person; may be empty
   */
  synchronized void add(String name, String variant, Verdict verdict) {
    counts.merge(verdict.kind(), 1, Integer::sum);
    boolean differs = verdict.kind().isDifference();
    if (!verdict.kind().isCompared()) {
      skipped++;
      out.println("not compared: " + name + ": " + verdict.detail());
    } else if (known.lists(name)) {
      listed++;
      if (differs) {
        passed++;
      } else {
        outOfDate++;
        failed++;
        out.println("listed as a known difference, but equal: " + name);
      }
    } else if (differs) {
      if (++failed <= show) {
        out.println(
            name + (variant.isEmpty() ? "" : " (" + variant + ")") + ": " + verdict.kind().text());
        out.println("    " + verdict.detail());
      }
    } else {
      passed++;
    }
  }

  synchronized int failed() {
    return failed;
  }

  /** Prints the count of each outcome, and the closing line that a build reads. */
  synchronized void summarise(String corpus) {
    int total = passed + failed + skipped;
    out.println(corpus + ": " + total + " comparisons");
    counts.forEach((kind, count) -> out.printf("  %7d %s%n", count, kind.text()));
    if (listed > 0) {
      out.printf("  %7d listed as known differences, %d of them out of date%n", listed, outOfDate);
    }
    out.println(passed + " passed, " + failed + " failed, " + skipped + " skipped");
  }
}
