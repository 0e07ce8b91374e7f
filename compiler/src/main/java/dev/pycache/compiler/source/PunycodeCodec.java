package dev.pycache.compiler.source;

import java.util.ArrayList;
import java.util.List;

/**
 * Punycode ({@code encodings.punycode}). A source ends in a line feed, which is no digit of it, so that there is always
 * an error; this finds which.
 */
final class PunycodeCodec extends Codec {
  private final String spelling;

  /** @param spelling the name as the source has it */
  PunycodeCodec(String spelling) {
    super("ascii");
    this.spelling = spelling;
  }

  @Override
  void decode(Decoding text) throws CodecException {
    int hyphen = text.length - 1;
    while (hyphen >= 0 && text.at(hyphen) != '-') {
      hyphen--;
    }
    List<Integer> base = new ArrayList<>();
    for (int i = 0; i < hyphen; i++) {
      if (text.at(i) >= 0x80) {
        text.wrong(i, i + 1, "ordinal not in range(128)");
      }
      base.add(text.at(i));
    }
    insert(text, hyphen + 1, base);
    for (int c : base) {
      text.put(c);
    }
  }

  /** {@code insertion_sort}. */
  private void insert(Decoding text, int start, List<Integer> base) throws CodecException {
    long character = 0x80;
    long position = -1;
    int bias = 72;
    int i = start;
    while (i < text.length) {
      long result = 0;
      long weight = 1;
      int from = i;
      for (int j = 0; ; j++) {
        if (i == text.length) {
          throw failure("incomplete punicode string");
        }
        int c = text.at(i++);
        int digit = c >= 'a' && c <= 'z' ? c - 'a' : c >= 'A' && c <= 'Z' ? c - 'A' : c - '0' + 26;
        if (digit < 0 || digit > 35 || (digit >= 26 && c > '9')) {
          throw failure("Invalid extended code point '" + (char) c + "'");
        }
        int threshold = Math.clamp(36L * (j + 1) - bias, 1, 26);
        result = Math.min(result + digit * weight, Integer.MAX_VALUE);
        if (digit < threshold) {
          break;
        }
        weight = Math.min(weight * (36 - threshold), Integer.MAX_VALUE);
      }
      position += result + 1;
      character += position / (base.size() + 1);
      if (character > Character.MAX_CODE_POINT) {
        throw failure(String.format("Invalid character U+%x", character));
      }
      position %= base.size() + 1;
      base.add((int) position, (int) character);
      bias = adapt(result, from == start, base.size());
    }
  }

  private static int adapt(long delta, boolean first, int count) {
    long rest = first ? delta / 700 : delta / 2;
    rest += rest / count;
    int divisions = 0;
    while (rest > 455) {
      rest /= 35;
      divisions += 36;
    }
    return (int) (divisions + 36 * rest / (rest + 38));
  }

  private CodecException failure(String message) {
    return new CodecException("decoding with '" + spelling + "' codec failed (UnicodeError: " + message + ")");
  }
}
