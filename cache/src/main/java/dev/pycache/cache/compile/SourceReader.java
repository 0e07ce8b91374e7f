package dev.pycache.cache.compile;

import dev.pycache.cache.file.SourceStamp;
import dev.pycache.cache.path.FileNames;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Arrays;

/** Reads sources. For one thread: it keeps its buffer. */
final class SourceReader {
  /** How often a source that changes while it is read is read anew. */
  private static final int ATTEMPTS = 10;

  /** Larger sources get a buffer of their own, which is not kept. */
  private static final int KEPT = 1 << 20;

  private byte[] buffer = new byte[1 << 16];

  /** A source and its state on disk, which belong together. */
  record Content(byte[] bytes, PosixFileAttributes attributes) {}

  /** Does something with the first bytes of an array. */
  @FunctionalInterface
  interface Use {
    long apply(byte[] bytes, int length);
  }

  /**
   * Time and size in a header must be those of the very bytes that were compiled, even if somebody
   * is writing.
   */
  Content read(Node.Source source) throws IOException {
    BasicFileAttributes before = source.attributes();
    Path path = FileNames.toPath(source.path());
    for (int i = 0; i < ATTEMPTS; i++) {
      byte[] bytes = readAll(source.path());
      PosixFileAttributes after = SourceStamp.of(path);
      if (after == null) {
        throw new NoSuchFileException(source.path());
      }
      if (SourceStamp.same(before, after)) {
        return new Content(bytes, after);
      }
      before = after;
    }
    throw new FileSystemException(source.path(), null, "changes while it is read");
  }

  private static byte[] readAll(String path) throws IOException {
    try (InputStream in = open(path)) {
      return in.readAllBytes();
    }
  }

  /**
   * What something makes of the bytes that are in a source now, whatever its time.
   *
   * @param use gets an array that is used again
   */
  long with(Node.Source source, Use use) throws IOException {
    try (InputStream in = open(source.path())) {
      byte[] bytes = buffer;
      int length = 0;
      int read;
      while ((read = in.read(bytes, length, bytes.length - length)) > 0) {
        length += read;
        if (length == bytes.length) {
          bytes = Arrays.copyOf(bytes, Math.multiplyExact(length, 2));
        }
      }
      if (bytes.length <= KEPT) {
        buffer = bytes;
      }
      return use.apply(bytes, length);
    }
  }

  /** Where it can, by what takes the JDK less; where that fails, by what says why. */
  private static InputStream open(String path) throws IOException {
    if (FileNames.isPlain(path)) {
      try {
        return new FileInputStream(path);
      } catch (FileNotFoundException e) {
        // also what is there but may not be read
      }
    }
    return Files.newInputStream(FileNames.toPath(path));
  }
}
