package dev.pycache.compiler.literal;

import dev.pycache.bytecode.Target;
import dev.pycache.compiler.rules.SyntaxRules;
import dev.pycache.compiler.rules.TokenRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Characters by name, for {@code \N{...}} (CPython's {@code _getcode} in {@code unicodedata.c}).
 *
 * <p>The names are resources, made by {@code scripts/unicode_names.py}, which describes their form;
 * they are read when the first name is looked up and searched as they are.
 */
final class UnicodeNames {
  private static final String HANGUL = "HANGUL SYLLABLE ";

  /** In the order of the numbers that the files have for them. */
  private static final String[] IDEOGRAPHS = {"CJK UNIFIED IDEOGRAPH-", "TANGUT IDEOGRAPH-"};

  private static final int RANGE_BYTES = 7;

  private static final String[] LEADS = {
    "G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P",
    "H"
  };
  private static final String[] VOWELS = {
    "A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO", "WE",
    "WI", "YU", "EU", "YI", "I"
  };
  private static final String[] TAILS = {
    "", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH", "M",
    "B", "BS", "S", "SS", "NG", "J", "C", "K", "T", "P", "H"
  };
  private static final int FIRST_SYLLABLE = 0xAC00;

  /** The versions of Unicode of which there are files, each of them without what is in an older. */
  private static final List<String> VERSIONS = List.of("14.0", "15.0", "15.1", "16.0");

  private static final Map<String, byte[]> TABLES = new ConcurrentHashMap<>();

  private final String unicode;
  private final boolean anyCase;
  private final boolean tangut;

  /** The names that a target knows. */
  UnicodeNames(Target target) {
    this.unicode = new TokenRules(target).unicode();
    var rules = new SyntaxRules(target);
    this.anyCase = rules.computesNamesInAnyCase();
    this.tangut = rules.computesTangutNames();
  }

  /** The file of a version, read by the first look-up that needs it. */
  private static byte[] table(String version) {
    return TABLES.computeIfAbsent(version, UnicodeNames::read);
  }

  private static byte[] read(String version) {
    String resource = "unicode-names-" + version + ".bin";
    try (InputStream in = UnicodeNames.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the names of Unicode characters are missing: " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The character called {@code bytes[start, end)}, or -1. Upper and lower case are the same,
   * except in older versions in the names that are computed, as in CPython.
   */
  int lookup(byte[] bytes, int start, int end) {
    if (begins(bytes, start, end, HANGUL)) {
      return syllable(bytes, start + HANGUL.length(), end);
    }
    byte[] newest = table(unicode);
    for (int kind = 0; kind < (tangut ? IDEOGRAPHS.length : 1); kind++) {
      if (begins(bytes, start, end, IDEOGRAPHS[kind])) {
        return ideograph(newest, kind, bytes, start + IDEOGRAPHS[kind].length(), end);
      }
    }
    for (int i = VERSIONS.indexOf(unicode); i >= 0; i--) {
      int code = named(table(VERSIONS.get(i)), bytes, start, end);
      if (code >= 0) {
        return code;
      }
    }
    return -1;
  }

  /** Whether a name that is computed has this prefix. */
  private boolean begins(byte[] bytes, int start, int end, String prefix) {
    if (end - start < prefix.length()) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if (letter(bytes[start + i]) != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** A letter of a computed name: in upper case if case is none of its business. */
  private byte letter(byte b) {
    return anyCase ? upper(b) : b;
  }

  private int syllable(byte[] bytes, int start, int end) {
    int lead = longest(bytes, start, end, LEADS);
    int i = start + LEADS[lead].length();
    int vowel = longest(bytes, i, end, VOWELS);
    if (vowel < 0) {
      return -1;
    }
    i += VOWELS[vowel].length();
    int tail = longest(bytes, i, end, TAILS);
    if (i + TAILS[tail].length() != end) {
      return -1;
    }
    return FIRST_SYLLABLE + (lead * VOWELS.length + vowel) * TAILS.length + tail;
  }

  /** Which of the parts is the longest that stands at {@code start}; -1 if none does. */
  private int longest(byte[] bytes, int start, int end, String[] parts) {
    int best = -1;
    for (int i = 0; i < parts.length; i++) {
      boolean longer = best < 0 || parts[i].length() > parts[best].length();
      if (longer && begins(bytes, start, end, parts[i])) {
        best = i;
      }
    }
    return best;
  }

  private int ideograph(byte[] table, int kind, byte[] bytes, int start, int end) {
    if (end - start < 4 || end - start > 5 || (anyCase && bytes[start] == '0')) {
      return -1;
    }
    int code = 0;
    for (int i = start; i < end; i++) {
      int b = letter(bytes[i]);
      boolean decimal = b >= '0' && b <= '9';
      if (!decimal && (b < 'A' || b > 'F')) {
        return -1;
      }
      code = code << 4 | (decimal ? b - '0' : b - 'A' + 10);
    }
    for (int r = 0; r < u16(table, 0); r++) {
      int at = 2 + r * RANGE_BYTES;
      if (table[at] == kind && code >= u24(table, at + 1) && code <= u24(table, at + 4)) {
        return code;
      }
    }
    return -1;
  }

  private static int named(byte[] table, byte[] bytes, int start, int end) {
    int blocksAt = 2 + u16(table, 0) * RANGE_BYTES;
    int low = 0;
    int high = u16(table, blocksAt) - 1;
    if (high < 0) {
      return -1;
    }
    int index = blocksAt + 2;
    while (low < high) { // the last block whose first name is not behind the one wanted
      int middle = (low + high + 1) >>> 1;
      int at = u24(table, index + middle * 3);
      if (compare(table, at + 2, table[at + 1] & 0xFF, bytes, start, end) <= 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    int stop = low + 1 < u16(table, blocksAt) ? u24(table, index + (low + 1) * 3) : table.length;
    return namedInBlock(table, u24(table, index + low * 3), stop, bytes, start, end);
  }

  /**
   * Looks through a block. Of the name before, it needs to know only how far it agreed with the one
   * wanted.
   */
  private static int namedInBlock(
      byte[] table, int at, int stop, byte[] bytes, int start, int end) {
    int agreed = 0;
    while (at < stop) {
      int shared = table[at] & 0xFF;
      int rest = table[at + 1] & 0xFF;
      if (shared < agreed) {
        return -1; // names are sorted: this one is behind the one wanted
      }
      if (shared == agreed) {
        int matching = 0;
        while (matching < rest
            && start + agreed < end
            && table[at + 2 + matching] == upper(bytes[start + agreed])) {
          matching++;
          agreed++;
        }
        if (matching == rest && start + agreed == end) {
          return u24(table, at + 2 + rest);
        }
      }
      at += 2 + rest + 3;
    }
    return -1;
  }

  /** Compares a name of the table with the one wanted. */
  private static int compare(byte[] table, int at, int length, byte[] bytes, int start, int end) {
    int common = Math.min(length, end - start);
    for (int i = 0; i < common; i++) {
      int difference = table[at + i] - (upper(bytes[start + i]) & 0xFF);
      if (difference != 0) {
        return difference;
      }
    }
    return length - (end - start);
  }

  private static byte upper(byte b) {
    return b >= 'a' && b <= 'z' ? (byte) (b - 0x20) : b;
  }

  private static int u16(byte[] table, int at) {
    return (table[at] & 0xFF) << 8 | table[at + 1] & 0xFF;
  }

  private static int u24(byte[] table, int at) {
    return (table[at] & 0xFF) << 16 | u16(table, at + 1);
  }
}
