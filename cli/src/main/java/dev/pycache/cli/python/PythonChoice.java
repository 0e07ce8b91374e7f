package dev.pycache.cli.python;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.Target;
import dev.pycache.cli.config.Surroundings;
import java.util.Optional;

/**
 * The Python that a project is for.
 *
 * @param target what is compiled for
 * @param reason why, as words behind its name: {@code "(.python-version)"}
 */
public record PythonChoice(Target target, String reason) {
  /** The order of the places, for help. */
  public static final String SOURCES =
      "what .python-version, a virtual environment or requires-python says, else the newest";

  /**
   * Chooses for a folder and the environment.
   *
   * @throws dev.pycache.cli.config.ConfigurationException if a file names a Python that there is no
   *     compiler for
   */
  public static PythonChoice in(Surroundings surroundings) {
    return named(surroundings)
        .map(NamedPython::choice)
        .or(() -> ProjectRequirement.nearest(surroundings).map(ProjectRequirement::lowest))
        .orElseGet(PythonChoice::newest);
  }

  /**
   * The version whose caches a folder has, by the same places: that of {@link #in}, or the one that
   * a file names although there is no compiler for it.
   *
   * @throws dev.pycache.cli.config.ConfigurationException if a file names a Python whose caches
   *     cannot be read either
   */
  public static PythonVersion versionIn(Surroundings surroundings) {
    return named(surroundings)
        .map(NamedPython::python)
        .or(() -> ProjectRequirement.nearest(surroundings).map(ProjectRequirement::lowestVersion))
        .orElseGet(() -> newest().python());
  }

  private static Optional<NamedPython> named(Surroundings surroundings) {
    return VersionFile.nearest(surroundings).or(() -> VirtualEnvironment.of(surroundings));
  }

  private static PythonChoice newest() {
    return new PythonChoice(Target.newest(), "(the newest; nothing here names one)");
  }

  /** The version of Python that it is. */
  public PythonVersion python() {
    return target.python();
  }

  /** As in {@code "Python 3.13 (.python-version)"}. */
  @Override
  public String toString() {
    return "Python " + target + " " + reason;
  }
}
