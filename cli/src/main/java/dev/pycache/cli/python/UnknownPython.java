package dev.pycache.cli.python;

import dev.pycache.cli.config.ConfigurationException;

/** A file names a Python that nothing can be done for. */
final class UnknownPython extends ConfigurationException {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason why not, a relative clause
   */
  UnknownPython(String version, String place, String reason) {
    super(place + " names Python " + version + ", " + reason + "; --python chooses another");
  }
}
