package dev.pycache.cli.python;

import dev.pycache.cli.config.Surroundings;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The virtual environment that is active, or that lies beside the project (PEP 405). Its {@code
 * pyvenv.cfg} says which Python it is of, and so does the name of the folder for its library.
 */
final class VirtualEnvironment {
  private static final List<String> USUAL_NAMES = List.of(".venv", "venv");

  /** {@code version} is what venv writes, {@code version_info} what virtualenv and uv do. */
  private static final Pattern SETTING =
      Pattern.compile("(?m)^\\s*version(?:_info)?\\s*=\\s*(3(?:\\.\\d+){1,2})");

  private static final Pattern LIBRARY = Pattern.compile("python(3\\.\\d+)");

  private VirtualEnvironment() {}

  static Optional<NamedPython> of(Surroundings surroundings) {
    String active = surroundings.variables().get("VIRTUAL_ENV");
    if (active != null && !active.isEmpty()) {
      Optional<NamedPython> found = in(surroundings.folder().resolve(active), surroundings);
      if (found.isPresent()) {
        return found;
      }
    }
    for (Path folder = surroundings.folder(); folder != null; folder = folder.getParent()) {
      for (String name : USUAL_NAMES) {
        Optional<NamedPython> found = in(folder.resolve(name), surroundings);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<NamedPython> in(Path environment, Surroundings surroundings) {
    Path file = environment.resolve("pyvenv.cfg");
    Optional<String> text = SmallFile.read(file);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Matcher setting = SETTING.matcher(text.get());
    return setting.find()
        ? Optional.of(new NamedPython(setting.group(1), surroundings.shown(file)))
        : library(environment.resolve("lib"), surroundings);
  }

  /** The only version that there is a library of. */
  private static Optional<NamedPython> library(Path lib, Surroundings surroundings) {
    List<NamedPython> found = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(lib, "python3.*")) {
      for (Path folder : folders) {
        Matcher name = LIBRARY.matcher(folder.getFileName().toString());
        if (name.matches()) {
          found.add(new NamedPython(name.group(1), surroundings.shown(folder)));
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }
}
