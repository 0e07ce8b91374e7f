package dev.pycache.cache.file;

import dev.pycache.cache.path.CacheLayout;
import dev.pycache.cache.path.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Makes equal caches one file. */
public final class HardLinks {
  private static final int EQUAL = -1;

  private HardLinks() {}

  /**
   * Makes a cache the same file as another, if it has the same bytes. There is a whole cache at its
   * path at all times, unlike in {@code compileall}, which removes it first.
   */
  public static void linkIfEqual(String first, String second) throws IOException {
    Path existing = FileNames.toPath(first);
    Path cache = FileNames.toPath(second);
    if (Files.isSameFile(existing, cache) || Files.mismatch(existing, cache) != EQUAL) {
      return;
    }
    String folder = second.substring(0, second.length() - CacheLayout.tail(second).length());
    Path temporary = FileNames.toPath(folder + ThisProcess.newTemporaryName().fileName());
    Files.createLink(temporary, existing);
    try {
      Files.move(temporary, cache, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary); // a rename to another name of the same file does nothing
    }
  }
}
