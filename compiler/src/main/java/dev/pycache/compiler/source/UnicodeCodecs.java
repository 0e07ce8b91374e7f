package dev.pycache.compiler.source;

import dev.pycache.compiler.rules.SourceRules;

/** The encodings that need no table: ASCII, Latin-1, and Unicode's own. */
final class UnicodeCodecs {
  private UnicodeCodecs() {}

  static final class Ascii extends Codec {
    Ascii() {
      super("ascii");
    }

    @Override
    void decode(Decoding text) throws CodecException {
      for (int i = 0; i < text.length; i++) {
        int c = text.at(i);
        if (c < 0x80) {
          text.put(c);
        } else {
          text.wrong(i, i + 1, "ordinal not in range(128)");
        }
      }
    }
  }

  static final class Latin1 extends Codec {
    Latin1() {
      super("latin-1");
    }

    @Override
    void decode(Decoding text) {
      for (int i = 0; i < text.length; i++) {
        text.put(text.at(i));
      }
    }
  }

  /**
   * Internationalised domain names: labels between dots, which have to be ASCII, as one that is not
   * would have been encoded. Labels that hold an encoded one (ACE) are not decoded: no source is
   * known to have any.
   */
  static final class Idna extends Codec {
    private static final int LONGEST_LABEL = 1024;
    private static final byte[] NONE = {};

    private final String spelling;
    private final boolean limitsLabels;

    /**
     * @param spelling the name as the source has it
     */
    Idna(String spelling, SourceRules rules) {
      super("idna");
      this.spelling = spelling;
      this.limitsLabels = rules.limitsLabels();
    }

    @Override
    void decode(Decoding text) throws CodecException {
      boolean plain = true;
      for (int i = 0; i < text.length; i++) {
        plain &= text.at(i) < 0x80 && !startsAceLabel(text, i);
      }
      int end;
      for (int label = 0; label < text.length; label = end + 1) {
        end = label;
        while (end < text.length && text.at(end) != '.') {
          end++;
        }
        if (!plain) {
          check(text, label, end);
        }
        for (int i = label; i < Math.min(end + 1, text.length); i++) {
          text.put(text.at(i));
        }
      }
    }

    /** {@code ToUnicode}, of a label that is the same in Unicode. */
    private void check(Decoding text, int label, int end) throws CodecException {
      if (limitsLabels && end - label > LONGEST_LABEL) {
        String tooLong = "label way too long";
        throw new CodecException(
            tooLong, spelling, Utf8.decodeError("idna", NONE, 0, end - label, label, tooLong));
      }
      for (int i = label; i < end; i++) {
        if (text.at(i) >= 0x80) {
          String reason = "ordinal not in range(128)";
          throw new CodecException(
              text.describe("ascii", i, i - label, reason),
              null,
              text.describe("idna", i, i, reason));
        }
        if (i == label && startsAceLabel(text, i)) {
          throw new CodecException("pycache does not decode the ACE labels of 'idna'");
        }
      }
    }

    private static boolean startsAceLabel(Decoding text, int i) {
      return i + 3 < text.length
          && text.at(i) == 'x'
          && text.at(i + 1) == 'n'
          && text.at(i + 2) == '-'
          && text.at(i + 3) == '-';
    }
  }

  /** UTF-8 under a name that CPython's tokenizer does not know it by. */
  static final class Utf8Codec extends Codec {
    private final boolean skipsMark;

    Utf8Codec(boolean skipsMark) {
      super("utf-8");
      this.skipsMark = skipsMark;
    }

    @Override
    void decode(Decoding text) throws CodecException {
      byte[] bytes = new byte[text.length];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) text.at(i);
      }
      int i =
          skipsMark
                  && bytes.length >= 3
                  && Utf8.sequenceLength(bytes, 0, 3) == 3
                  && Utf8.codePoint(bytes, 0) == 0xFEFF
              ? 3
              : 0;
      while (i < bytes.length) {
        int length = Utf8.sequenceLength(bytes, i, bytes.length);
        if (length > 0) {
          text.put(Utf8.codePoint(bytes, i));
          i += length;
        } else {
          i = text.wrong(i, i + Math.max(-length, 1), Utf8.reason(length, i, bytes.length));
        }
      }
    }
  }

  static final class Utf16 extends Codec {
    private final boolean marked;
    private final boolean bigEndian;

    Utf16(String module) {
      super("utf-16");
      this.marked = module.equals("utf_16");
      this.bigEndian = module.equals("utf_16_be");
    }

    @Override
    void decode(Decoding text) throws CodecException {
      boolean big = bigEndian;
      int i = 0;
      if (marked && text.length >= 2) {
        int mark = text.at(0) << 8 | text.at(1);
        big = mark == 0xFEFF;
        i = big || mark == 0xFFFE ? 2 : 0;
      }
      String name = big ? "utf-16-be" : "utf-16-le";
      while (i < text.length) {
        if (i + 1 == text.length) {
          i = text.wrong(name, i, text.length, "truncated data");
          continue;
        }
        int c = unit(text, i, big);
        if (!Character.isSurrogate((char) c)) {
          text.put(c);
          i += 2;
        } else if (Character.isLowSurrogate((char) c)) {
          i = text.wrong(name, i, i + 2, "illegal encoding");
        } else if (i + 3 >= text.length) {
          i = text.wrong(name, i, text.length, "unexpected end of data");
        } else {
          int low = unit(text, i + 2, big);
          if (Character.isLowSurrogate((char) low)) {
            text.put(Character.toCodePoint((char) c, (char) low));
            i += 4;
          } else {
            i = text.wrong(name, i, i + 2, "illegal UTF-16 surrogate");
          }
        }
      }
    }

    private static int unit(Decoding text, int i, boolean big) {
      return big ? text.at(i) << 8 | text.at(i + 1) : text.at(i + 1) << 8 | text.at(i);
    }
  }

  static final class Utf32 extends Codec {
    private final boolean marked;
    private final boolean bigEndian;

    Utf32(String module) {
      super("utf-32");
      this.marked = module.equals("utf_32");
      this.bigEndian = module.equals("utf_32_be");
    }

    @Override
    void decode(Decoding text) throws CodecException {
      boolean big = bigEndian;
      int i = 0;
      if (marked && text.length >= 4) {
        int mark = unit(text, 0, true);
        big = mark == 0xFEFF;
        i = big || mark == 0xFFFE0000 ? 4 : 0;
      }
      String name = big ? "utf-32-be" : "utf-32-le";
      while (i < text.length) {
        if (i + 4 > text.length) {
          i = text.wrong(name, i, text.length, "truncated data");
          continue;
        }
        int c = unit(text, i, big);
        if (c < 0 || c > Character.MAX_CODE_POINT) {
          i = text.wrong(name, i, i + 4, "code point not in range(0x110000)");
        } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
          i =
              text.wrong(
                  name, i, i + 4, "code point in surrogate code point range(0xd800, 0xe000)");
        } else {
          text.put(c);
          i += 4;
        }
      }
    }

    private static int unit(Decoding text, int i, boolean big) {
      int c = 0;
      for (int k = 0; k < 4; k++) {
        c = c << 8 | text.at(big ? i + k : i + 3 - k);
      }
      return c;
    }
  }
}
