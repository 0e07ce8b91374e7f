package dev.pycache.cache.file;

import dev.pycache.cache.path.CacheLayout;
import dev.pycache.cache.path.FileNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes caches as importlib's {@code _write_atomic} does: a new file beside the cache, renamed
 * over it when it is whole. Whoever reads the cache meanwhile sees the old one or the new one,
 * never a part of one; a writer that fails leaves the old one as it is. A writer that is killed
 * leaves the new file behind: see {@link Leftovers}.
 *
 * <p>Any number of threads and processes may write at once.
 */
public final class CacheStore {
  /** What may be replaced. */
  public enum Replacing {
    /**
     * Plain files: as {@code py_compile}, does not turn what somebody made something else on
     * purpose into a plain file.
     */
    PLAIN_FILES,

    /** All that a rename replaces, which is all but folders: as an import does. */
    ANYTHING
  }

  private static final Set<OpenOption> EXCLUSIVE =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private static final Set<PosixFilePermission> NEVER_WANTED =
      EnumSet.of(
          PosixFilePermission.OWNER_EXECUTE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_EXECUTE);

  /** The mode of the caches of sources with some permissions. */
  private record Mode(Set<PosixFilePermission> ofSource, FileAttribute<?> ofCache) {}

  private final Replacing replacing;

  /** That of the last cache: sources with other permissions than the one before are rare. */
  private volatile @Nullable Mode mode;

  /** A store that replaces plain files only. */
  public CacheStore() {
    this(Replacing.PLAIN_FILES);
  }

  /** A store that replaces what it is told to. */
  public CacheStore(Replacing replacing) {
    this.replacing = replacing;
  }

  /**
   * Replaces a cache, or writes the first one; its folder is made if it is not there.
   *
   * @param sourcePermissions who may read the source may read the cache, subject to the umask
   *     ({@code _calc_mode})
   * @throws IOException if it cannot be written; what was there still is
   */
  public void write(String cache, byte[] content, Set<PosixFilePermission> sourcePermissions)
      throws IOException {
    write(cache, ByteBuffer.wrap(content), sourcePermissions);
  }

  /** The same; {@code content} stays as it is. */
  public void write(String cache, ByteBuffer content, Set<PosixFilePermission> sourcePermissions)
      throws IOException {
    replace(cache, content, mode(sourcePermissions), null);
  }

  /**
   * Replaces a file by one with exactly these permissions, whatever the umask.
   *
   * @param permissions those of the file that is there
   */
  public void rewrite(String file, byte[] content, Set<PosixFilePermission> permissions)
      throws IOException {
    FileAttribute<?> mine =
        PosixFilePermissions.asFileAttribute(
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    replace(file, ByteBuffer.wrap(content), mine, permissions);
  }

  private void replace(
      String file,
      ByteBuffer content,
      FileAttribute<?> mode,
      @Nullable Set<PosixFilePermission> permissions)
      throws IOException {
    if (replacing == Replacing.PLAIN_FILES) {
      checkReplaceable(file);
    }
    try {
      replaceOnce(file, content, mode, permissions);
    } catch (TakenAway e) {
      replaceOnce(file, content, mode, permissions);
    }
  }

  /**
   * The new file had gone before it was renamed: somebody took its writer for dead, as may happen
   * where a system that was asleep writes on.
   */
  private static final class TakenAway extends IOException {
    private static final long serialVersionUID = 1L;

    TakenAway(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  private static void replaceOnce(
      String file,
      ByteBuffer content,
      FileAttribute<?> mode,
      @Nullable Set<PosixFilePermission> permissions)
      throws IOException {
    String folder = file.substring(0, file.length() - CacheLayout.tail(file).length());
    Path temporary = FileNames.toPath(folder + ThisProcess.newTemporaryName().fileName());
    FileChannel created = create(temporary, mode);
    try {
      try (FileChannel channel = created) {
        writeAll(channel, content.duplicate());
      }
      if (permissions != null) {
        Files.setPosixFilePermissions(temporary, permissions);
      }
      Files.move(temporary, FileNames.toPath(file), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!discard(temporary, e)) {
        throw new TakenAway(e);
      }
      throw e;
    }
  }

  /**
   * Finds out, before a cache is made, whether it may be replaced ({@code py_compile.compile}).
   * What cannot be looked at is left to the writing.
   *
   * @throws FileSystemException if there is something else than a plain file in its place
   */
  public static void checkReplaceable(String cache) throws FileSystemException {
    BasicFileAttributes there = lookAt(FileNames.toPath(cache));
    if (there != null && !there.isRegularFile()) {
      String kind = there.isSymbolicLink() ? "a symbolic link" : "not a regular file";
      throw new FileSystemException(cache, null, "is " + kind + " and will not be replaced");
    }
  }

  private static @Nullable BasicFileAttributes lookAt(Path path) {
    try {
      return FileSystems.getDefault()
          .provider()
          .readAttributesIfExists(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      return null;
    }
  }

  /** Creates a file that must not exist yet, in a folder that may not exist yet. */
  private static FileChannel create(Path temporary, FileAttribute<?> mode) throws IOException {
    try {
      return FileChannel.open(temporary, EXCLUSIVE, mode);
    } catch (NoSuchFileException e) {
      Path folder = temporary.getParent();
      if (folder == null) {
        throw e;
      }
      Files.createDirectories(folder);
      return FileChannel.open(temporary, EXCLUSIVE, mode);
    }
  }

  private FileAttribute<?> mode(Set<PosixFilePermission> sourcePermissions) {
    Mode known = mode;
    if (known != null && known.ofSource().equals(sourcePermissions)) {
      return known.ofCache();
    }
    Set<PosixFilePermission> wanted = EnumSet.of(PosixFilePermission.OWNER_WRITE);
    wanted.addAll(sourcePermissions);
    wanted.removeAll(NEVER_WANTED);
    FileAttribute<?> made = PosixFilePermissions.asFileAttribute(wanted);
    mode = new Mode(Set.copyOf(sourcePermissions), made);
    return made;
  }

  private static void writeAll(FileChannel channel, ByteBuffer content) throws IOException {
    while (content.hasRemaining()) {
      channel.write(content);
    }
  }

  /** Removes the new file; whether it was still there. */
  private static boolean discard(Path temporary, IOException reason) {
    try {
      return Files.deleteIfExists(temporary);
    } catch (IOException e) {
      reason.addSuppressed(e);
      return true;
    }
  }
}
