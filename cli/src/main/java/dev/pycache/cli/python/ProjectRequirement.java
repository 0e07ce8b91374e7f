package dev.pycache.cli.python;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.Target;
import dev.pycache.cli.config.ConfigurationException;
import dev.pycache.cli.config.Surroundings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;

/**
 * {@code requires-python} of a {@code pyproject.toml} (PEP 621): what it allows, and which of that
 * is meant.
 *
 * @param text what the key says
 * @param place the file, as it is said to somebody
 */
record ProjectRequirement(VersionSpecifiers specifiers, String text, String place) {
  private static final String NAME = "pyproject.toml";
  private static final String KEY = "requires-python";

  /** More than any version has releases. */
  private static final int MOST_RELEASES = 40;

  /** That of the nearest file that has one. */
  static Optional<ProjectRequirement> nearest(Surroundings surroundings) {
    for (Path folder = surroundings.folder(); folder != null; folder = folder.getParent()) {
      Path file = folder.resolve(NAME);
      // Parsing takes long, and few files have the key.
      Optional<String> text = SmallFile.read(file).filter(content -> content.contains(KEY));
      if (text.isPresent()) {
        String requirement = requirement(text.get());
        if (requirement != null) {
          return Optional.of(parse(requirement, surroundings.shown(file)));
        }
      }
    }
    return Optional.empty();
  }

  private static ProjectRequirement parse(String text, String place) {
    try {
      return new ProjectRequirement(VersionSpecifiers.parse(text), text, place);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(place + ": " + KEY + ": " + e.getMessage());
    }
  }

  /** What the key says; null if it is not there, also in a file that is no TOML. */
  private static @Nullable String requirement(String text) {
    Object value = Toml.parse(text).get(List.of("project", KEY));
    return value instanceof String requirement ? requirement : null;
  }

  /** The lowest version that is allowed, of those that there is a compiler for. */
  PythonChoice lowest() {
    Target chosen = lowestTarget();
    if (chosen == null) {
      throw none("there is no compiler for a Python");
    }
    return new PythonChoice(chosen, "(the lowest of " + KEY + " in " + place + ")");
  }

  /** The same, or else the lowest of all, whether there is a compiler for it or not. */
  PythonVersion lowestVersion() {
    Target chosen = lowestTarget();
    if (chosen != null) {
      return chosen.python();
    }
    return Arrays.stream(PythonVersion.values())
        .filter(version -> !version.isPyPy() && allows(version))
        .findFirst()
        .orElseThrow(() -> none("there is no known Python"));
  }

  private @Nullable Target lowestTarget() {
    Target chosen = null;
    for (Target target : Target.values()) {
      boolean allows = target.releases().stream().anyMatch(specifiers::allow);
      // Of one version the newest release that is allowed.
      if (allows && (chosen == null || chosen.python() == target.python())) {
        chosen = target;
      }
    }
    return chosen;
  }

  private boolean allows(PythonVersion version) {
    return IntStream.range(0, MOST_RELEASES)
        .anyMatch(release -> specifiers.allow(version.version() + "." + release));
  }

  private ConfigurationException none(String what) {
    return new ConfigurationException(
        place
            + ": "
            + what
            + " that "
            + KEY
            + " = \""
            + text
            + "\" allows; --python chooses another");
  }
}
