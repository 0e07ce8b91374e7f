package dev.pycache.cli.sarif;

import dev.pycache.cache.path.FileNames;
import java.nio.file.Path;

/**
 * The URI of a file: relative to the working directory for what is in it, so that it is the same on
 * every machine; with the scheme {@code file} for others.
 *
 * @param text the URI, in ASCII
 * @param relative whether it is relative
 */
record SarifUri(String text, boolean relative) {
  private static final String UNRESERVED = "-._~!$&'()*+,;=@/";

  static SarifUri of(String path) {
    Path directory = Path.of("").toAbsolutePath();
    Path file = FileNames.toPath(path).toAbsolutePath().normalize();
    if (!file.startsWith(directory) || file.equals(directory)) {
      return file.equals(directory)
          ? new SarifUri(".", true)
          : new SarifUri("file://" + encode(bytes(file)), false);
    }
    var name = new StringBuilder();
    for (Path part : directory.relativize(file)) {
      name.append(name.isEmpty() ? "" : "/").append(FileNames.lastName(part));
    }
    return new SarifUri(encode(FileNames.toBytes(name.toString())), true);
  }

  private static byte[] bytes(Path absolute) {
    var name = new StringBuilder();
    for (Path part : absolute) {
      name.append('/').append(FileNames.lastName(part));
    }
    return FileNames.toBytes(name.isEmpty() ? "/" : name.toString());
  }

  /** Percent-encodes what a path in a URI may not hold (RFC 3986), colons included. */
  private static String encode(byte[] name) {
    var uri = new StringBuilder(name.length + 16);
    for (byte b : name) {
      char c = (char) (b & 0xFF);
      boolean plain =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || UNRESERVED.indexOf(c) >= 0;
      if (plain) {
        uri.append(c);
      } else {
        uri.append('%').append(hex(c >> 4)).append(hex(c & 15));
      }
    }
    return uri.toString();
  }

  private static char hex(int digit) {
    return Character.toUpperCase(Character.forDigit(digit, 16));
  }
}
