package dev.pycache.cache.status;

import dev.pycache.cache.path.FileNames;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads cache files one after the other into one buffer. Most of what a look at a tree costs is
 * done here, hence {@link FileInputStream}, which does one system call where others do three.
 */
final class CacheFile {
  /** More than any header, less than a page. */
  private static final int START = 512;

  private byte[] buffer = new byte[START];
  private int length;

  /** What is known of a file without opening it; null if there is none. */
  static @Nullable PosixFileAttributes look(String path) throws IOException {
    return FileSystems.getDefault()
        .provider()
        .readAttributesIfExists(
            FileNames.toPath(path), PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /** The bytes that were read last; those behind {@link #length} mean nothing. */
  byte[] bytes() {
    return buffer;
  }

  /** How many bytes were read last. */
  int length() {
    return length;
  }

  /** Reads the first so many bytes. */
  void readStart(String path, int wanted) throws IOException {
    length = 0;
    try (InputStream in = open(path)) {
      length = Math.max(0, in.read(buffer, 0, wanted));
    }
  }

  /**
   * Reads all.
   *
   * @param size how many bytes there should be
   */
  void readAll(String path, long size) throws IOException {
    if (size >= Integer.MAX_VALUE - 8) {
      throw new FileSystemException(path, null, "is too large to be looked into");
    }
    length = 0;
    try (InputStream in = open(path)) {
      ensure((int) size + 1);
      int read;
      while ((read = in.read(buffer, length, Math.max(1, (int) size + 1 - length))) > 0) {
        length += read;
        ensure(length + 1);
      }
    } catch (OutOfMemoryError e) {
      throw new FileSystemException(path, null, "is too large for the memory there is");
    }
  }

  private void ensure(int capacity) {
    if (buffer.length < capacity) {
      buffer =
          Arrays.copyOf(buffer, Math.max(capacity, (int) Math.min(2L * buffer.length, 1 << 28)));
    }
  }

  private static InputStream open(String path) throws IOException {
    Path file = FileNames.toPath(path);
    if (!FileNames.isPlain(path)) {
      return Files.newInputStream(file);
    }
    try {
      return new FileInputStream(path);
    } catch (FileNotFoundException e) {
      return Files.newInputStream(file); // which says what it is
    }
  }
}
