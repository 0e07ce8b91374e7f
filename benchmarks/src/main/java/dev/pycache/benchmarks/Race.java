package dev.pycache.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Runs contenders in turn, as often as wanted, and prints what each took. */
final class Race {
  private final int runs;

  Race(int runs) {
    this.runs = runs;
  }

  /** Where a run goes to work. */
  @FunctionalInterface
  interface Place {
    Tree forRun(int run) throws IOException;
  }

  /**
   * Runs them; the first is the one the others are compared with.
   *
   * @param place where; the runs are numbered over all contenders
   */
  void run(List<Contender> contenders, Place place) throws IOException, InterruptedException {
    var seconds = new double[contenders.size()][runs];
    var memory = new long[contenders.size()];
    for (int run = 0; run < runs; run++) {
      for (int i = 0; i < contenders.size(); i++) {
        Tree tree = place.forRun(run * contenders.size() + i);
        Contender.Run took = contenders.get(i).run(tree.root());
        seconds[i][run] = took.seconds();
        memory[i] = Math.max(memory[i], took.peakBytes());
      }
    }
    var first = new Samples(seconds[0]);
    for (int i = 0; i < contenders.size(); i++) {
      var samples = new Samples(seconds[i]);
      System.out.printf(
          Locale.ROOT,
          "  %-20s %s s, peak %d MiB, takes %s times as long as %s%n",
          contenders.get(i).name(),
          samples.show("%.3f"),
          memory[i] >> 20,
          first.ratiosTo(samples).show("%.2f"),
          contenders.getFirst().name());
    }
  }
}
