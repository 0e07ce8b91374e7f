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
     * @param python a path, or a name; what a name stands for is asked, since it may be a script
     *     that looks for the interpreter and takes as long as a small tree
     */
    static Interpreter of(String python) {
      List<String> answers = ask(python);
      String release = answers.getFirst();
      return new Interpreter(
          python.contains("/") ? python : answers.getLast(),
          Target.parse(release).isPresent()
              ? release
              : release.replaceFirst("^(\\d+\\.\\d+).*", "$1"));
    }

    private static List<String> ask(String python) {
      String script =
          "import platform, sys; print(platform.python_version()); print(sys.executable)";
      try {
        Process process =
            new ProcessBuilder(python, "-I", "-c", script)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> answers =
            new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        if (answers.size() != 2) {
          throw new IOException(python + " is no Python that runs");
        }
        return answers;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

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
    List<Interpreter> interpreters = pythons.stream().map(Interpreter::of).toList();
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
