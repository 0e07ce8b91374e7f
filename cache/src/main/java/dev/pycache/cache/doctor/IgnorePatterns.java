package dev.pycache.cache.doctor;

import java.util.List;

/** The patterns by which caches are kept out, and names by which to find out whether they are. */
final class IgnorePatterns {
  /** Where caches are since Python 3.2 (PEP 3147). */
  static final String FOLDER = "__pycache__/";

  /** The same for Docker. */
  static final String DOCKER_FOLDER = "**/__pycache__";

  private static final String BESIDE = "*.py[cod]";
  private static final String JYTHON = "*$py.class";

  /** What every {@code .gitignore} for Python has. */
  static final List<Pattern> GIT =
      List.of(
          new Pattern(FOLDER, List.of("__pycache__/module.cpython-311.pyc")),
          new Pattern(BESIDE, List.of("module.pyc", "module.pyo", "module.pyd")),
          new Pattern(JYTHON, List.of("module$py.class")));

  /** The same for Docker, which has no patterns that hold in each folder but those with stars. */
  static final List<Pattern> DOCKER =
      List.of(
          new Pattern(DOCKER_FOLDER, List.of("__pycache__/module.cpython-311.pyc")),
          new Pattern("**/*.py[co]", List.of("module.pyc", "module.pyo")));

  /**
   * A pattern.
   *
   * @param probes files in a folder of sources that it keeps out
   */
  record Pattern(String text, List<String> probes) {}

  private IgnorePatterns() {}
}
