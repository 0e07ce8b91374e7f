package dev.pycache.cache.why;

import dev.pycache.bytecode.PythonVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The modules that an interpreter has in itself, from {@code preloaded.txt}, which
 * scripts/preloaded_modules.py makes. Versions without a row are taken to have none.
 */
final class PreloadedModules {
  private final Set<String> builtin = new HashSet<>();
  private final Set<String> frozen = new HashSet<>();

  private PreloadedModules() {}

  static PreloadedModules of(PythonVersion python) {
    var modules = new PreloadedModules();
    try (InputStream in = PreloadedModules.class.getResourceAsStream("preloaded.txt")) {
      if (in == null) {
        throw new IllegalStateException("no resource preloaded.txt");
      }
      var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines();
      lines.forEach(line -> modules.add(line, python.version()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return modules;
  }

  private void add(String line, String version) {
    List<String> words = List.of(line.split(" "));
    if (words.getFirst().equals(version)) {
      Set<String> kind = words.get(1).equals("builtin") ? builtin : frozen;
      kind.addAll(words.subList(2, words.size()));
    }
  }

  boolean isBuiltin(String module) {
    return builtin.contains(module);
  }

  boolean isFrozen(String module) {
    return frozen.contains(module);
  }
}
