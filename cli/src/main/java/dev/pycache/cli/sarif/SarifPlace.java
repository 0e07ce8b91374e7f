package dev.pycache.cli.sarif;

/**
 * A file, or a line of one.
 *
 * @param path as Python has it; relative to the working directory, or absolute
 * @param line from 1; 0 for the file as a whole
 */
public record SarifPlace(String path, int line) {
  public SarifPlace(String path) {
    this(path, 0);
  }
}
