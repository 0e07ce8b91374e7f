package dev.pycache.cli.python;

import dev.pycache.cli.config.ConfigurationException;

/** A file names a Python that there is no compiler for. */
final class UnknownPython extends ConfigurationException {
  private static final long serialVersionUID = 1L;

  UnknownPython(String version, String place) {
    super(
        place
            + " names Python "
            + version
            + ", for which there is no compiler; --python chooses another");
  }
}
