package dev.pycache.cache.freshness;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.pyc.SourceHash;
import dev.pycache.cache.file.SourceStamp;
import dev.pycache.cache.path.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A source on disk, as one look at it showed it. Its content is read when its hash or its bytes are
 * first asked for, and may then be that of a later moment. For one thread.
 */
public final class SourceFile implements SourceFacts {
  private final Path path;
  private final PosixFileAttributes attributes;
  private final Map<PythonVersion, Long> hashes = new EnumMap<>(PythonVersion.class);

  private SourceFile(Path path, PosixFileAttributes attributes) {
    this.path = path;
    this.attributes = attributes;
  }

  /**
   * The file of this name, links followed; empty if there is none, or something that is no file.
   *
   * @param path as Python has it
   * @throws IOException if it cannot be looked at
   */
  public static Optional<SourceFile> of(String path) throws IOException {
    Path file = FileNames.toPath(path);
    PosixFileAttributes attributes = SourceStamp.of(file);
    return attributes == null || attributes.isDirectory()
        ? Optional.empty()
        : Optional.of(new SourceFile(file, attributes));
  }

  /** The file of which this was already found out. */
  public static SourceFile of(Path path, PosixFileAttributes attributes) {
    return new SourceFile(path, attributes);
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
    Long known = hashes.get(python);
    if (known == null) {
      known = SourceHash.of(python, bytes());
      hashes.put(python, known);
    }
    return known;
  }

  /** What stands in it now. */
  public byte[] bytes() throws IOException {
    return Files.readAllBytes(path);
  }

  /** What the look at it showed. */
  public PosixFileAttributes attributes() {
    return attributes;
  }
}
