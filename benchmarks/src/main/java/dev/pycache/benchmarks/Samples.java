package dev.pycache.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** Measurements of one thing, in the order in which they were taken. */
record Samples(double[] values) {
  double median() {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double least() {
    return Arrays.stream(values).min().orElseThrow();
  }

  double greatest() {
    return Arrays.stream(values).max().orElseThrow();
  }

  /** Each value of {@code other} by the one of these that was measured in the same round. */
  Samples ratiosTo(Samples other) {
    var ratios = new double[values.length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = other.values[i] / values[i];
    }
    return new Samples(ratios);
  }

  /** As {@code 1.234 (1.200 .. 1.301)}. */
  String show(String format) {
    String all = format + " (" + format + " .. " + format + ")";
    return String.format(Locale.ROOT, all, median(), least(), greatest());
  }
}
