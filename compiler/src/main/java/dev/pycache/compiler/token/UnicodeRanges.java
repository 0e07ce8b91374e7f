package dev.pycache.compiler.token;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sets of code points of one Unicode version, read from a resource that {@code
 * scripts/unicode_ranges.py} writes.
 */
final class UnicodeRanges {
  private static final Map<String, UnicodeRanges> BY_VERSION = new ConcurrentHashMap<>();

  /**
   * First code point of a range, then the first behind it, and so on: an odd insertion point is
   * inside.
   */
  private final int[] start;

  private final int[] part;

  /**
   * Those of a version, as in {@code 15.0}; loaded when the first name that is not ASCII is met.
   */
  static UnicodeRanges of(String unicode) {
    return BY_VERSION.computeIfAbsent(
        unicode, version -> new UnicodeRanges("unicode-" + version + ".txt"));
  }

  private UnicodeRanges(String resource) {
    String text;
    try (InputStream in = UnicodeRanges.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + resource);
      }
      text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start = section(text, "[start]");
    part = section(text, "[continue]");
  }

  boolean isIdentifierStart(int codePoint) {
    return contains(start, codePoint);
  }

  boolean isIdentifierPart(int codePoint) {
    return contains(part, codePoint);
  }

  private static boolean contains(int[] bounds, int codePoint) {
    int found = Arrays.binarySearch(bounds, codePoint);
    int boundsUpTo = found >= 0 ? found + 1 : -found - 1;
    return (boundsUpTo & 1) == 1;
  }

  private static int[] section(String text, String title) {
    int from = text.indexOf(title) + title.length();
    int to = text.indexOf('[', from);
    var ranges = new StringTokenizer(text.substring(from, to < 0 ? text.length() : to));
    int[] bounds = new int[ranges.countTokens() * 2];
    for (int i = 0; i < bounds.length; i += 2) {
      String range = ranges.nextToken();
      int dash = range.indexOf('-');
      String first = dash < 0 ? range : range.substring(0, dash);
      bounds[i] = Integer.parseInt(first, 16);
      bounds[i + 1] = Integer.parseInt(range.substring(dash + 1), 16) + 1;
    }
    return bounds;
  }
}
