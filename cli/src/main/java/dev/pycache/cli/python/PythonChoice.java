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
    Optional<PythonChoice> found = VersionFile.nearest(surroundings);
    return found
        .or(() -> VirtualEnvironment.of(surroundings))
        .or(() -> ProjectRequirement.nearest(surroundings))
        .orElseGet(PythonChoice::newest);
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

  /**
   * The choice of a version or release that a file names.
   *
   * @param version as {@code "3.13"} or {@code "3.13.2"}
   * @param place where it stands
   */
  static PythonChoice named(String version, String place) {
    Optional<Target> known = Target.parse(version);
    if (known.isPresent()) {
      return new PythonChoice(known.get(), "(" + place + ")");
    }
    Optional<Target> similar = Target.parse(languageVersion(version));
    if (similar.isEmpty()) {
      throw new UnknownPython(version, place);
    }
    return new PythonChoice(
        similar.get(), "(" + place + " names " + version + ", which is taken to be like it)");
  }

  /** The first two numbers. */
  private static String languageVersion(String version) {
    int second = version.indexOf('.');
    int third = second < 0 ? -1 : version.indexOf('.', second + 1);
    return third < 0 ? version : version.substring(0, third);
  }
}
