package dev.pycache.benchmarks;

import dev.pycache.benchmarks.Request.Interpreter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures the commands that look at caches, on a tree whose caches an interpreter has made, turn
 * by turn with that interpreter's {@code compileall} as whole processes: {@code status} by headers
 * against a {@code compileall} that finds nothing to do, as both look at each header; {@code status
 * --bodies} and {@code verify} against one that compiles all from nothing on all processors.
 *
 * <p>Usage: {@code Inspection LAUNCHER [--python PYTHON] [--runs N] TREE...}
 */
public final class Inspection {
  private final String launcher;
  private final Interpreter interpreter;
  private final int runs;

  private Inspection(Request request) {
    launcher = request.launcher();
    interpreter = request.interpreter();
    runs = request.runs();
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Request request = Request.of(args);
    request.each(new Inspection(request)::measure);
  }

  private void measure(Path original, Path folder) throws IOException, InterruptedException {
    Tree sources = Tree.copy(original.toRealPath(), folder.resolve("sources"));
    Tree compiled = sources.linked(folder.resolve("compiled"));
    Contender compiling = interpreter.compileall("-j0");
    Contender headers = pycache("status");
    Contender bodies = pycache("status", "--bodies");
    Contender verifying = pycache("verify");
    compiling.run(compiled.root());
    System.out.printf(
        Locale.ROOT,
        "%s: %d sources, %.1f MB of caches%n",
        original,
        sources.sources().size(),
        compiled.cacheBytes() / 1e6);
    bodies.run(
        compiled.root()); // brings files into memory, and into the launcher what it makes once
    var race = new Race(runs);
    System.out.println("against an interpreter that finds nothing to do:");
    race.run(List.of(interpreter.compileall(), headers), run -> compiled);
    System.out.println("against an interpreter that compiles all:");
    List<Contender> all = List.of(compiling, bodies, verifying);
    race.run(
        all, run -> run % all.size() == 0 ? sources.linked(folder.resolve("run" + run)) : compiled);
  }

  private Contender pycache(String... words) {
    List<String> command = new ArrayList<>(List.of(launcher));
    command.addAll(List.of(words));
    command.add(".");
    return new Contender("pycache " + String.join(" ", words), command);
  }
}
