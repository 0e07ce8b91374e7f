package dev.pycache.compiler.source;

/**
 * An encoding of one to four bytes a character without shift states ({@code Modules/cjkcodecs}).
 */
final class MultibyteCodec extends Codec {
  static final String ILLEGAL = "illegal multibyte sequence";
  static final String INCOMPLETE = "incomplete multibyte sequence";

  /**
   * KS X 1001 annex 3: a syllable is a filler and three letters, each of two bytes with this one
   * first.
   */
  private static final int JAMO = 0xA4;

  private static final int JAMO_FILLER = 0xD4;

  /**
   * Numbers of leading and of final consonants by their letters' second bytes from A1, added to an
   * at sign.
   */
  private static final String LEADING = "@A-B--CDE-------FGH-IJKLMNOPQR";

  private static final String FINAL = "ABCDEFG-HIJKLMNOPQ-RSTUV-WXYZ[";

  private final MultibyteTable table;
  private final boolean hasThreeBytes;
  private final boolean hasFourBytes;
  private final boolean composesSyllables;

  MultibyteCodec(String name) {
    super(name);
    this.table = MultibyteTable.load(name);
    this.hasThreeBytes = name.startsWith("euc_j");
    this.hasFourBytes = name.equals("gb18030");
    this.composesSyllables = name.equals("euc_kr");
  }

  @Override
  void decode(Decoding text) throws CodecException {
    int i = 0;
    while (i < text.length) {
      int c = text.at(i);
      int left = text.length - i;
      if (!table.isLead(c)) {
        i = put(text, i, 1, table.character(c));
      } else if (left < 2) {
        i = text.wrong(i, text.length, INCOMPLETE);
      } else {
        int length = sequenceLength(c, text.at(i + 1));
        if (left < length) {
          i = text.wrong(i, text.length, INCOMPLETE);
        } else {
          i = put(text, i, length, character(text, i, length));
        }
      }
    }
  }

  private int sequenceLength(int first, int second) {
    if (hasThreeBytes && first == 0x8F) {
      return 3;
    }
    if (hasFourBytes && second >= '0' && second <= '9') {
      return 4;
    }
    return composesSyllables && first == JAMO && second == JAMO_FILLER ? 8 : 2;
  }

  private int character(Decoding text, int i, int length) {
    return switch (length) {
      case 2 -> table.character(text.at(i) << 8 | text.at(i + 1));
      case 3 -> table.character(text.at(i) << 16 | text.at(i + 1) << 8 | text.at(i + 2));
      case 4 -> ofFourBytes(text.at(i), text.at(i + 1), text.at(i + 2), text.at(i + 3));
      default -> syllable(text, i);
    };
  }

  private int put(Decoding text, int i, int length, int character) throws CodecException {
    if (character == MultibyteTable.NONE) {
      return text.wrong(i, i + 1, ILLEGAL);
    }
    if (character == MultibyteTable.NO_PAIR) {
      return text.wrong(i, i + 2, ILLEGAL);
    }
    MultibyteTable.put(text, character);
    return i + length;
  }

  private int ofFourBytes(int first, int second, int third, int fourth) {
    if (first < 0x81
        || first > 0xFE
        || third < 0x81
        || third > 0xFE
        || fourth < '0'
        || fourth > '9') {
      return MultibyteTable.NONE;
    }
    int number = (((first - 0x81) * 10 + second - '0') * 126 + third - 0x81) * 10 + fourth - '0';
    if (first - 0x81 < 4) {
      return table.characterOfRange(number);
    }
    int astral = number - 15 * 12600 + Character.MIN_SUPPLEMENTARY_CODE_POINT;
    return first - 0x81 >= 15 && astral <= Character.MAX_CODE_POINT ? astral : MultibyteTable.NONE;
  }

  private static int syllable(Decoding text, int i) {
    if (text.at(i + 2) != JAMO || text.at(i + 4) != JAMO || text.at(i + 6) != JAMO) {
      return MultibyteTable.NONE;
    }
    int leading = consonant(LEADING, text.at(i + 3));
    int vowel = text.at(i + 5) - 0xBF;
    int last = text.at(i + 7) == JAMO_FILLER ? 0 : consonant(FINAL, text.at(i + 7));
    if (leading < 0 || vowel < 0 || vowel > 20 || last < 0) {
      return MultibyteTable.NONE;
    }
    return 0xAC00 + (leading * 21 + vowel) * 28 + last;
  }

  private static int consonant(String numbers, int c) {
    int index = c - 0xA1;
    return index < 0 || index >= numbers.length() || numbers.charAt(index) == '-'
        ? -1
        : numbers.charAt(index) - '@';
  }
}
