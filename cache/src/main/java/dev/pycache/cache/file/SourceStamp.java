package dev.pycache.cache.file;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.spi.FileSystemProvider;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The state of a source on disk, as far as caches are concerned. */
public final class SourceStamp {
  private static final FileSystemProvider DISK = FileSystems.getDefault().provider();

  private SourceStamp() {}

  /** {@code os.stat}, or null if there is no such file. */
  public static @Nullable PosixFileAttributes of(Path path) throws IOException {
    return DISK.readAttributesIfExists(path, PosixFileAttributes.class);
  }

  /** The time of a source as its caches have it. */
  public static long mtime(PosixFileAttributes attributes) {
    return seconds(attributes.lastModifiedTime().toInstant());
  }

  /**
   * {@code int(st_mtime)}. Python has the time as a double, so that the last tenth of a microsecond
   * of a second counts as the next one, and times before 1970 are rounded up.
   */
  public static long seconds(Instant time) {
    return (long) (time.getEpochSecond() + 1e-9 * time.getNano());
  }

  /** Whether nothing was done to the file between two looks at it. */
  public static boolean same(PosixFileAttributes before, PosixFileAttributes after) {
    return before.size() == after.size()
        && before.lastModifiedTime().equals(after.lastModifiedTime())
        && Objects.equals(before.fileKey(), after.fileKey());
  }
}
