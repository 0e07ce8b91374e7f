package dev.pycache.cache.why;

import dev.pycache.cache.path.CacheLayout;
import dev.pycache.cache.path.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Whether this process could write a file, without trying: the rules of {@code set_data}, which
 * makes missing folders and puts a temporary file in the last.
 */
final class WriteOutlook {
  private WriteOutlook() {}

  /** What would stop it; null if nothing would. */
  static Writing.@Nullable Fails obstacle(String cache) {
    if (Files.isDirectory(FileNames.toPath(cache), LinkOption.NOFOLLOW_LINKS)) {
      return new Writing.Fails(cache, Writing.Obstacle.IS_A_FOLDER);
    }
    String folder = CacheLayout.head(cache);
    Path there = FileNames.toPath(folder);
    while (!Files.exists(there)) {
      if (Files.isSymbolicLink(there)) { // to nowhere: mkdir says that it exists
        return new Writing.Fails(folder, Writing.Obstacle.NOT_A_FOLDER);
      }
      folder = CacheLayout.head(folder);
      there = FileNames.toPath(folder.isEmpty() ? cache.startsWith("/") ? "/" : "." : folder);
    }
    if (!Files.isDirectory(there)) {
      return new Writing.Fails(there.toString(), Writing.Obstacle.NOT_A_FOLDER);
    }
    if (Files.isWritable(there) && Files.isExecutable(there)) {
      return null;
    }
    return new Writing.Fails(
        there.toString(),
        isReadOnly(there)
            ? Writing.Obstacle.READ_ONLY_FILE_SYSTEM
            : Writing.Obstacle.PERMISSION_DENIED);
  }

  private static boolean isReadOnly(Path folder) {
    try {
      return Files.getFileStore(folder).isReadOnly();
    } catch (IOException e) {
      return false;
    }
  }
}
