package dev.pycache.cli.python;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.Target;
import java.util.Optional;

/**
 * A Python that a file names.
 *
 * @param version as {@code "3.13"} or {@code "3.13.2"}
 * @param place the file, as it is said to somebody
 */
record NamedPython(String version, String place) {
  /**
   * The release to compile for; of one that is not known, the newest of its version.
   *
   * @throws UnknownPython if there is no compiler for it
   */
  PythonChoice choice() {
    Optional<Target> known = Target.parse(version);
    if (known.isPresent()) {
      return new PythonChoice(known.get(), "(" + place + ")");
    }
    Target similar =
        Target.parse(languageVersion())
            .orElseThrow(() -> new UnknownPython(version, place, "for which there is no compiler"));
    return new PythonChoice(
        similar, "(" + place + " names " + version + ", which is taken to be like it)");
  }

  /**
   * The version whose caches are looked at, whether there is a compiler for it or not.
   *
   * @throws UnknownPython if its caches cannot be read either
   */
  PythonVersion python() {
    return PythonVersion.parse(languageVersion())
        .orElseThrow(() -> new UnknownPython(version, place, "which is not known"));
  }

  /** The first two numbers. */
  private String languageVersion() {
    int second = version.indexOf('.');
    int third = second < 0 ? -1 : version.indexOf('.', second + 1);
    return third < 0 ? version : version.substring(0, third);
  }
}
