package dev.pycache.bytecode.repr;

import dev.pycache.bytecode.PythonVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

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
    /** For each version the ranges it added, first and last code point in turn. */
    static final Map<PythonVersion, int[]> ADDED = read();

    static final Map<PythonVersion, PrintableCharacters> BY_VERSION = new ConcurrentHashMap<>();
  }

  /**
   * First code point of a range, then the first behind it, and so on: an odd insertion point is
   * inside.
   */
  private final int[] bounds;

  private PrintableCharacters(int[] bounds) {
    this.bounds = bounds;
  }

  /** Those of a version; none beyond ASCII for Python 2, which escapes them all. */
  public static PrintableCharacters of(PythonVersion python) {
    return All.BY_VERSION.computeIfAbsent(python, PrintableCharacters::collect);
  }

  /** Whether a code point is printable. */
  public boolean contains(int codePoint) {
    if (codePoint <= DELETE) {
      return codePoint >= ' ' && codePoint != DELETE;
    }
    int found = Arrays.binarySearch(bounds, codePoint);
    int boundsUpTo = found >= 0 ? found + 1 : -found - 1;
    return (boundsUpTo & 1) == 1;
  }

  private static PrintableCharacters collect(PythonVersion python) {
    long[] ranges =
        All.ADDED.entrySet().stream()
            .filter(added -> python.hasCharactersOf(added.getKey()))
            .flatMapToLong(added -> packed(added.getValue()))
            .sorted()
            .toArray();
    int[] bounds = new int[2 * ranges.length];
    int n = 0;
    for (long range : ranges) {
      int first = (int) (range >> 32);
      if (n == 0 || bounds[n - 1] != first) {
        bounds[n++] = first;
        n++;
      }
      bounds[n - 1] = (int) range + 1;
    }
    return new PrintableCharacters(Arrays.copyOf(bounds, n));
  }

  /** Ranges as numbers that sort by the first code point. */
  private static LongStream packed(int[] ranges) {
    return IntStream.range(0, ranges.length / 2)
        .mapToLong(i -> (long) ranges[2 * i] << 32 | ranges[2 * i + 1]);
  }

  private static Map<PythonVersion, int[]> read() {
    String text;
    try (InputStream in = PrintableCharacters.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + RESOURCE);
      }
      text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<PythonVersion, int[]> added = new EnumMap<>(PythonVersion.class);
    String[] sections = text.split("\\[", -1);
    for (int i = 1; i < sections.length; i++) {
      int titleEnd = sections[i].indexOf(']');
      String version = sections[i].substring(0, titleEnd);
      added.put(
          PythonVersion.parse(version)
              .orElseThrow(() -> new IllegalStateException("no such version: " + version)),
          ranges(sections[i].substring(titleEnd + 1)));
    }
    return added;
  }

  private static int[] ranges(String text) {
    var words = new StringTokenizer(text);
    int[] ranges = new int[words.countTokens() * 2];
    for (int i = 0; i < ranges.length; i += 2) {
      String range = words.nextToken();
      int dash = range.indexOf('-');
      ranges[i] = Integer.parseInt(dash < 0 ? range : range.substring(0, dash), 16);
      ranges[i + 1] = Integer.parseInt(range.substring(dash + 1), 16);
    }
    return ranges;
  }
}
