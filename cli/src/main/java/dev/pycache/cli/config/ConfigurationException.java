package dev.pycache.cli.config;

/** Something is wrong with the environment or a file, which the message names. */
public class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigurationException(String message) {
    super(message);
  }
}
