package dev.pycache.benchmarks;

import dev.pycache.bytecode.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the command line of a benchmark of whole processes asks for.
 *
 * @param interpreters at least one; all benchmarks but one take the first
 */
record Request(
    String launcher, List<Interpreter> interpreters, int runs, int rounds, List<Path> trees) {
  private static final String USAGE =
      "usage: benchmark-run [dis|status|hashes|versions] [--python PYTHON]... [--runs N] [--rounds N] TREE...";

  /**
   * Somebody to compare with.
   *
   * @param release what it is, as pycache names it: one that there is no target for counts as the
   *     newest of its version
   */
  record Interpreter(String command, String release) {
    /**
     * Its {@code compileall} on the folder where it is run. Isolated, so that a standard library in
     * that folder is not taken for its own.
     */
    Contender compileall(String... options) {
      List<String> words = new ArrayList<>(List.of("compileall", "-q"));
      words.addAll(List.of(options));
      List<String> line = new ArrayList<>(List.of(command, "-I", "-m"));
      line.addAll(words);
      line.add(".");
      return new Contender(String.join(" ", words), line);
    }
  }

  /** Measures one tree, with a folder of its own to work in. */
  interface Measurement {
    void measure(Path tree, Path folder) throws IOException, InterruptedException;
  }

  /** The words behind the path of the launcher; ends the process if they make no sense. */
  static Request of(String[] args) {
    List<String> pythons = new ArrayList<>();
    int runs = 5;
    int rounds = 5;
    List<Path> trees = new ArrayList<>();
    try {
      for (int i = 1; i < args.length; i++) {
        switch (args[i]) {
          case "--python" -> pythons.add(args[++i]);
          case "--runs" -> runs = Integer.parseInt(args[++i]);
          case "--rounds" -> rounds = Integer.parseInt(args[++i]);
          default -> trees.add(Path.of(args[i]));
        }
      }
    } catch (ArrayIndexOutOfBoundsException | NumberFormatException e) {
      trees.clear();
    }
    if (trees.isEmpty() || !trees.stream().allMatch(Files::isDirectory)) {
      System.err.println(USAGE);
      System.exit(2);
    }
    if (pythons.isEmpty()) {
      pythons.add("python3.11");
    }
    List<Interpreter> interpreters =
        pythons.stream().map(python -> new Interpreter(python, release(python))).toList();
    return new Request(args[0], interpreters, runs, rounds, List.copyOf(trees));
  }

  Interpreter interpreter() {
    return interpreters.getFirst();
  }

  String python() {
    return interpreter().command();
  }

  String release() {
    return interpreter().release();
  }

  private static String release(String python) {
    try {
      Process process =
          new ProcessBuilder(
                  python, "-I", "-c", "import platform; print(platform.python_version())")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String release =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      return Target.parse(release).isPresent()
          ? release
          : release.replaceFirst("^(\\d+\\.\\d+).*", "$1");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Measures each tree. */
  void each(Measurement measurement) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("pycache-benchmark");
    try {
      for (int i = 0; i < trees.size(); i++) {
        measurement.measure(trees.get(i), folder.resolve(Integer.toString(i)));
      }
    } finally {
      Tree.delete(folder);
    }
  }
}
