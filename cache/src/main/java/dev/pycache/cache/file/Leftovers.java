package dev.pycache.cache.file;

import dev.pycache.bytecode.pyc.PycHeader;
import dev.pycache.cache.path.FileNames;
import dev.pycache.cache.path.TemporaryName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Temporary files of writers that were killed.
 *
 * <p>One of ours names its process. On the same system it is left over as soon as that process is
 * no more, and not before. All others are left over when nothing was written to them for {@link
 * #SAFE_AGE}: those of other systems and containers on a shared disk, of other users, whose
 * processes may be hidden from us, and those of Python, whose name says nothing. Python writes a
 * cache in one go; if it was stopped half-way, and goes on, it finds its file gone and does without
 * ({@code set_data}).
 */
public final class Leftovers {
  /** How long a writer that cannot be asked may be silent. */
  public static final Duration SAFE_AGE = Duration.ofMinutes(10);

  /** Enough to tell that a file begins as a cache does. */
  private static final int START = 4;

  private static final Path SELF = Path.of("/proc/self");
  private static final String OWNER = "unix:uid";

  private Leftovers() {}

  /**
   * Those in a folder, sorted by name.
   *
   * @param folder for caches, or with caches beside sources
   * @throws IOException if it cannot be listed
   */
  public static List<String> in(String folder) throws IOException {
    return among(folder, Folders.list(folder));
  }

  /** Those among the names in a folder, in the same order. */
  public static List<String> among(String folder, String[] names) {
    List<String> left = new ArrayList<>();
    for (String name : names) {
      Optional<TemporaryName> temporary = TemporaryName.parse(name);
      if (temporary.isPresent() && isLeft(Folders.child(folder, name), temporary.get())) {
        left.add(name);
      }
    }
    return left;
  }

  /** Whether a file of this name is left over; false if that cannot be told. */
  public static boolean isLeft(String path, TemporaryName name) {
    return isLeft(path, name, Instant.now());
  }

  /** The same at another time. */
  static boolean isLeft(String path, TemporaryName name, Instant now) {
    Path file = FileNames.toPath(path);
    try {
      PosixFileAttributes attributes =
          Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isRegularFile()) {
        return false;
      }
      boolean ours = name.writer() == TemporaryName.Writer.PYCACHE;
      if (ours && ThisProcess.isHere(name.place()) && isMine(file)) {
        return !ThisProcess.lives(name.process(), name.start());
      }
      Instant safe = attributes.lastModifiedTime().toInstant().plus(SAFE_AGE);
      return safe.isBefore(now) && (ours || beginsAsCache(file));
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Removes those in a folder.
   *
   * @return how many there were
   * @throws IOException if one cannot be removed; the others are
   */
  public static int remove(String folder, List<String> names) throws IOException {
    IOException first = null;
    int removed = 0;
    for (String name : names) {
      try {
        removed += Files.deleteIfExists(FileNames.toPath(Folders.child(folder, name))) ? 1 : 0;
      } catch (IOException e) {
        first = withSuppressed(first, e);
      }
    }
    if (first != null) {
      throw first;
    }
    return removed;
  }

  private static IOException withSuppressed(@Nullable IOException first, IOException next) {
    if (first == null) {
      return next;
    }
    first.addSuppressed(next);
    return first;
  }

  private static boolean isMine(Path file) throws IOException {
    try {
      Object me = Files.getAttribute(SELF, OWNER);
      return me.equals(Files.getAttribute(file, OWNER, LinkOption.NOFOLLOW_LINKS));
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      return false;
    }
  }

  /** Whether the bytes that are there, if any, are those of a cache. */
  private static boolean beginsAsCache(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] start = in.readNBytes(START);
      return start.length < START || PycHeader.magicOf(start, start.length) >= 0;
    }
  }
}
