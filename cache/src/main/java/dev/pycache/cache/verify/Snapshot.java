package dev.pycache.cache.verify;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.pyc.SourceHash;
import dev.pycache.cache.file.SourceStamp;
import dev.pycache.cache.freshness.SourceFacts;
import dev.pycache.cache.path.FileNames;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A file at one moment: its bytes, read when they are first asked for, are those that it had with
 * this time and size. For one thread.
 */
final class Snapshot implements SourceFacts {
  /** More does not come from a compiler, and would only be there to exhaust the memory. */
  private static final long SIZE_LIMIT = 512L << 20;

  private final String name;
  private final Path path;
  private final PosixFileAttributes attributes;
  private byte @Nullable [] bytes;

  private Snapshot(String name, Path path, PosixFileAttributes attributes) {
    this.name = name;
    this.path = path;
    this.attributes = attributes;
  }

  /** Says that a file has changed since it was first looked at. */
  static final class ChangedException extends FileSystemException {
    private static final long serialVersionUID = 1L;

    ChangedException(String file) {
      super(file, null, "changes while it is verified");
    }
  }

  /**
   * A file of this name, links followed; null if there is none.
   *
   * @throws FileSystemException if it is no plain file: opening it might never end
   */
  static @Nullable Snapshot of(String name) throws IOException {
    Path path = FileNames.toPath(name);
    PosixFileAttributes attributes = SourceStamp.of(path);
    if (attributes == null) {
      return null;
    }
    if (!attributes.isRegularFile()) {
      throw new FileSystemException(name, null, "is not a regular file");
    }
    if (attributes.size() > SIZE_LIMIT) {
      throw new FileSystemException(name, null, "is too large: " + attributes.size() + " bytes");
    }
    return new Snapshot(name, path, attributes);
  }

  /** The bytes of that moment. */
  byte[] bytes() throws IOException {
    if (bytes == null) {
      byte[] read;
      try {
        read = Files.readAllBytes(path);
      } catch (NoSuchFileException e) {
        throw new ChangedException(name);
      }
      checkUnchanged();
      bytes = read;
    }
    return bytes;
  }

  /**
   * Looks at the file again.
   *
   * @throws ChangedException if it is not as it was
   */
  void checkUnchanged() throws IOException {
    PosixFileAttributes now = SourceStamp.of(path);
    if (now == null || !SourceStamp.same(attributes, now)) {
      throw new ChangedException(name);
    }
  }

  @Override
  public long mtime() {
    return SourceStamp.mtime(attributes);
  }

  @Override
  public long size() {
    return attributes.size();
  }

  @Override
  public long hash(PythonVersion python) throws IOException {
    return SourceHash.of(python, bytes());
  }
}
