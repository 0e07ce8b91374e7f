package dev.pycache.compiler.source;

import dev.pycache.compiler.rules.SourceRules;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Punycode ({@code encodings.punycode}). A source ends in a line feed, which is no digit of it, so
 * that there is always an error; this finds which.
 */
final class PunycodeCodec extends Codec {
  private final String spelling;

  /** Whether the digits are made text before they are read. */
  private final boolean digitsAreText;

  /**
   * @param spelling the name as the source has it
   */
  PunycodeCodec(String spelling, SourceRules rules) {
    super("ascii");
    this.spelling = spelling;
    this.digitsAreText = !rules.locatesErrorsOfCodecs();
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
    if (digitsAreText) {
      requireAscii(text, hyphen + 1);
    }
    insert(text, hyphen + 1, base);
    for (int c : base) {
      text.put(c);
    }
  }

  private static void requireAscii(Decoding text, int start) throws CodecException {
    for (int i = start; i < text.length; i++) {
      if (text.at(i) >= 0x80) {
        throw new CodecException(text.describe("ascii", i, i - start, "ordinal not in range(128)"));
      }
    }
  }

  /** {@code insertion_sort}. */
  private void insert(Decoding text, int start, List<Integer> base) throws CodecException {
    long character = 0x80;
    long position = -1;
    int bias = 72;
    int i = start;
    while (i < text.length) {
      int from = i;
      BigInteger delta = BigInteger.ZERO;
      BigInteger weight = BigInteger.ONE;
      for (int j = 1; ; j++) {
        int digit = digit(text, i++);
        int threshold = Math.clamp(36L * j - bias, 1, 26);
        delta = delta.add(weight.multiply(BigInteger.valueOf(digit)));
        if (digit < threshold) {
          break;
        }
        weight = weight.multiply(BigInteger.valueOf(36 - threshold));
      }
      BigInteger count = BigInteger.valueOf(base.size() + 1);
      BigInteger[] next = delta.add(BigInteger.valueOf(position + 1)).divideAndRemainder(count);
      BigInteger code = next[0].add(BigInteger.valueOf(character));
      if (code.compareTo(BigInteger.valueOf(Character.MAX_CODE_POINT)) > 0) {
        String message = "Invalid character U+" + code.toString(16);
        int at = delta.add(BigInteger.valueOf(position)).intValue() + start;
        throw failure(text, message, message, at);
      }
      character = code.longValueExact();
      position = next[1].longValueExact();
      base.add((int) position, (int) character);
      bias = adapt(delta.longValueExact(), from == start, base.size());
    }
  }

  private int digit(Decoding text, int i) throws CodecException {
    if (i == text.length) {
      throw failure(text, "incomplete punicode string", "incomplete punycode string", i);
    }
    int c = text.at(i);
    if (c >= '0' && c <= '9') {
      return c - '0' + 26;
    }
    int letter = (c & ~0x20) - 'A';
    if (c < 'A' || letter < 0 || letter > 25) {
      String what = "Invalid extended code point '";
      throw failure(text, what + (char) c + "'", what + c + "'", i);
    }
    return letter;
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

  /**
   * @param reason what is said, with the place, where {@code UnicodeDecodeError} is raised
   */
  private CodecException failure(Decoding text, String message, String reason, int at) {
    String where =
        at >= 0 && at < text.length
            ? String.format("byte 0x%02x in position %d", text.at(at), at)
            : String.format("bytes in position %d-%d", at, at);
    return new CodecException(
        message, spelling, "'punycode' codec can't decode " + where + ": " + reason);
  }
}
