package dev.pycache.cache.file;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.spi.FileSystemProvider;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The state of a source on disk, as far as caches are concerned. */
public final class SourceStamp {
  private static final FileSystemProvider DISK = FileSystems.getDefault().provider();

  private static final long SECOND = 1_000_000_000;

  private SourceStamp() {}

  /** {@code os.stat}, or null if there is no such file. */
  public static @Nullable PosixFileAttributes of(Path path) throws IOException {
    return DISK.readAttributesIfExists(path, PosixFileAttributes.class);
  }

  /** The same without owner and permissions, which takes the JDK much less. */
  public static @Nullable BasicFileAttributes basicOf(Path path) throws IOException {
    return DISK.readAttributesIfExists(path, BasicFileAttributes.class);
  }

  /** The time of a source as its caches have it. */
  public static long mtime(BasicFileAttributes attributes) {
    FileTime time = attributes.lastModifiedTime();
    long nanos = time.to(TimeUnit.NANOSECONDS);
    return nanos == Long.MIN_VALUE || nanos == Long.MAX_VALUE
        ? seconds(time.toInstant()) // in another century
        : seconds(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
  }

  /**
   * {@code int(st_mtime)}. Python has the time as a double, so that the last tenth of a microsecond
   * of a second counts as the next one, and times before 1970 are rounded up.
   */
  public static long seconds(Instant time) {
    return seconds(time.getEpochSecond(), time.getNano());
  }

  private static long seconds(long seconds, long nanos) {
    return (long) (seconds + 1e-9 * nanos);
  }

  /** Whether nothing was done to the file between two looks at it. */
  public static boolean same(BasicFileAttributes before, BasicFileAttributes after) {
    return before.size() == after.size()
        && before.lastModifiedTime().equals(after.lastModifiedTime())
        && Objects.equals(before.fileKey(), after.fileKey());
  }
}
