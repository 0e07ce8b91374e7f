package dev.pycache.cli.python;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads files that nobody named: what cannot be read, or is no file, is as if it were not there.
 */
final class SmallFile {
  /** Far more than such files have. */
  private static final int MAX_SIZE = 1 << 20;

  private SmallFile() {}

  static Optional<String> read(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(new String(in.readNBytes(MAX_SIZE), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
