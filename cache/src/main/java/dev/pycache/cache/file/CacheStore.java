package dev.pycache.cache.file;

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
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes caches as importlib's {@code _write_atomic} does: a new file beside the cache, renamed
 * over it when it is whole. Whoever reads the cache meanwhile sees the old one or the new one,
 * never a part of one.
 */
public final class CacheStore {
  private static final Set<OpenOption> EXCLUSIVE =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private static final Set<PosixFilePermission> NEVER_WANTED =
      EnumSet.of(
          PosixFilePermission.OWNER_EXECUTE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_EXECUTE);

  /** Makes names of temporary files differ, within this process and from those of others. */
  private final AtomicLong serial = new AtomicLong(System.nanoTime());

  /**
   * Replaces a cache.
   *
   * @param sourcePermissions who may read the source may read the cache, subject to the umask
   *     ({@code _calc_mode})
   */
  public void write(String cache, byte[] content, Set<PosixFilePermission> sourcePermissions)
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
    replace(file, content, mine, permissions);
  }

  private void replace(
      String file,
      byte[] content,
      FileAttribute<?> mode,
      @Nullable Set<PosixFilePermission> permissions)
      throws IOException {
    Path target = FileNames.toPath(file);
    checkReplaceable(target);
    Path temporary = FileNames.toPath(file + "." + serial.getAndIncrement());
    FileChannel created = create(temporary, mode);
    try {
      try (FileChannel channel = created) {
        writeAll(channel, ByteBuffer.wrap(content));
      }
      if (permissions != null) {
        Files.setPosixFilePermissions(temporary, permissions);
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      discard(temporary, e);
      throw e;
    }
  }

  /**
   * As {@code py_compile}, does not turn what somebody made something else on purpose into a plain
   * file.
   */
  private static void checkReplaceable(Path cache) throws IOException {
    BasicFileAttributes there =
        FileSystems.getDefault()
            .provider()
            .readAttributesIfExists(cache, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (there != null && !there.isRegularFile()) {
      String kind = there.isSymbolicLink() ? "a symbolic link" : "not a regular file";
      throw new FileSystemException(
          cache.toString(), null, "is " + kind + " and will not be replaced");
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

  private static FileAttribute<?> mode(Set<PosixFilePermission> sourcePermissions) {
    Set<PosixFilePermission> mode = EnumSet.of(PosixFilePermission.OWNER_WRITE);
    mode.addAll(sourcePermissions);
    mode.removeAll(NEVER_WANTED);
    return PosixFilePermissions.asFileAttribute(mode);
  }

  private static void writeAll(FileChannel channel, ByteBuffer content) throws IOException {
    while (content.hasRemaining()) {
      channel.write(content);
    }
  }

  private static void discard(Path temporary, IOException reason) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }
}
