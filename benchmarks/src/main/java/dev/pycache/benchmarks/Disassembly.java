package dev.pycache.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures {@code pycache dis} over all files of a tree against an interpreter that does the same
 * with its own {@code dis} in one process: turn by turn, as whole processes, with the listings
 * thrown away. Once from the caches, and once from the sources, which both compile first.
 *
 * <p>Usage: {@code Disassembly LAUNCHER [--python PYTHON] [--runs N] TREE...}
 */
public final class Disassembly {
  /** For which both compile, so the interpreter is to be of it. */
  private static final String VERSION = "3.11";

  private final String launcher;
  private String python = "python3.11";
  private int runs = 5;
  private final List<Path> trees = new ArrayList<>();

  private Disassembly(String[] args) {
    launcher = args[0];
    for (int i = 1; i < args.length; i++) {
      switch (args[i]) {
        case "--python" -> python = args[++i];
        case "--runs" -> runs = Integer.parseInt(args[++i]);
        default -> trees.add(Path.of(args[i]));
      }
    }
    if (trees.isEmpty()) {
      throw new IllegalArgumentException("which trees?");
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    var benchmark = new Disassembly(args);
    Path folder = Files.createTempDirectory("pycache-benchmark");
    try {
      for (int i = 0; i < benchmark.trees.size(); i++) {
        benchmark.measure(benchmark.trees.get(i), folder.resolve(Integer.toString(i)));
      }
    } finally {
      Tree.delete(folder);
    }
  }

  private void measure(Path original, Path folder) throws IOException, InterruptedException {
    Tree sources = Tree.copy(original.toRealPath(), folder.resolve("sources"));
    Tree compiled = sources.linked(folder.resolve("compiled"));
    new Contender("pycache compile", List.of(launcher, "compile", "-q", ".")).run(compiled.root());
    Tree caches = compiled.caches(folder.resolve("caches"));
    Path script = script(folder);
    var ours = new Contender("pycache dis", List.of(launcher, "dis", "."));
    var theirs =
        new Contender(
            "dis of the interpreter", List.of(python, "-W", "ignore", script.toString(), "."));
    System.out.printf(
        Locale.ROOT,
        "%s: %d sources, %.1f MB of caches%n",
        original,
        sources.sources().size(),
        caches.cacheBytes() / 1e6);
    // Brings the files into memory, and into the launcher what it makes once.
    ours.run(caches.root());
    theirs.run(caches.root());
    var race = new Race(runs);
    System.out.println("from the caches:");
    race.run(List.of(ours, theirs), run -> caches);
    System.out.println("from the sources:");
    var compiling =
        new Contender("pycache dis", List.of(launcher, "dis", "--python", VERSION, "."));
    race.run(List.of(compiling, theirs), run -> sources);
  }

  private static Path script(Path folder) throws IOException {
    try (InputStream in = Disassembly.class.getResourceAsStream("dis_files.py")) {
      if (in == null) {
        throw new IOException("dis_files.py is missing");
      }
      return Files.write(folder.resolve("dis_files.py"), in.readAllBytes());
    }
  }
}
