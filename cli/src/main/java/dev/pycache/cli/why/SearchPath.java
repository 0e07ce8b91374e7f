package dev.pycache.cli.why;

import dev.pycache.bytecode.PythonVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an interpreter would look for modules, as far as that can be known without it: the working
 * directory, {@code PYTHONPATH}, and the library folders of the virtual environment that is active
 * or lies in the working directory.
 */
final class SearchPath {
  private SearchPath() {}

  static List<String> of(PythonVersion python) {
    List<String> path = new ArrayList<>();
    path.add("");
    String given = System.getenv("PYTHONPATH");
    if (given != null && !given.isEmpty()) {
      path.addAll(List.of(given.split(":", -1)));
    }
    Path environment = environment();
    if (environment != null) {
      String library = (python.isPyPy() ? "pypy" : "python") + python.languageVersion();
      Path home = home(environment);
      if (home != null && home.getParent() != null) {
        addIfFolder(path, home.getParent().resolve("lib").resolve(library));
      }
      addIfFolder(path, environment.resolve("lib").resolve(library).resolve("site-packages"));
    }
    return path;
  }

  private static void addIfFolder(List<String> path, Path folder) {
    if (Files.isDirectory(folder)) {
      path.add(folder.toString());
    }
  }

  private static @Nullable Path environment() {
    String active = System.getenv("VIRTUAL_ENV");
    List<String> candidates =
        active == null || active.isEmpty() ? List.of(".venv", "venv") : List.of(active);
    for (String candidate : candidates) {
      if (Files.isRegularFile(Path.of(candidate, "pyvenv.cfg"))) {
        return Path.of(candidate);
      }
    }
    return null;
  }

  /** The folder of the interpreter that made an environment (PEP 405). */
  private static @Nullable Path home(Path environment) {
    try {
      List<String> lines =
          Files.readAllLines(environment.resolve("pyvenv.cfg"), StandardCharsets.UTF_8);
      for (String line : lines) {
        int equals = line.indexOf('=');
        if (equals > 0 && line.substring(0, equals).strip().equalsIgnoreCase("home")) {
          return Path.of(line.substring(equals + 1).strip());
        }
      }
    } catch (IOException e) {
      // an environment that cannot be read has no library that can
    }
    return null;
  }
}
