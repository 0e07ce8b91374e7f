package dev.pycache.cli.config;

import dev.pycache.cli.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Finds the file with settings: the nearest {@code pyproject.toml}, from the working directory
 * upwards, that has a table for pycache.
 *
 * <p>Each command comes by here, and few projects have such a table. So nothing is parsed that does
 * not hold the name of the table somewhere, which the many mentions of {@code __pycache__} are not.
 */
final class ProjectFile {
  private static final String NAME = "pyproject.toml";
  private static final byte[] WORD = "pycache".getBytes(StandardCharsets.US_ASCII);

  /** Far more than anybody writes; the parser takes its time, and memory. */
  private static final int MAX_SIZE = 1 << 20;

  private ProjectFile() {}

  /** What the nearest file says, or null if none says anything. */
  static @Nullable FileSettings nearest(Path folder) {
    for (Path each = folder; each != null; each = each.getParent()) {
      Path file = each.resolve(NAME);
      // Of files that nobody named only what can be read matters; a pipe would be waited for.
      if (Files.isRegularFile(file) && Files.isReadable(file)) {
        byte[] content = read(file);
        FileSettings settings =
            mentions(content) ? FileSettings.in(file, checked(file, content)) : null;
        if (settings != null) {
          return settings;
        }
      }
    }
    return null;
  }

  /** What a file says that somebody named. */
  static FileSettings named(Path file) {
    FileSettings settings = FileSettings.in(file, checked(file, read(file)));
    if (settings == null) {
      throw new ConfigurationException(file + ": has no table [tool.pycache]");
    }
    return settings;
  }

  private static byte[] read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MAX_SIZE + 1);
    } catch (IOException e) {
      throw new ConfigurationException(file + ": " + Failure.of(e).reason());
    }
  }

  private static byte[] checked(Path file, byte[] content) {
    if (content.length > MAX_SIZE) {
      throw new ConfigurationException(file + ": is too large for settings, more than 1 MiB");
    }
    return content;
  }

  /** Whether there may be a key of this name: the word, not as a part of a longer one. */
  private static boolean mentions(byte[] content) {
    for (int i = 0; i + WORD.length <= content.length; i++) {
      if (content[i] == WORD[0]
          && isWordAt(content, i)
          && !(i > 0 && isKeyByte(content[i - 1]))
          && !(i + WORD.length < content.length && isKeyByte(content[i + WORD.length]))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWordAt(byte[] content, int start) {
    for (int i = 1; i < WORD.length; i++) {
      if (content[start + i] != WORD[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether a key that is not quoted may hold it. */
  private static boolean isKeyByte(byte b) {
    return b >= 'a' && b <= 'z'
        || b >= 'A' && b <= 'Z'
        || b >= '0' && b <= '9'
        || b == '_'
        || b == '-';
  }
}
