package dev.pycache.compiler.diagnosis;

import dev.pycache.compiler.token.Tokens;
import java.util.Arrays;

/** Tells which names are soft keywords of a grammar ({@code p->soft_keywords}). */
final class SoftKeywords {
  private final Tokens tokens;
  private final byte[][] words;
  private final boolean comparesWhole;

  /**
   * @param comparesWhole as {@link
   *     dev.pycache.compiler.rules.DiagnosisRules#comparesWholeSoftKeywords} describes it
   */
  SoftKeywords(Tokens tokens, byte[][] words, boolean comparesWhole) {
    this.tokens = tokens;
    this.words = words;
    this.comparesWhole = comparesWhole;
  }

  /** Whether a token, a name, is this word. */
  boolean is(byte[] word, int token) {
    return length(token) == word.length && begins(word, token, word.length);
  }

  /** Whether it is any of the words; up to a change of CPython also what one begins with. */
  boolean isAny(int token) {
    int length = length(token);
    for (byte[] word : words) {
      boolean comparable = comparesWhole ? length == word.length : length <= word.length;
      if (comparable && begins(word, token, length)) {
        return true;
      }
    }
    return false;
  }

  private int length(int token) {
    return tokens.end(token) - tokens.start(token);
  }

  private boolean begins(byte[] word, int token, int length) {
    int start = tokens.start(token);
    return Arrays.equals(word, 0, length, tokens.buffer(), start, start + length);
  }
}
