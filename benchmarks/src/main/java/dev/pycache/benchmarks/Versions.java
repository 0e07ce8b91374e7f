package dev.pycache.benchmarks;

import dev.pycache.benchmarks.Request.Interpreter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Compares versions: how many times as fast as each interpreter's own {@code compileall} pycache is
 * for that version, and how near this comes to what it is for the first one. Whole processes, from
 * nothing, turn by turn. Only interpreters that were built alike, by the same C compiler with the
 * same options, tell something about the versions.
 *
 * <p>Usage: {@code Versions LAUNCHER --python PYTHON... [--runs N] TREE...}
 */
public final class Versions {
  private final Request request;

  private Versions(Request request) {
    this.request = request;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Request request = Request.of(args);
    request.each(new Versions(request)::measure);
  }

  private void measure(Path original, Path folder) throws IOException, InterruptedException {
    Tree tree = Tree.copy(original.toRealPath(), folder.resolve("copy"));
    List<Contender> contenders = new ArrayList<>();
    for (Interpreter interpreter : request.interpreters()) {
      contenders.add(
          new Contender(
              "pycache compile",
              List.of(
                  request.launcher(), "compile", "-q", "--python", interpreter.release(), ".")));
      contenders.add(interpreter.compileall("-j0"));
    }
    // Builds the launcher's image if need be.
    contenders.getFirst().run(tree.linked(folder.resolve("first")).root());
    double[][] seconds = new double[contenders.size()][request.runs()];
    for (int run = 0; run < request.runs(); run++) {
      for (int i = 0; i < seconds.length; i++) {
        Tree place = tree.linked(folder.resolve(run + "-" + i));
        seconds[i][run] = contenders.get(i).run(place.root()).seconds();
        if (place.cacheBytes() == 0) {
          throw new IOException(contenders.get(i).command() + " made nothing");
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %d sources, %.1f MB, from nothing:%n",
        original,
        tree.sources().size(),
        tree.sourceBytes() / 1e6);
    report(seconds);
  }

  /**
   * @param seconds of each interpreter in turn what pycache took and what it took itself, run by
   *     run
   */
  private void report(double[][] seconds) {
    double first = new Samples(seconds[0]).ratiosTo(new Samples(seconds[1])).median();
    for (int i = 0; i < request.interpreters().size(); i++) {
      var ours = new Samples(seconds[2 * i]);
      var theirs = new Samples(seconds[2 * i + 1]);
      Samples ratios = ours.ratiosTo(theirs);
      System.out.printf(
          Locale.ROOT,
          "  %-8s %s s to %s s: %s times as fast, %.2f of the first ratio%n",
          request.interpreters().get(i).release(),
          ours.show("%.2f"),
          theirs.show("%.2f"),
          ratios.show("%.2f"),
          ratios.median() / first);
    }
  }
}
