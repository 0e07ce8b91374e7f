package dev.pycache.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Measures {@code pycache compile} on trees with hash-based caches that are up to date: reading and
 * hashing the sources, against {@code python -m compileall}, which compiles them again. Whole
 * processes, turn by turn.
 *
 * <p>Usage: {@code HashModes LAUNCHER [--python PYTHON] [--runs N] TREE...}
 */
public final class HashModes {
  private static final String MODE = "--invalidation-mode=checked-hash";

  private final Request request;

  private HashModes(Request request) {
    this.request = request;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Request request = Request.of(args);
    request.each(new HashModes(request)::measure);
  }

  private void measure(Path original, Path folder) throws IOException, InterruptedException {
    Tree tree = Tree.copy(original.toRealPath(), folder);
    var ours =
        new Contender(
            "pycache compile",
            List.of(request.launcher(), "compile", "-q", "--python", request.release(), MODE, "."));
    Contender single = request.interpreter().compileall(MODE);
    Contender parallel = request.interpreter().compileall("-j0", MODE);
    System.out.printf(
        Locale.ROOT,
        "%s: %d sources, %.1f MB, hash-based caches, nothing has changed:%n",
        original,
        tree.sources().size(),
        tree.sourceBytes() / 1e6);
    ours.run(tree.root());
    new Race(request.runs()).run(List.of(ours, single, parallel), run -> tree);
  }
}
