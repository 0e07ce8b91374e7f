package dev.pycache.cli.compile;

import dev.pycache.cache.path.FileNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;

/** The paths in a file, one a line ({@code compileall -i}). */
public final class FileList {
  /** Names standard input. */
  public static final String STANDARD_INPUT = "-";

  private FileList() {}

  /**
   * The paths in a file, without blanks around them; empty lines are passed over. Bytes that are
   * not UTF-8 stay what they are.
   *
   * @param file its name, or {@link #STANDARD_INPUT}
   * @param input standard input
   */
  public static List<String> read(String file, InputStream input) throws IOException {
    if (file.equals(STANDARD_INPUT)) {
      return paths(input);
    }
    try (InputStream in = Files.newInputStream(FileNames.toPath(file))) {
      return paths(in);
    }
  }

  private static List<String> paths(InputStream in) throws IOException {
    return FileNames.ofBytes(in.readAllBytes())
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }
}
