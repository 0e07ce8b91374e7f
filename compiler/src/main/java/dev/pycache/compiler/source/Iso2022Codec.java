package dev.pycache.compiler.source;

import java.util.HashMap;
import java.util.Map;

/**
 * The encodings that switch character sets by escape sequences ({@code
 * Modules/cjkcodecs/_codecs_iso2022.c}).
 */
final class Iso2022Codec extends Codec {
  private static final int ESC = 0x1B;
  private static final int SHIFT_OUT = 0x0E;
  private static final int SHIFT_IN = 0x0F;
  private static final int LONGEST_ESCAPE = 16;

  /** Added to the final byte of an escape sequence that names a set of two bytes a character. */
  private static final int DOUBLE = 0x80;

  private static final int ASCII = 'B';
  private static final int LATIN_1 = 'A';
  private static final int GREEK = 'F';
  private static final int ROMAN = 'J';
  private static final int KATAKANA = 'I';

  private final boolean korean;
  private final boolean hasG2;

  /**
   * Final bytes of the sets that this encoding knows, as letters with an at sign before those of
   * two bytes.
   */
  private final String designations;

  private final Map<Integer, MultibyteTable> tables = new HashMap<>();

  /** The sets in G0, G1 and G2. */
  private final int[] sets = new int[3];

  Iso2022Codec(String name) {
    super(name);
    this.korean = name.equals("iso2022_kr");
    this.hasG2 = name.equals("iso2022_jp_2");
    this.designations =
        switch (name) {
          case "iso2022_kr" -> "2C";
          case "iso2022_jp" -> "2B 1J 2@";
          case "iso2022_jp_1" -> "2B 2D 1J 2@";
          case "iso2022_jp_2" -> "2B 2D 2C 2A 1J 2@ 1A 1F";
          case "iso2022_jp_2004" -> "2Q 2B 2P";
          case "iso2022_jp_3" -> "2O 2B 2P";
          default -> "2B 2D 1J 1I 2@";
        };
  }

  @Override
  void decode(Decoding text) throws CodecException {
    sets[0] = ASCII;
    sets[1] = ASCII;
    sets[2] = ASCII;
    boolean shifted = false;
    boolean inForeignEscape = false;
    int i = 0;
    while (i < text.length) {
      int c = text.at(i);
      if (inForeignEscape) {
        text.put(c);
        inForeignEscape = !endsEscape(c);
        i++;
      } else if (c == ESC) {
        if (i + 1 == text.length) {
          i = text.wrong(i, text.length, MultibyteCodec.INCOMPLETE);
        } else if ("()$.&".indexOf(text.at(i + 1)) >= 0) {
          i = designate(text, i);
        } else if (hasG2 && text.at(i + 1) == 'N') {
          i = singleShift(text, i);
        } else {
          text.put(c);
          inForeignEscape = true;
          i++;
        }
      } else if (korean && (c == SHIFT_IN || c == SHIFT_OUT)) {
        shifted = c == SHIFT_OUT;
        i++;
      } else if (c < 0x20) {
        shifted &= c != '\n';
        text.put(c);
        i++;
      } else if (c >= 0x80) {
        i = text.wrong(i, i + 1, MultibyteCodec.ILLEGAL);
      } else {
        i = character(text, i, sets[shifted ? 1 : 0]);
      }
    }
  }

  private static boolean endsEscape(int c) {
    return c >= '@' && c <= 'Z';
  }

  /** {@code iso2022processesc}: puts a set where an escape sequence wants it. */
  private int designate(Decoding text, int start) throws CodecException {
    int length = 0;
    for (int k = 1; k < LONGEST_ESCAPE; k++) {
      if (start + k >= text.length) {
        return text.wrong(start, text.length, MultibyteCodec.INCOMPLETE);
      }
      int c = text.at(start + k);
      if (endsEscape(c)) {
        length = k + 1;
        break;
      }
      if (!korean && c == '&' && start + k + 1 < text.length && text.at(start + k + 1) == '@') {
        k += 2;
      }
    }
    if (length == 0) {
      return text.wrong(start, start + 1, MultibyteCodec.ILLEGAL);
    }
    int last = text.at(start + length - 1);
    int second = text.at(start + 1);
    int set = -1;
    int target = 0;
    if (length == 3) {
      set = second == '$' ? last | DOUBLE : last;
      target =
          second == '$' || second == '(' ? 0 : second == ')' ? 1 : second == '.' && hasG2 ? 2 : -1;
    } else if (length == 4 && second == '$') {
      set = last | DOUBLE;
      target = text.at(start + 2) == '(' ? 0 : text.at(start + 2) == ')' ? 1 : -1;
    } else if (length == 6 && !korean && isJisPrefix(text, start + 3)) {
      set = 'B' | DOUBLE;
    }
    boolean known =
        set == ASCII || designations.contains((set >= DOUBLE ? "2" : "1") + (char) (set & 0x7F));
    if (set < 0 || target < 0 || !known) {
      return text.wrong(start, start + length, MultibyteCodec.ILLEGAL);
    }
    sets[target] = set;
    return start + length;
  }

  private static boolean isJisPrefix(Decoding text, int i) {
    return text.at(i) == ESC && text.at(i + 1) == '$' && text.at(i + 2) == 'B';
  }

  /** {@code iso2022processg2}: one character of the set in G2. */
  private int singleShift(Decoding text, int start) throws CodecException {
    if (start + 2 >= text.length) {
      return text.wrong(start, text.length, MultibyteCodec.INCOMPLETE);
    }
    int c = text.at(start + 2);
    int found = MultibyteTable.NONE;
    if (sets[2] == GREEK) {
      found = greek(c ^ 0x80);
    } else if (c < 0x80) {
      found = sets[2] == LATIN_1 ? c + 0x80 : c;
    }
    if (found == MultibyteTable.NONE) {
      return text.wrong(start, start + 3, MultibyteCodec.ILLEGAL);
    }
    text.put(found);
    return start + 3;
  }

  /** ISO 8859-7 of 1987. */
  private static int greek(int c) {
    if (c < 0xA0 || (c < 0xC0 && (0x288F_3BC9L >> (c - 0xA0) & 1) != 0)) {
      return c;
    }
    if (c >= 0xB4 && c <= 0xFE && (c >= 0xD4 || (0xBFFF_FD77L >> (c - 0xB4) & 1) != 0)) {
      return 0x2D0 + c;
    }
    return switch (c) {
      case 0xA1 -> 0x2018;
      case 0xA2 -> 0x2019;
      case 0xAF -> 0x2015;
      default -> MultibyteTable.NONE;
    };
  }

  private int character(Decoding text, int i, int set) throws CodecException {
    int c = text.at(i);
    int width = set >= DOUBLE ? 2 : 1;
    if (i + width > text.length) {
      return text.wrong(i, text.length, MultibyteCodec.INCOMPLETE);
    }
    int found;
    if (set == ASCII) {
      found = c;
    } else if (set == ROMAN) {
      found = c == '\\' ? 0xA5 : c == '~' ? 0x203E : c;
    } else if (set == KATAKANA) {
      found = c >= 0x21 && c <= 0x5F ? 0xFF40 + c : MultibyteTable.NONE;
    } else if (width == 2) {
      int second = text.at(i + 1);
      boolean inside = c > 0x20 && c < 0x7F && second > 0x20 && second < 0x7F;
      found = inside ? table(set).character(c << 8 | second) : MultibyteTable.NONE;
    } else {
      found = MultibyteTable.NONE;
    }
    if (found < 0) {
      return text.wrong(i, i + width, MultibyteCodec.ILLEGAL);
    }
    MultibyteTable.put(text, found);
    return i + width;
  }

  private MultibyteTable table(int set) {
    return tables.computeIfAbsent(
        set,
        key ->
            MultibyteTable.load(
                switch (key & 0x7F) {
                  case 'A' -> "gb2312_80";
                  case 'C' -> "ksx1001";
                  case 'D' -> "jisx0212";
                  case 'O' -> "jisx0213_1_2000";
                  case 'P' -> name.equals("iso2022_jp_3") ? "jisx0213_2_2000" : "jisx0213_2";
                  case 'Q' -> "jisx0213_1";
                  default -> "jisx0208";
                }));
  }
}
