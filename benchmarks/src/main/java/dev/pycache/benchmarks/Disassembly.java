package dev.pycache.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private final String launcher;
  private final String python;

  /** For which both compile. */
  private final String version;

  private final int runs;

  private Disassembly(Request request) {
    launcher = request.launcher();
    python = request.python();
    version = request.release();
    runs = request.runs();
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Request request = Request.of(args);
    request.each(new Disassembly(request)::measure);
  }

  private void measure(Path original, Path folder) throws IOException, InterruptedException {
    Tree sources = Tree.copy(original.toRealPath(), folder.resolve("sources"));
    Tree compiled = sources.linked(folder.resolve("compiled"));
    new Contender("pycache compile", List.of(launcher, "compile", "-q", "--python", version, "."))
        .run(compiled.root());
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
        new Contender("pycache dis", List.of(launcher, "dis", "--python", version, "."));
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
