package dev.pycache.bytecode.repr;

import dev.pycache.bytecode.PythonVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The characters that a version of Python prints as they are ({@code str.isprintable}); all others
 * are escaped in a {@code repr}. Read from a resource that {@code scripts/printable_characters.py}
 * writes.
 */
public final class PrintableCharacters {
  private static final String RESOURCE = "printable.txt";
  private static final int DELETE = 0x7F;

  /** Loaded when the first character that is not ASCII is met. */
  private static final class All {
    /** What each version added, in the order of versions. */
    static final Map<PythonVersion, CodePointRanges> ADDED = read();

    /** Those of a version and of each before it. Most characters are in the first. */
    static final Map<PythonVersion, CodePointRanges[]> BY_VERSION = new ConcurrentHashMap<>();

    static CodePointRanges[] upTo(PythonVersion python) {
      List<CodePointRanges> ranges = new ArrayList<>();
      ADDED.forEach(
          (version, added) -> {
            if (python.hasCharactersOf(version)) {
              ranges.add(added);
            }
          });
      return ranges.toArray(CodePointRanges[]::new);
    }
  }

  private final PythonVersion python;

  /** Null until the first character that is not ASCII. */
  private volatile CodePointRanges @Nullable [] ranges;

  private PrintableCharacters(PythonVersion python) {
    this.python = python;
  }

  /** Those of a version; none beyond ASCII for Python 2, which escapes them all. */
  public static PrintableCharacters of(PythonVersion python) {
    return new PrintableCharacters(python);
  }

  /** Whether a code point is printable. */
  public boolean contains(int codePoint) {
    if (codePoint <= DELETE) {
      return codePoint >= ' ' && codePoint != DELETE;
    }
    for (CodePointRanges each : ranges()) {
      if (each.contains(codePoint)) {
        return true;
      }
    }
    return false;
  }

  private CodePointRanges[] ranges() {
    CodePointRanges[] known = ranges;
    if (known == null) {
      known = All.BY_VERSION.computeIfAbsent(python, All::upTo);
      ranges = known;
    }
    return known;
  }

  private static Map<PythonVersion, CodePointRanges> read() {
    String text;
    try (InputStream in = PrintableCharacters.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + RESOURCE);
      }
      text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<PythonVersion, CodePointRanges> added = new EnumMap<>(PythonVersion.class);
    int title = text.indexOf('[');
    while (title >= 0) {
      int titleEnd = text.indexOf(']', title);
      String version = text.substring(title + 1, titleEnd);
      int next = text.indexOf('[', titleEnd);
      added.put(
          PythonVersion.parse(version)
              .orElseThrow(() -> new IllegalStateException("no such version: " + version)),
          CodePointRanges.parse(text, titleEnd + 1, next < 0 ? text.length() : next));
      title = next;
    }
    return added;
  }
}
