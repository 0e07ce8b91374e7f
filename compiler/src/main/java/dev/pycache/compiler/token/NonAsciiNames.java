package dev.pycache.compiler.token;

import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.repr.PrintableCharacters;
import dev.pycache.compiler.source.Utf8;
import dev.pycache.compiler.token.Tokenizer.Done;
import java.util.Locale;

/** Names with other than ASCII characters in them (PEP 3131). */
final class NonAsciiNames {
  private NonAsciiNames() {}

  /**
   * Reads a name.
   *
   * @param in stands anywhere, and behind the name afterwards
   * @param from start of the name
   * @param p its first byte that is not ASCII
   */
  static TokenKind scan(TokenScanner in, int from, int p) {
    byte[] b = in.buffer;
    int to = p;
    while (Bytes.isNamePart(b[to])) {
      to++;
    }
    in.position = to;
    return isVerified(in, from, to)
        ? in.takeName(from, to, null)
        : in.textless(TokenKind.ERRORTOKEN);
  }

  /**
   * Throws unless the name is one by PEP 3131 ({@code verify_identifier}).
   *
   * @return false if it is not UTF-8, which the parser makes its own error of
   */
  private static boolean isVerified(TokenScanner in, int from, int to) {
    byte[] b = in.buffer;
    if (Utf8.firstInvalid(b, from, to) >= 0) {
      in.undecodable = from;
      in.done = Done.DECODE;
      return false;
    }
    Target target = in.context.target();
    int bad = Identifiers.firstInvalid(b, from, to, target);
    if (bad < 0) {
      return true;
    }
    int c = Utf8.codePoint(b, bad);
    in.position = bad + Utf8.length(c);
    throw PrintableCharacters.of(target.python()).contains(c)
        ? in.error("invalid character '" + Character.toString(c) + "' (" + number(c) + ")")
        : in.error("invalid non-printable character " + number(c));
  }

  /** A code point as Unicode writes it: {@code U+20AC}. */
  static String number(int codePoint) {
    // String.format would be shorter to read, and takes milliseconds when it is first used.
    String digits = Integer.toHexString(codePoint).toUpperCase(Locale.ROOT);
    return "U+" + "0".repeat(Math.max(0, 4 - digits.length())) + digits;
  }
}
