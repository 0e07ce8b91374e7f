package dev.pycache.cli.python;

import dev.pycache.bytecode.Target;
import dev.pycache.cli.config.ConfigurationException;
import dev.pycache.cli.config.Surroundings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;

/**
 * {@code requires-python} of the nearest {@code pyproject.toml} that has it (PEP 621): the lowest
 * version that it allows, of those there is a compiler for.
 */
final class ProjectRequirement {
  private static final String NAME = "pyproject.toml";
  private static final String KEY = "requires-python";

  private ProjectRequirement() {}

  static Optional<PythonChoice> nearest(Surroundings surroundings) {
    for (Path folder = surroundings.folder(); folder != null; folder = folder.getParent()) {
      Path file = folder.resolve(NAME);
      // Parsing takes long, and few files have the key.
      Optional<String> text = SmallFile.read(file).filter(content -> content.contains(KEY));
      if (text.isPresent()) {
        String requirement = requirement(text.get());
        if (requirement != null) {
          return Optional.of(lowest(requirement, VersionFile.shown(file, surroundings)));
        }
      }
    }
    return Optional.empty();
  }

  /** What the key says; null if it is not there, also in a file that is no TOML. */
  private static @Nullable String requirement(String text) {
    Object value = Toml.parse(text).get(List.of("project", KEY));
    return value instanceof String requirement ? requirement : null;
  }

  private static PythonChoice lowest(String requirement, String place) {
    VersionSpecifiers specifiers;
    try {
      specifiers = VersionSpecifiers.parse(requirement);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(place + ": " + KEY + ": " + e.getMessage());
    }
    Target chosen = null;
    for (Target target : Target.values()) {
      boolean allows = target.releases().stream().anyMatch(specifiers::allow);
      // Of one version the newest release that is allowed.
      if (allows && (chosen == null || chosen.python() == target.python())) {
        chosen = target;
      }
    }
    if (chosen == null) {
      throw new ConfigurationException(
          place
              + ": there is no compiler for a Python that "
              + KEY
              + " = \""
              + requirement
              + "\" allows; --python chooses another");
    }
    return new PythonChoice(chosen, "(the lowest of " + KEY + " in " + place + ")");
  }
}
