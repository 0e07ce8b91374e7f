package dev.pycache.compiler.token;

import dev.pycache.bytecode.repr.CodePointRanges;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sets of code points of one Unicode version, read from a resource that {@code
 * scripts/unicode_ranges.py} writes.
 */
final class UnicodeRanges {
  private static final Map<String, UnicodeRanges> BY_VERSION = new ConcurrentHashMap<>();

  private final CodePointRanges start;
  private final CodePointRanges part;

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
    return start.contains(codePoint);
  }

  boolean isIdentifierPart(int codePoint) {
    return part.contains(codePoint);
  }

  private static CodePointRanges section(String text, String title) {
    int from = text.indexOf(title) + title.length();
    int to = text.indexOf('[', from);
    return CodePointRanges.parse(text, from, to < 0 ? text.length() : to);
  }
}
