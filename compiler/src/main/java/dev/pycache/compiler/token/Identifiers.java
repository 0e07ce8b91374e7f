package dev.pycache.compiler.token;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.repr.PrintableCharacters;
import dev.pycache.compiler.Strings;
import dev.pycache.compiler.source.Utf8;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * Names that are not plain ASCII (PEP 3131), by the Unicode version of the target's {@code
 * unicodedata}.
 */
public final class Identifiers {
  private Identifiers() {}

  /**
   * The interned name of identifier {@code bytes[start, end)}, NFKC-normalised when it is not
   * ASCII.
   */
  public static Str intern(Strings strings, byte[] bytes, int start, int end) {
    int hash = 1; // of the bytes so far, as Str.hash computes it
    int seen = 0;
    for (int i = start; i < end; i++) {
      byte b = bytes[i];
      hash = Str.hash(hash, b);
      seen |= b;
    }
    return seen < 0
        ? internNormalized(strings, bytes, start, end)
        : strings.intern(bytes, start, end, hash);
  }

  /**
   * Normalisation is stable: a string of characters of an older Unicode has the same form in every
   * later one, so it does no harm that Java's version is newer.
   */
  private static Str internNormalized(Strings strings, byte[] bytes, int start, int end) {
    String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
    return strings.intern(Utf8.encode(Normalizer.normalize(text, Normalizer.Form.NFKC)));
  }

  /**
   * Index of the first character of {@code bytes[start, end)}, valid UTF-8, that has no place in an
   * identifier, or -1 ({@code _PyUnicode_ScanIdentifier}).
   */
  static int firstInvalid(byte[] bytes, int start, int end) {
    UnicodeRanges ranges = UnicodeRanges.LATEST;
    for (int i = start; i < end; ) {
      int c = Utf8.codePoint(bytes, i);
      boolean valid =
          i == start ? c == '_' || ranges.isIdentifierStart(c) : ranges.isIdentifierPart(c);
      if (!valid) {
        return i;
      }
      i += Utf8.length(c);
    }
    return -1;
  }

  /** {@code str.isprintable} of one character. */
  public static boolean isPrintable(int codePoint) {
    return PrintableCharacters.of(PythonVersion.CPYTHON_3_11).contains(codePoint);
  }
}
