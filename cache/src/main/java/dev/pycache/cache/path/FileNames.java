package dev.pycache.cache.path;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * File names as Python has them, and as Java has them.
 *
 * <p>To Python a name is its bytes read as UTF-8, with each byte that does not fit kept as a lone
 * surrogate (PEP 383). Java's strings lose such bytes, and without a UTF-8 locale all others but
 * ASCII too; its {@link Path} keeps them, and {@link Path#toUri} and {@link Path#of(URI)} let them
 * out and in.
 */
public final class FileNames {
  private static final boolean JAVA_SPEAKS_UTF8 =
      Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"))
          .equals(StandardCharsets.UTF_8);

  private static final int ESCAPE = 0xDC00;

  private FileNames() {}

  /** Whether {@link java.io.File} and {@link Path} take this name as it is. */
  public static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= 0x80 && (!JAVA_SPEAKS_UTF8 || isEscape(c))) {
        return false;
      }
    }
    return true;
  }

  /** The path of a name of Python's. */
  public static Path toPath(String name) {
    if (isPlain(name)) {
      return Path.of(name);
    }
    return ofBytes(name.startsWith("/") ? "file:///" : Path.of("").toUri().toString(), name);
  }

  /** The path of a name in a folder: only the name is looked at, not all that stands before it. */
  public static Path toPath(Path folder, String name) {
    if (isPlain(name)) {
      return folder.resolve(name);
    }
    String base = folder.toUri().toString();
    return ofBytes(base.endsWith("/") ? base : base + "/", name);
  }

  private static Path ofBytes(String base, String name) {
    byte[] bytes = toBytes(name);
    var uri = new StringBuilder(base);
    for (byte b : bytes) {
      if (b == '/') {
        uri.append('/');
      } else {
        appendEscaped(uri, b);
      }
    }
    return Path.of(URI.create(uri.toString()));
  }

  private static void appendEscaped(StringBuilder uri, byte b) {
    uri.append('%')
        .append(Character.forDigit(b >> 4 & 15, 16))
        .append(Character.forDigit(b & 15, 16));
  }

  /** The name that Python gives to the last part of a path. */
  public static String lastName(Path path) {
    String plain = String.valueOf(path.getFileName());
    if (plain.indexOf('\uFFFD') < 0) {
      return plain;
    }
    String uri = path.toUri().getRawPath();
    int end = uri.endsWith("/") ? uri.length() - 1 : uri.length();
    return ofBytes(unescape(uri.substring(uri.lastIndexOf('/', end - 1) + 1, end)));
  }

  /** The name that Python gives to an absolute path. */
  public static String of(Path path) {
    String plain = path.toString();
    if (isPlain(plain) && plain.indexOf('\uFFFD') < 0) {
      return plain;
    }
    String uri = path.toUri().getRawPath();
    boolean slash = uri.length() > 1 && uri.endsWith("/"); // a folder that exists
    return ofBytes(unescape(slash ? uri.substring(0, uri.length() - 1) : uri));
  }

  private static byte[] unescape(String uriPart) {
    byte[] out = new byte[uriPart.length()];
    int n = 0;
    for (int i = 0; i < uriPart.length(); i++) {
      char c = uriPart.charAt(i);
      if (c == '%') {
        out[n++] = (byte) Integer.parseInt(uriPart, i + 1, i + 3, 16);
        i += 2;
      } else {
        out[n++] = (byte) c;
      }
    }
    return java.util.Arrays.copyOf(out, n);
  }

  /** The bytes of a name, as the file system has them ({@code os.fsencode}). */
  public static byte[] toBytes(String name) {
    if (!hasEscape(name)) {
      return name.getBytes(StandardCharsets.UTF_8);
    }
    var out = new java.io.ByteArrayOutputStream(name.length() + 8);
    int from = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (isEscape(c) && (i == 0 || !Character.isHighSurrogate(name.charAt(i - 1)))) {
        out.writeBytes(name.substring(from, i).getBytes(StandardCharsets.UTF_8));
        out.write(c - ESCAPE);
        from = i + 1;
      }
    }
    out.writeBytes(name.substring(from).getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  /** The name with these bytes ({@code os.fsdecode}). */
  public static String ofBytes(byte[] bytes) {
    var out = new StringBuilder(bytes.length);
    int i = 0;
    while (i < bytes.length) {
      int length = sequenceLength(bytes, i);
      if (length == 0) {
        out.append((char) (ESCAPE + (bytes[i++] & 0xFF)));
      } else {
        out.append(new String(bytes, i, length, StandardCharsets.UTF_8));
        i += length;
      }
    }
    return out.toString();
  }

  /** Length of the well-formed UTF-8 sequence at {@code at}, 0 if there is none. */
  private static int sequenceLength(byte[] bytes, int at) {
    int first = bytes[at] & 0xFF;
    int length =
        first < 0x80
            ? 1
            : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (at + length > bytes.length) {
      return 0;
    }
    for (int i = 1; i < length; i++) {
      if ((bytes[at + i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    int second = length > 2 ? bytes[at + 1] & 0xFF : 0;
    boolean outOfRange =
        (first == 0xE0 && second < 0xA0) // overlong
            || (first == 0xED && second >= 0xA0) // surrogates
            || (first == 0xF0 && second < 0x90) // overlong
            || (first == 0xF4 && second >= 0x90); // past U+10FFFF
    return outOfRange ? 0 : length;
  }

  private static boolean hasEscape(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (isEscape(name.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isEscape(char c) {
    return c >= 0xDC80 && c <= 0xDCFF;
  }
}
