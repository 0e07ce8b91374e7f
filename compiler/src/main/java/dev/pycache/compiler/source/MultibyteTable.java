package dev.pycache.compiler.source;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The characters of the sequences of one, two and three bytes of an encoding: a section of {@code
 * multibyte.txt}, whose form {@code scripts/text_encodings.py} describes.
 */
final class MultibyteTable {
  /** No character. */
  static final int NONE = -1;

  /** No character, and both bytes are to blame. */
  static final int NO_PAIR = -2;

  private static final int MARKED_NONE = 0xFFFF;

  /** Marks two characters of fourteen bits each, as all that come in pairs are. */
  private static final int PAIR = 1 << 28;

  /** Rows of 256 cells by the bytes before the last, as a number; row 0 has the single bytes. */
  private final Map<Integer, int[]> rows = new HashMap<>();

  private final boolean[] leads = new boolean[256];

  /** First number, first code point and count of each run of four-byte sequences. */
  private int[] ranges = {};

  private final @Nullable MultibyteTable parent;

  /** How bytes are changed to find them in the parent: bits to set, and bits in front. */
  private final int parentBits;

  private final int parentPrefix;

  private MultibyteTable(@Nullable MultibyteTable parent, int parentBits, int parentPrefix) {
    this.parent = parent;
    this.parentBits = parentBits;
    this.parentPrefix = parentPrefix;
  }

  static MultibyteTable load(String name) {
    return load(Codecs.resource("multibyte.txt"), name);
  }

  private static MultibyteTable load(String text, String name) {
    int start = text.indexOf("\n[" + name + "]") + 1;
    if (start == 0) {
      throw new IllegalStateException("no table " + name);
    }
    int lineEnd = text.indexOf('\n', start);
    String[] heading = text.substring(start, lineEnd).split(" ", -1);
    MultibyteTable table;
    if (heading.length == 1) {
      table = new MultibyteTable(null, 0, 0);
    } else {
      String how = heading[3];
      boolean same = how.equals("same");
      table =
          new MultibyteTable(
              load(text, heading[2]), same ? 0 : 0x8080, how.equals("8F") ? 0x8F0000 : 0);
    }
    table.readLines(text, lineEnd + 1);
    return table;
  }

  private void readLines(String text, int from) {
    int p = from;
    while (p < text.length() && text.charAt(p) != '[') {
      int end = text.indexOf('\n', p);
      if (text.startsWith("lead ", p)) {
        for (String lead : text.substring(p + 5, end).split(" ", -1)) {
          leads[Integer.parseInt(lead, 16)] = true;
        }
      } else if (text.startsWith("range ", p)) {
        String[] words = text.substring(p, end).split(" ", -1);
        int n = ranges.length;
        ranges = Arrays.copyOf(ranges, n + 3);
        ranges[n] = Integer.parseInt(words[1]);
        ranges[n + 1] = Integer.parseInt(words[2], 16);
        ranges[n + 2] = Integer.parseInt(words[3]);
      } else {
        readCells(text, p, end);
      }
      p = end + 1;
    }
  }

  private void readCells(String text, int from, int end) {
    int p = from;
    int bytes = 0;
    while (Character.digit(text.charAt(p), 16) >= 0) {
      bytes = bytes << 4 | Character.digit(text.charAt(p++), 16);
    }
    int[] row = rows.computeIfAbsent(bytes >>> 8, key -> new int[256]);
    if (text.charAt(p) == '!') {
      row[bytes & 0xFF] = NO_PAIR;
    } else if (text.charAt(p) == '+') {
      row[bytes & 0xFF] = PAIR | text.charAt(p + 2) << 14 | text.charAt(p + 3);
    } else {
      p++;
      for (int cell = bytes & 0xFF; p < end; cell++) {
        int c = text.codePointAt(p);
        row[cell] = c == MARKED_NONE ? NONE : c;
        p += Character.charCount(c);
      }
    }
  }

  boolean isLead(int c) {
    return leads[c];
  }

  /** Appends what {@link #character} found. */
  static void put(Decoding text, int found) {
    if ((found & PAIR) != 0) {
      text.put(found >>> 14 & 0x3FFF);
      text.put(found & 0x3FFF);
    } else {
      text.put(found);
    }
  }

  /**
   * The character or the two characters of a sequence of bytes, for {@link #put}; {@link #NONE} or
   * {@link #NO_PAIR}.
   */
  int character(int bytes) {
    int[] row = rows.get(bytes >>> 8);
    int c = row == null ? 0 : row[bytes & 0xFF];
    if (c != 0) {
      return c;
    }
    if (parent != null) {
      return parent.character(bytes | parentBits | parentPrefix);
    }
    return bytes < 0x80 ? bytes : NONE;
  }

  /** The character of the four-byte sequence of this number, or NONE. */
  int characterOfRange(int number) {
    for (int i = 0; i < ranges.length; i += 3) {
      if (number >= ranges[i] && number < ranges[i] + ranges[i + 2]) {
        return ranges[i + 1] + number - ranges[i];
      }
    }
    return NONE;
  }
}
