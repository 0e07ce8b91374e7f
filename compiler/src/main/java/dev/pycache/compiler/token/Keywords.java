package dev.pycache.compiler.token;

import java.nio.charset.StandardCharsets;

/**
 * Tells keywords from other names. No keyword is longer than eight bytes, so a name is looked up as
 * one number, its bytes in the order of the name, in a table whose hash function has no collisions.
 */
final class Keywords {
  static final int LONGEST = 8;

  /**
   * Spreads the keywords over the table without a collision; {@link #Keywords} fails to load if it
   * does not.
   */
  private static final long MULTIPLIER = 0x064B_2D2B_815A_47C5L;

  private static final int BITS = 7;

  private static final long[] WORDS = new long[1 << BITS];
  private static final TokenKind[] KINDS = new TokenKind[1 << BITS];

  static {
    for (TokenKind kind : TokenKind.values()) {
      String text = kind.text();
      if (text.isEmpty() || !Character.isLetter(text.charAt(0))) {
        continue;
      }
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      long word = 0;
      for (byte b : bytes) {
        word = append(word, b);
      }
      if (WORDS[slot(word)] != 0) {
        throw new AssertionError("keywords share a slot: " + text);
      }
      WORDS[slot(word)] = word;
      KINDS[slot(word)] = kind;
    }
  }

  private Keywords() {}

  /** The kind of the name whose bytes make {@code word}: a keyword's, or NAME. */
  static TokenKind kind(long word) {
    int slot = slot(word);
    return WORDS[slot] == word ? KINDS[slot] : TokenKind.NAME;
  }

  /** The number of a name that is one byte longer; of the last eight bytes if it has more. */
  static long append(long word, int next) {
    return word << 8 | next & 0xFF;
  }

  private static int slot(long word) {
    return (int) (word * MULTIPLIER >>> 64 - BITS);
  }
}
