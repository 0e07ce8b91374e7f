package dev.pycache.benchmarks;

import dev.pycache.benchmarks.Request.Interpreter;
import dev.pycache.bytecode.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Measures whole processes against {@code python -m compileall} on copies of the same trees, turn
 * by turn, and prints medians, ratios and their spread.
 *
 * <p>Usage: {@code Processes LAUNCHER [--python PYTHON] [--runs N] [--rounds N] TREE...}
 */
public final class Processes {
  private final String launcher;
  private final Interpreter interpreter;
  private final int runs;
  private final int rounds;

  private Processes(Request request) {
    launcher = request.launcher();
    interpreter = request.interpreter();
    runs = request.runs();
    rounds = request.rounds();
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Request request = Request.of(args);
    request.each(new Processes(request)::measure);
  }

  private void measure(Path original, Path folder) throws IOException, InterruptedException {
    Tree tree = Tree.copy(original.toRealPath(), folder.resolve("copy"));
    print("%s: %d sources, %.1f MB%n", original, tree.sources().size(), tree.sourceBytes() / 1e6);
    var ours =
        new Contender(
            "pycache compile",
            List.of(launcher, "compile", "-q", "--python", interpreter.release(), "."));
    Contender parallel = interpreter.compileall("-j0");
    Contender single = interpreter.compileall();
    ours.run(
        tree.root()); // builds the launcher's image if need be, and brings the sources into memory
    double proportion = (double) tree.cacheBytes() / tree.sourceBytes();
    var race = new Race(runs);
    print("from nothing:%n");
    List<Contender> all = List.of(ours, parallel, floor(proportion));
    race.run(all, run -> tree.linked(folder.resolve("run" + run)));
    print("up to date:%n");
    race.run(List.of(ours, single, parallel), run -> tree);
    steadyState(tree);
  }

  private static Contender floor(double proportion) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new Contender(
        "floor of Java",
        List.of(
            java,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Floor.class.getName(),
            ".",
            Double.toString(proportion)));
  }

  private void steadyState(Tree tree) throws IOException, InterruptedException {
    double megabytes = tree.sourceBytes() / 1e6;
    Samples theirs = SteadyState.python(tree, interpreter.command(), rounds);
    Samples ours =
        SteadyState.java(tree, Target.parse(interpreter.release()).orElseThrow(), rounds);
    print("steady state, one thread:%n");
    print(
        "  %-20s %.1f MB/s, %s s a round%n",
        "pycache", megabytes / ours.median(), ours.show("%.3f"));
    print(
        "  %-20s %.1f MB/s, %s s a round%n",
        "CPython", megabytes / theirs.median(), theirs.show("%.3f"));
    print("  %.1f times as fast%n", theirs.median() / ours.median());
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }
}
