package dev.pycache.compiler.token;

import dev.pycache.compiler.source.Words;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Tells keywords, soft ones included, from other names. None of them is longer than eight bytes, so
 * a name is looked up as one number, as {@link Words#at} reads it, in a table whose hash function
 * has no collisions.
 */
final class Keywords {
  static final int LONGEST = 8;

  /**
   * Spreads the keywords over the table without a collision; {@link #Keywords} fails to load if it
   * does not.
   */
  private static final long MULTIPLIER = 0x0202_C302_C770_2421L;

  private static final int BITS = 7;

  /** Names that are keywords in some places ({@code softkeywords} of the grammar). */
  private static final String[] SOFT = {"_", "case", "match", "type"};

  private static final long[] WORDS = new long[1 << BITS];
  private static final TokenKind[] KINDS = new TokenKind[1 << BITS];

  static {
    for (TokenKind kind : TokenKind.values()) {
      String text = kind.text();
      if (text.isEmpty() || !Character.isLetter(text.charAt(0))) {
        continue;
      }
      put(text, kind);
    }
    for (String soft : SOFT) {
      put(soft, TokenKind.NAME);
    }
  }

  private Keywords() {}

  private static void put(String text, TokenKind kind) {
    long word = Words.at(text.getBytes(StandardCharsets.US_ASCII), 0);
    if (WORDS[slot(word)] != 0) {
      throw new AssertionError("keywords share a slot: " + text);
    }
    WORDS[slot(word)] = word;
    KINDS[slot(word)] = kind;
  }

  /**
   * The kind of the keyword whose bytes make {@code word}, which is NAME for a soft one; null if it
   * is none.
   */
  static @Nullable TokenKind kind(long word) {
    int slot = slot(word);
    return WORDS[slot] == word ? KINDS[slot] : null;
  }

  private static int slot(long word) {
    return (int) (word * MULTIPLIER >>> 64 - BITS);
  }
}
