package dev.pycache.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the command line of a benchmark of whole processes asks for. */
record Request(
    String launcher, String python, String release, int runs, int rounds, List<Path> trees) {
  private static final String USAGE =
      "usage: benchmark-run [dis|status|hashes] [--python PYTHON] [--runs N] [--rounds N] TREE...";

  /** Measures one tree, with a folder of its own to work in. */
  interface Measurement {
    void measure(Path tree, Path folder) throws IOException, InterruptedException;
  }

  /** The words behind the path of the launcher; ends the process if they make no sense. */
  static Request of(String[] args) {
    String python = "python3.11";
    int runs = 5;
    int rounds = 5;
    List<Path> trees = new ArrayList<>();
    try {
      for (int i = 1; i < args.length; i++) {
        switch (args[i]) {
          case "--python" -> python = args[++i];
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
    return new Request(args[0], python, release(python), runs, rounds, List.copyOf(trees));
  }

  /** The release of an interpreter, which is what is compiled for. */
  private static String release(String python) {
    try {
      Process process =
          new ProcessBuilder(
                  python, "-I", "-c", "import platform; print(platform.python_version())")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
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
