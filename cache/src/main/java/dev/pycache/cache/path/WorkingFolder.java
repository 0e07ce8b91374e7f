package dev.pycache.cache.path;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that relative paths are taken from ({@code os.getcwd()}). */
final class WorkingFolder {
  /** What Java puts in the place of bytes that it cannot decode. */
  private static final char REPLACEMENT = '\uFFFD';

  private WorkingFolder() {}

  /** Its path as Python has it. Java's own is not right if it holds bytes that are not UTF-8. */
  static String path() {
    String folder = System.getProperty("user.dir");
    if (FileNames.isPlain(folder) && folder.indexOf(REPLACEMENT) < 0) {
      return folder;
    }
    try {
      return FileNames.of(Files.readSymbolicLink(Path.of("/proc/self/cwd")));
    } catch (IOException | UnsupportedOperationException e) {
      return folder;
    }
  }
}
