package dev.pycache.compiler.token;

import static dev.pycache.compiler.token.TokenScanner.EOF;

import dev.pycache.compiler.rules.TokenRules;

/** The grammar of numbers, as {@code tok_get} has it, for all but plain decimal integers. */
final class Numbers {
  private final TokenScanner in;

  private Numbers(TokenScanner in) {
    this.in = in;
  }

  /**
   * Reads a number that begins with a digit: mostly that is a decimal integer, which needs no
   * object.
   *
   * @param in stands anywhere, and behind the number afterwards
   * @param from where it begins
   * @param first its first digit
   */
  static TokenKind scan(TokenScanner in, int from, int first) {
    byte[] b = in.buffer;
    int p = from + 1;
    int c = b[p];
    if (first != '0') {
      while (c >= '0' && c <= '9') {
        c = b[++p];
      }
    }
    if (Bytes.isNamePart(c) || c == '.') {
      in.position = from + 1;
      scanRest(in, first);
      p = in.position;
    }
    return in.take(from, p, TokenKind.NUMBER);
  }

  /**
   * Reads the rest of a number.
   *
   * @param in stands behind {@code first}, and behind the number afterwards
   * @param first its first digit, or the dot of a fraction
   */
  static void scanRest(TokenScanner in, int first) {
    var number = new Numbers(in);
    int from = in.position - 1;
    if (first == '.') {
      number.fraction(in.read());
    } else if (first != '0') {
      number.afterInteger(number.decimalTail());
    } else {
      int c = in.read();
      switch (c) {
        case 'x', 'X' -> number.hexadecimal();
        case 'o', 'O' -> number.binaryOrOctal('8', "octal");
        case 'b', 'B' -> number.binaryOrOctal('2', "binary");
        default -> number.zeros(from, c);
      }
    }
  }

  private void hexadecimal() {
    int c = in.read();
    do {
      if (c == '_') {
        c = in.read();
      }
      if (!isHexDigit(c)) {
        in.unread(c);
        throw in.error("invalid hexadecimal literal");
      }
      do {
        c = in.read();
      } while (isHexDigit(c));
    } while (c == '_');
    finish(c, "hexadecimal");
  }

  /**
   * @param bound the first digit that is none of this base
   */
  private void binaryOrOctal(char bound, String kind) {
    int c = in.read();
    do {
      if (c == '_') {
        c = in.read();
      }
      if (c < '0' || c >= bound) {
        rejectDigit(c, kind);
        in.unread(c);
        throw in.error("invalid " + kind + " literal");
      }
      do {
        c = in.read();
      } while (c >= '0' && c < bound);
    } while (c == '_');
    rejectDigit(c, kind);
    finish(c, kind);
  }

  private void rejectDigit(int c, String kind) {
    if (isDigit(c)) {
      throw in.error("invalid digit '" + (char) c + "' in " + kind + " literal");
    }
  }

  /**
   * A number that starts with a zero: {@code 0}, {@code 00}, {@code 01.5}, or the octal number of
   * old.
   */
  private void zeros(int from, int first) {
    int c = first;
    while (true) {
      if (c == '_') {
        c = in.read();
        requireDigit(c);
      }
      if (c != '0') {
        break;
      }
      c = in.read();
    }
    int zerosEnd = in.position;
    boolean nonzero = isDigit(c);
    if (nonzero) {
      c = decimalTail();
    }
    if (c == '.') {
      fraction(in.read());
    } else if (c == 'e' || c == 'E') {
      exponent(c);
    } else if (c == 'j' || c == 'J') {
      afterExponent(c);
    } else if (nonzero) {
      in.unread(c);
      throw in.errorFrom(
          "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
          from,
          zerosEnd);
    } else {
      finish(c, "decimal");
    }
  }

  private void afterInteger(int c) {
    if (c == '.') {
      fraction(in.read());
    } else {
      afterFraction(c);
    }
  }

  private void fraction(int c) {
    afterFraction(isDigit(c) ? decimalTail() : c);
  }

  private void afterFraction(int c) {
    if (c == 'e' || c == 'E') {
      exponent(c);
    } else {
      afterExponent(c);
    }
  }

  private void exponent(int e) {
    int c = in.read();
    if (c == '+' || c == '-') {
      requireDigit(in.read());
    } else if (!isDigit(c)) {
      // the letter may begin a keyword, as in "1else"
      in.unread(c);
      finish(e, "decimal");
      return;
    }
    afterExponent(decimalTail());
  }

  private void afterExponent(int c) {
    if (c == 'j' || c == 'J') {
      finish(in.read(), "imaginary");
    } else {
      finish(c, "decimal");
    }
  }

  /**
   * Reads digits and single underscores between them; returns the character behind, which is read
   * too.
   */
  private int decimalTail() {
    while (true) {
      int c;
      do {
        c = in.read();
      } while (isDigit(c));
      if (c != '_') {
        return c;
      }
      requireDigit(in.read());
    }
  }

  private void requireDigit(int c) {
    if (!isDigit(c)) {
      in.unread(c);
      throw in.error("invalid decimal literal");
    }
  }

  /**
   * Ends the number before {@code c}, which has been read. A keyword that may follow a number in
   * valid code is warned of, any other name is an error ({@code verify_end_of_number}).
   */
  private void finish(int c, String kind) {
    boolean keyword =
        switch (c) {
          case 'a' -> follows("nd");
          case 'e' -> follows("lse");
          case 'f' -> follows("or");
          case 'i' -> isOneOfIfInIs();
          case 'n' -> follows("ot");
          case 'o' -> follows("r");
          default -> false;
        };
    in.unread(c);
    if (keyword) {
      in.warn("SyntaxWarning", "invalid " + kind + " literal");
    } else if (c != EOF && Bytes.isNamePart(c) && (c < 0x80 || !endsAtNonAscii())) {
      throw in.error("invalid " + kind + " literal");
    }
  }

  private boolean endsAtNonAscii() {
    return new TokenRules(in.context.target()).endsNumberAtNonAscii();
  }

  /** Whether the name that has begun goes on with {@code rest} and ends ({@code lookahead}). */
  private boolean follows(String rest) {
    byte[] b = in.buffer;
    int p = in.position;
    for (int i = 0; i < rest.length(); i++, p++) {
      if (p == in.limit || b[p] != rest.charAt(i)) {
        return false;
      }
    }
    return p == in.limit || !Bytes.isNamePart(b[p]);
  }

  private boolean isOneOfIfInIs() {
    if (in.position == in.limit) {
      return false;
    }
    int c = in.buffer[in.position];
    return c == 'f' || c == 'n' || c == 's';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isHexDigit(int c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }
}
