package dev.pycache.cli.config;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a command finds around it besides its words.
 *
 * @param variables the environment
 * @param folder the working directory, absolute
 */
public record Surroundings(Map<String, String> variables, Path folder) {
  /** Those of this process. */
  public static Surroundings ofProcess() {
    return new Surroundings(System.getenv(), Path.of("").toAbsolutePath());
  }

  /** A path as it is said to somebody who works in the folder. */
  public String shown(Path file) {
    return file.startsWith(folder) ? folder.relativize(file).toString() : file.toString();
  }
}
