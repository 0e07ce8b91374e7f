package dev.pycache.compiler.source;

/**
 * The encodings in which a source is written as a literal. Bytes that are no escape are Latin-1.
 */
final class EscapeCodecs {
  private EscapeCodecs() {}

  /**
   * Decodes the {@code count} hexadecimal digits at {@code i}, the escape having begun at {@code
   * start}.
   */
  private static int hexadecimal(
      Decoding text, int start, int i, int count, String truncated, String tooLarge)
      throws CodecException {
    long c = 0;
    int p = i;
    for (; p < i + count; p++) {
      int digit = p < text.length ? Character.digit((char) text.at(p), 16) : -1;
      if (digit < 0 || text.at(p) >= 0x80) {
        return text.wrong(start, p, truncated);
      }
      c = c << 4 | digit;
    }
    if (c > Character.MAX_CODE_POINT) {
      return text.wrong(start, p, tooLarge);
    }
    text.put((int) c);
    return p;
  }

  /** {@code raw_unicode_escape}. */
  static final class Raw extends Codec {
    Raw() {
      super("rawunicodeescape");
    }

    @Override
    void decode(Decoding text) throws CodecException {
      int i = 0;
      while (i < text.length) {
        int c = text.at(i++);
        if (c != '\\' || i == text.length) {
          text.put(c);
          continue;
        }
        int letter = text.at(i++);
        if (letter == 'u') {
          i = hexadecimal(text, i - 2, i, 4, "truncated \\uXXXX escape", "");
        } else if (letter == 'U') {
          i =
              hexadecimal(
                  text, i - 2, i, 8, "truncated \\UXXXXXXXX escape", "\\Uxxxxxxxx out of range");
        } else {
          text.put('\\');
          text.put(letter);
        }
      }
    }
  }

  /** {@code unicode_escape}, but for characters by name. */
  static final class Cooked extends Codec {
    Cooked() {
      super("unicodeescape");
    }

    @Override
    void decode(Decoding text) throws CodecException {
      int i = 0;
      while (i < text.length) {
        int c = text.at(i);
        if (c != '\\') {
          text.put(c);
          i++;
        } else if (i + 1 == text.length) {
          i = text.wrong(i, i + 1, "\\ at end of string");
        } else {
          i = escape(text, i);
        }
      }
    }

    private static int escape(Decoding text, int start) throws CodecException {
      int i = start + 2;
      int c = text.at(start + 1);
      String illegal = "illegal Unicode character";
      switch (c) {
        case '\n' -> {}
        case '\\', '\'', '"' -> text.put(c);
        case 'a' -> text.put(7);
        case 'b' -> text.put('\b');
        case 'f' -> text.put('\f');
        case 'n' -> text.put('\n');
        case 'r' -> text.put('\r');
        case 't' -> text.put('\t');
        case 'v' -> text.put(11);
        case '0', '1', '2', '3', '4', '5', '6', '7' -> {
          int octal = c - '0';
          for (int k = 0; k < 2 && i < text.length && text.at(i) >= '0' && text.at(i) <= '7'; k++) {
            octal = octal << 3 | text.at(i++) - '0';
          }
          text.put(octal);
        }
        case 'x' -> i = hexadecimal(text, start, i, 2, "truncated \\xXX escape", illegal);
        case 'u' -> i = hexadecimal(text, start, i, 4, "truncated \\uXXXX escape", illegal);
        case 'U' -> i = hexadecimal(text, start, i, 8, "truncated \\UXXXXXXXX escape", illegal);
        case 'N' ->
            throw new CodecException(
                "pycache does not know \\N{...} in a source encoded in 'unicode_escape'");
        default -> {
          text.put('\\');
          text.put(c);
        }
      }
      return i;
    }
  }
}
