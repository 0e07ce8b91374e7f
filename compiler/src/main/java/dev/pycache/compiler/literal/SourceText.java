package dev.pycache.compiler.literal;

import dev.pycache.compiler.parser.ParseSite;
import dev.pycache.compiler.source.Utf8;

/**
 * Checks that the text of a literal is UTF-8. A source without a declared encoding is not checked
 * as a whole: wrong bytes pass in a comment, and in a string they are the string's error.
 */
final class SourceText {
  private SourceText() {}

  /** Whether {@code bytes[start, end)} holds a byte above 0x7F. */
  static boolean hasNonAscii(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] < 0) {
        return true;
      }
    }
    return false;
  }

  /** Fails at the site, as CPython when it decodes exactly this range, if it is not UTF-8. */
  static void check(ParseSite site, byte[] bytes, int start, int end) {
    String error = Utf8.decodeError(bytes, start, end);
    if (error != null) {
      throw site.undecodable(error);
    }
  }

  /**
   * The same for each run of non-ASCII bytes by itself, as CPython decodes a literal with escapes.
   */
  static void checkRuns(ParseSite site, byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] < 0) {
        int run = i;
        while (i < end && bytes[i] < 0) {
          i++;
        }
        check(site, bytes, run, i);
      }
    }
  }
}
