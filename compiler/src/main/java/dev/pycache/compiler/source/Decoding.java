package dev.pycache.compiler.source;

import dev.pycache.bytecode.Str;
import java.util.Arrays;

/** A decoding under way: the bytes that go in, the characters that have come out. */
final class Decoding {
  final int length;
  private final String codec;
  private final byte[] in;
  private final boolean strict;
  private byte[] out;
  private int outLength;

  Decoding(String codec, byte[] in, int length, boolean strict) {
    this.codec = codec;
    this.in = in;
    this.length = length;
    this.strict = strict;
    this.out = new byte[length + length / 2 + 16];
  }

  /** The byte at {@code index}, from 0 to 255. */
  int at(int index) {
    return in[index] & 0xFF;
  }

  /** Appends a code point; surrogates are kept. */
  void put(int codePoint) {
    if (outLength + 4 > out.length) {
      out = Arrays.copyOf(out, out.length * 2);
    }
    outLength = Str.putUtf8(out, outLength, codePoint);
  }

  /**
   * Bytes that stand for no character: an exception, or U+FFFD in their place.
   *
   * @return {@code end}, where decoding goes on
   */
  int wrong(int start, int end, String reason) throws CodecException {
    return wrong(codec, start, end, reason);
  }

  int wrong(String codecName, int start, int end, String reason) throws CodecException {
    if (strict) {
      throw new CodecException(Utf8.decodeError(codecName, in, start, end - start, start, reason));
    }
    put(0xFFFD);
    return end;
  }

  /**
   * The message of the UnicodeDecodeError for one byte, whose position is counted from some place
   * of the codec's own.
   */
  String describe(String codecName, int at, int position, String reason) {
    return Utf8.decodeError(codecName, in, at, 1, position, reason);
  }

  byte[] utf8() {
    return Arrays.copyOf(out, outLength);
  }

  /**
   * The UnicodeEncodeError that CPython makes of lone surrogates when it encodes the text in UTF-8.
   */
  void refuseSurrogates() throws CodecException {
    int position = 0;
    for (int i = 0; i < outLength; position++) {
      if (isSurrogate(i)) {
        int count = 1;
        while (isSurrogate(i + 3 * count)) {
          count++;
        }
        String what =
            count == 1
                ? String.format(
                    "character '\\u%04x' in position %d", Utf8.codePoint(out, i), position)
                : String.format("characters in position %d-%d", position, position + count - 1);
        throw new CodecException("'utf-8' codec can't encode " + what + ": surrogates not allowed");
      }
      i += Utf8.length(Utf8.codePoint(out, i));
    }
  }

  private boolean isSurrogate(int i) {
    return i + 2 < outLength && out[i] == (byte) 0xED && (out[i + 1] & 0xE0) == 0xA0;
  }
}
