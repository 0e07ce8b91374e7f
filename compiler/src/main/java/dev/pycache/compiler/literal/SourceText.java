package dev.pycache.compiler.literal;

import dev.pycache.compiler.parser.ParseSite;
import dev.pycache.compiler.source.Utf8;
import dev.pycache.compiler.source.Words;

/**
 * Checks that the text of a literal is UTF-8. A source without a declared encoding is not checked
 * as a whole: wrong bytes pass in a comment, and in a string they are the string's error.
 */
final class SourceText {
  private SourceText() {}

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
    if (Words.isAscii(bytes, start, end)) {
      return;
    }
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
