package dev.pycache.cli;

import dev.pycache.cli.config.Surroundings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The runs from which the build makes the AOT caches of the launcher: a class that a run does not
 * come by is slow to load at each start, and one that it comes by costs a little at every start of
 * any command. So {@code compile}, which is started most and has the least to do, has a run of its
 * own. They go through the commands as users call them, on copies of the Python sources in some
 * folders.
 */
final class Training {
  private Training() {}

  /**
   * Runs commands.
   *
   * @param args {@code compile} or {@code all}, then folders of sources
   */
  public static void main(String[] args) throws IOException {
    Path copies = Files.createTempDirectory("pycache-training");
    try {
      for (String folder : List.of(args).subList(1, args.length)) {
        copySources(Path.of(folder), copies);
      }
      Path broken = copies.resolve("broken.py");
      Files.writeString(broken, "def f(:\n\tpass\n");
      runCompiler(copies, broken);
      if (args[0].equals("all")) {
        runReaders(copies.toString(), broken.toString());
        runManagers(copies);
      }
    } finally {
      delete(copies);
    }
  }

  private static void runCompiler(Path copies, Path broken) throws IOException {
    String folder = copies.toString();
    run("--version");
    run("help");
    run("help", "compile");
    run("compile", "-h");
    run("compile", "--no-such-option");
    run("compile", "-o", "3", "--python", "3.11", folder);
    run("compile", "-n", "--exclude", "b*.py", folder);
    run("compile", "--format", "json", "-o1", "-o2", folder);
    run("compile", broken.toString(), copies.resolve("missing.py").toString());
    run("compile", "-f", "-j1", folder);
    Path settings = copies.resolve("pyproject.toml");
    Files.writeString(settings, "[tool.pycache]\ninvalidation-mode = \"checked-hash\"\n");
    var inFolder = new Surroundings(Map.of("PYCACHE_QUIET", "1"), copies);
    run(inFolder, "compile", folder);
    run(inFolder, "compile", folder);
    Files.delete(settings);
    run("compile", folder);
  }

  /** The commands that read what was compiled. */
  private static void runReaders(String folder, String broken) throws IOException {
    List<String> caches =
        list(Path.of(folder)).stream()
            .map(Path::toString)
            .filter(path -> path.endsWith(".pyc"))
            .sorted()
            .toList();
    String page = folder + "/page.html";
    String one = caches.getFirst();
    String other = caches.getLast();
    for (String command : List.of("dis", "diff", "show", "canonicalise")) {
      run("help", command);
    }
    run("dis", folder);
    run("dis", broken);
    run("dis", "--color=always", "--python", "3.11", folder);
    run("dis", "--format", "json", one);
    run("dis", "--function", "<module>", "--html", page, one);
    run("dis", "--color=always", one, other);
    run("dis", "--html", page, one, other);
    run("diff", "--color=always", one, other);
    run("diff", "--format", "json", one, other);
    run("diff", "--html", page, one, other);
    run("show", one);
    run("show", "--format", "json", one);
    run("canonicalise", "--check", folder);
  }

  /** The commands that look after caches, in a repository of git and outside of one. */
  private static void runManagers(Path copies) throws IOException {
    String folder = copies.toString();
    for (String command : List.of("status", "why", "verify", "clean", "doctor")) {
      run("help", command);
    }
    runManagers(folder);
    Path git = copies.resolve(".git");
    Files.createDirectories(git.resolve("objects"));
    Files.createDirectories(git.resolve("refs/heads"));
    Files.writeString(git.resolve("HEAD"), "ref: refs/heads/main\n");
    Files.writeString(copies.resolve(".gitignore"), "*.log\n");
    runManagers(folder);
    run("clean", folder);
  }

  private static void runManagers(String folder) {
    run("status", folder);
    run("status", "--color=always", "--bodies", "-v", folder);
    run("status", "--format", "json", folder);
    run("why", folder + "/broken.py");
    run("verify", folder);
    run("verify", "--format", "json", folder);
    run("verify", "--format", "sarif", folder);
    run("clean", "-n", folder);
    run("clean", "-n", "--max-size", "1G", folder);
    run("clean", "-n", "--orphans", "--stale", "--invalid", "--format", "json", folder);
    run("doctor", folder);
    run("doctor", "--diff", folder);
    run("doctor", "--format", "sarif", folder);
  }

  private static void run(String... words) {
    Map<String, String> variables = new HashMap<>(System.getenv());
    variables.keySet().removeIf(name -> name.startsWith("PYCACHE_"));
    run(new Surroundings(variables, Path.of("").toAbsolutePath()), words);
  }

  private static void run(Surroundings surroundings, String... words) {
    int _ =
        Main.run(
            Arrays.asList(words),
            surroundings,
            new Output(OutputStream.nullOutputStream()),
            new Output(OutputStream.nullOutputStream()));
  }

  private static void copySources(Path from, Path to) throws IOException {
    for (Path file : list(from)) {
      if (file.toString().endsWith(".py")) {
        Path copy = to.resolve(from.getFileName()).resolve(from.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    for (Path file : list(folder).reversed()) {
      Files.delete(file);
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return new ArrayList<>(files.toList());
    }
  }
}
