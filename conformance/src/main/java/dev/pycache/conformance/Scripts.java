package dev.pycache.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The Python scripts of this package, brought to a file for an interpreter to run. */
final class Scripts {
  private Scripts() {}

  /** A new temporary file with the script; the caller deletes it. */
  static Path extract(String name) throws IOException {
    try (InputStream in = Scripts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("no resource " + name);
      }
      Path file = Files.createTempFile("pycache-", "-" + name);
      Files.write(file, in.readAllBytes());
      return file;
    }
  }
}
