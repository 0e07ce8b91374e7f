package dev.pycache.cache.path;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.repr.PrintableCharacters;

/**
 * {@code str.isalnum}, for all characters that Java knows: its Unicode is that of Python 3.14, and
 * later characters are none.
 */
final class Alphanumeric {
  private static final int ASCII_END = 0x80;

  /** Two marks that Unicode 12 made letters; nothing else changed that Python asks about here. */
  private static final int VEDIC_SIGN_ARDHAVISARGA = 0x1CF2;

  private static final int VEDIC_SIGN_ROTATED_ARDHAVISARGA = 0x1CF3;

  private Alphanumeric() {}

  /** Whether a version says so of a text; the empty one passes here. */
  static boolean is(String text, PythonVersion python) {
    return text.codePoints().allMatch(c -> is(c, python));
  }

  /** A character that its Unicode does not know yet is not printable to it. */
  private static boolean is(int c, PythonVersion python) {
    if (c < ASCII_END || !isNow(c)) {
      return isNow(c);
    }
    boolean becameLetter = c == VEDIC_SIGN_ARDHAVISARGA || c == VEDIC_SIGN_ROTATED_ARDHAVISARGA;
    return PrintableCharacters.of(python).contains(c)
        && !(becameLetter && !python.hasCharactersOf(PythonVersion.CPYTHON_3_8));
  }

  private static boolean isNow(int c) {
    int type = Character.getType(c);
    return Character.isLetterOrDigit(c)
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }
}
