package dev.pycache.compiler.token;

import org.jspecify.annotations.Nullable;

/** The letters before a string's quote, as a set of bits. */
final class StringPrefixes {
  /** Letters that are not those of a prefix. */
  static final int NONE = -1;

  /** All letters that may be read as a prefix, each once. */
  static final int LONGEST = 5;

  private static final int B = 1;
  private static final int R = 2;
  private static final int U = 4;
  private static final int F = 8;
  private static final int T = 16;

  /** What does not go together, in the order in which it is reported. */
  private static final int[] CLASHES = {U | B, U | R, U | F, U | T, B | F, B | T, F | T};

  private static final String[] CLASH_NAMES = {
    "'u' and 'b'",
    "'u' and 'r'",
    "'u' and 'f'",
    "'u' and 't'",
    "'b' and 'f'",
    "'b' and 't'",
    "'f' and 't'"
  };

  private StringPrefixes() {}

  /** The set of {@code bytes[from, to)}; {@link #NONE} if another letter is there, or one twice. */
  static int read(byte[] bytes, int from, int to) {
    int prefix = 0;
    for (int i = from; i < to; i++) {
      int letter =
          switch (bytes[i]) {
            case 'b', 'B' -> B;
            case 'r', 'R' -> R;
            case 'u', 'U' -> U;
            case 'f', 'F' -> F;
            case 't', 'T' -> T;
            default -> NONE;
          };
      if (letter == NONE || (prefix & letter) != 0) {
        return NONE;
      }
      prefix |= letter;
    }
    return prefix;
  }

  /** Whether the string has replacement fields. */
  static boolean isFormat(int prefix) {
    return (prefix & (F | T)) != 0;
  }

  static boolean isTemplate(int prefix) {
    return (prefix & T) != 0;
  }

  /** What is wrong with letters that no string has together, or null. */
  static @Nullable String clash(int prefix) {
    for (int i = 0; i < CLASHES.length; i++) {
      if ((prefix & CLASHES[i]) == CLASHES[i]) {
        return CLASH_NAMES[i] + " prefixes are incompatible";
      }
    }
    return null;
  }
}
