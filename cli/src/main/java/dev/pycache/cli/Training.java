package dev.pycache.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The run from which the build makes the AOT cache of the launcher: a class that it does not come
 * by is slow to load at each start. It goes through the commands as users call them, on copies of
 * the Python sources in some folders.
 */
final class Training {
  private Training() {}

  public static void main(String[] folders) throws IOException {
    Path copies = Files.createTempDirectory("pycache-training");
    try {
      for (String folder : folders) {
        copySources(Path.of(folder), copies);
      }
      Path broken = copies.resolve("broken.py");
      Files.writeString(broken, "def f(:\n\tpass\n");
      run("--version");
      run("help");
      run("help", "compile");
      run("compile", "-h");
      run("compile", "--no-such-option");
      run("compile", "-o", "3", "--python", "3.11", copies.toString());
      run("compile", "--format", "json", "-o1", "-o2", copies.toString());
      run("compile", broken.toString(), copies.resolve("missing.py").toString());
      run("compile", "-f", "-j1", copies.toString());
      runReaders(copies.toString(), broken.toString());
    } finally {
      delete(copies);
    }
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

  private static void run(String... words) {
    int _ =
        Main.run(
            Arrays.asList(words),
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
