package dev.pycache.compiler.source;

/** UTF-7 ({@code PyUnicode_DecodeUTF7Stateful}). */
final class Utf7Codec extends Codec {
  Utf7Codec() {
    super("utf7");
  }

  @Override
  void decode(Decoding text) throws CodecException {
    int i = 0;
    while (i < text.length) {
      int c = text.at(i);
      if (c >= 0x80) {
        i = text.wrong(i, i + 1, "unexpected special character");
      } else if (c != '+') {
        text.put(c);
        i++;
      } else if (i + 1 < text.length && text.at(i + 1) == '-') {
        text.put('+');
        i += 2;
      } else if (i + 1 < text.length && base64(text.at(i + 1)) < 0) {
        i = text.wrong(i, i + 2, "ill-formed sequence");
      } else {
        i = shifted(text, i);
      }
    }
  }

  /**
   * Decodes the base 64 section that a plus at {@code start} begins; returns the index behind it.
   */
  private static int shifted(Decoding text, int start) throws CodecException {
    int bits = 0;
    int buffer = 0;
    int high = 0;
    int i = start + 1;
    for (; i < text.length; i++) {
      int value = base64(text.at(i));
      if (value < 0) {
        break;
      }
      buffer = buffer << 6 | value;
      bits += 6;
      if (bits < 16) {
        continue;
      }
      bits -= 16;
      int unit = buffer >>> bits & 0xFFFF;
      buffer &= (1 << bits) - 1;
      if (high != 0 && Character.isLowSurrogate((char) unit)) {
        text.put(Character.toCodePoint((char) high, (char) unit));
        high = 0;
        continue;
      }
      if (high != 0) {
        text.put(high);
        high = 0;
      }
      if (Character.isHighSurrogate((char) unit)) {
        high = unit;
      } else {
        text.put(unit);
      }
    }
    if (i == text.length) {
      boolean open = high != 0 || bits >= 6 || (bits > 0 && buffer != 0);
      return open ? text.wrong(start, i, "unterminated shift sequence") : i;
    }
    if (bits >= 6) {
      return text.wrong(start, i + 1, "partial character in shift sequence");
    }
    if (bits > 0 && buffer != 0) {
      return text.wrong(start, i + 1, "non-zero padding bits in shift sequence");
    }
    if (high != 0 && text.at(i) < 0x80) {
      text.put(high);
    }
    return text.at(i) == '-' ? i + 1 : i;
  }

  private static int base64(int c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
      return c - '0' + 52;
    }
    return c == '+' ? 62 : c == '/' ? 63 : -1;
  }
}
