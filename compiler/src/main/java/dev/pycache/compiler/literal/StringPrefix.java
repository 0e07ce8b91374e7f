package dev.pycache.compiler.literal;

/**
 * The letters before the opening quote of a string, packed in an int so that a string costs no
 * object.
 */
final class StringPrefix {
  private static final int BYTES = 1;
  private static final int RAW = 2;
  private static final int FORMAT = 4;
  private static final int LENGTH_SHIFT = 3;

  private StringPrefix() {}

  /**
   * Reads the prefix at {@code start}; the tokenizer has seen to it that its letters go together.
   */
  static int read(byte[] buffer, int start) {
    int flags = 0;
    for (int i = start; ; i++) {
      switch (buffer[i]) {
        case 'b', 'B' -> flags |= BYTES;
        case 'r', 'R' -> flags |= RAW;
        case 'f', 'F', 't', 'T' -> flags |= FORMAT;
        case 'u', 'U' -> {} // the same as no prefix
        default -> {
          return flags | (i - start) << LENGTH_SHIFT;
        }
      }
    }
  }

  static boolean isBytes(int prefix) {
    return (prefix & BYTES) != 0;
  }

  static boolean isRaw(int prefix) {
    return (prefix & RAW) != 0;
  }

  static boolean isFormat(int prefix) {
    return (prefix & FORMAT) != 0;
  }

  /** The number of quotes at either end of the literal {@code buffer[start, end)}: 1 or 3. */
  static int quotes(byte[] buffer, int start, int end, int prefix) {
    int quote = start + length(prefix);
    boolean triple =
        end - quote >= 6
            && buffer[quote + 1] == buffer[quote]
            && buffer[quote + 2] == buffer[quote];
    return triple ? 3 : 1;
  }

  static int length(int prefix) {
    return prefix >> LENGTH_SHIFT;
  }
}
