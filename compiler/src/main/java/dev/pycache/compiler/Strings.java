package dev.pycache.compiler;

import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The strings of one compilation of which there is only one object: the interned ones, as CPython's
 * interning makes one object of all equal identifiers, and those of one Latin-1 character, which
 * CPython caches even if they are not interned. Lookup is by UTF-8 bytes, so that a name met again
 * costs no allocation.
 */
public final class Strings {
  private static final int FIRST_LENGTH = 512;

  private @Nullable Str[] table = new Str[FIRST_LENGTH];

  /**
   * Of each string of {@link #table} that has at most eight bytes, those bytes as one number, so
   * that a name is found without a look at the string; 0 if it is longer or empty, or begins with a
   * NUL, which the number does not show.
   */
  private long[] words = new long[FIRST_LENGTH];

  /**
   * Of each string of {@link #table}, whether it has been interned as a name and not as a constant
   * only.
   */
  private boolean[] named = new boolean[FIRST_LENGTH];

  private int count;

  /** CPython's cache of one-character strings ({@code get_latin1_char}), by code point. */
  private final @Nullable Str[] latin1 = new Str[256];

  /** Those of them that are interned whoever asks for them. */
  private final String internedCharacters;

  public Strings(Target target) {
    this(target.internedCharacters());
  }

  /**
   * @param internedCharacters the strings of one Latin-1 character that are interned from the
   *     beginning
   */
  public Strings(String internedCharacters) {
    this.internedCharacters = internedCharacters;
  }

  /** The interned string of {@code bytes[start, end)}, which is valid UTF-8. */
  public Str intern(byte[] bytes, int start, int end) {
    int c = latin1CodePoint(bytes, start, end);
    if (c >= 0) {
      return internCharacter(c);
    }
    int slot = slotOf(bytes, start, end, Str.hash(bytes, start, end));
    Str found = table[slot];
    if (found != null) {
      named[slot] = true;
      return found;
    }
    Str made = Str.internedUtf8(Arrays.copyOfRange(bytes, start, end));
    put(slot, made, true);
    return made;
  }

  /**
   * The same of the ASCII bytes of a name that the caller has been over already.
   *
   * @param word their {@link #append number}
   * @param hash what {@link Str#hash} says of them
   */
  public Str internName(byte[] bytes, int start, int end, long word, int hash) {
    return end - start == 1
        ? internCharacter(bytes[start])
        : internAscii(bytes, start, end, word, hash, true);
  }

  /** The number of a name that is one byte longer; of the last eight bytes if it has more. */
  public static long append(long word, int next) {
    return word << 8 | next & 0xFF;
  }

  private Str internCharacter(int c) {
    Str single = character(c);
    single.markInterned();
    return single;
  }

  /**
   * Whether the interned string is an identifier of the source: then the parser has interned it
   * before any constant of the same value.
   */
  public boolean isIdentifier(Str text) {
    int mask = table.length - 1;
    int slot = spread(text.hashCode()) & mask;
    while (table[slot] != null) {
      if (table[slot] == text) {
        return named[slot];
      }
      slot = (slot + 1) & mask;
    }
    return false;
  }

  /** Whether this ASCII text is an identifier of the source. */
  public boolean isIdentifier(String ascii) {
    byte[] utf8 = ascii.getBytes(StandardCharsets.UTF_8);
    return named[slotOf(utf8, 0, utf8.length, Str.hash(utf8, 0, utf8.length))];
  }

  public Str intern(byte[] utf8) {
    return intern(utf8, 0, utf8.length);
  }

  public Str intern(Str text) {
    return text.interned() ? text : intern(text.utf8());
  }

  /**
   * The interned string of this value: this very object if there is none yet, as {@code
   * PyUnicode_InternInPlace} has it. {@link #intern(Str)} makes a new one then, for what is a
   * constant too may not become interned.
   */
  public Str internInPlace(Str text) {
    if (text.interned()) {
      return text;
    }
    byte[] utf8 = text.utf8();
    int c = latin1CodePoint(utf8, 0, utf8.length);
    if (c >= 0) {
      return intern(utf8);
    }
    int slot = slotOf(utf8, 0, utf8.length, text.hashCode());
    Str found = table[slot];
    if (found == null) {
      text.markInterned();
      found = text;
      put(slot, text, true);
    }
    return found;
  }

  /**
   * A string constant as the parser makes it, before {@code _PyCode_New} interns what looks like a
   * name: it does not look into slices.
   */
  public Str literal(Str constant) {
    byte[] utf8 = constant.utf8();
    boolean isSingleton = utf8.length == 0 || latin1CodePoint(utf8, 0, utf8.length) >= 0;
    return isSingleton || !constant.interned() ? constant : Str.ofUtf8(utf8);
  }

  /** The interned string of an ASCII text, such as one of the compiler's own names. */
  public Str intern(String ascii) {
    return intern(ascii.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The string of a literal: interned when it looks like a name, as {@code intern_string_constants}
   * does when a code object is made; one object for each Latin-1 character; otherwise an object of
   * its own.
   *
   * @param bytes UTF-8 in which surrogates are passed through
   */
  public Str constant(byte[] bytes, int start, int end) {
    int c = latin1CodePoint(bytes, start, end);
    if (c >= 0) {
      Str single = character(c);
      if (isNameByte(c)) {
        single.markInterned();
      }
      return single;
    }
    int hash = 1; // of the bytes so far, as Str.hash computes it
    long word = 0;
    for (int i = start; i < end; i++) {
      byte b = bytes[i];
      if (!isNameByte(b)) {
        return Str.ofUtf8(Arrays.copyOfRange(bytes, start, end));
      }
      hash = Str.hash(hash, b);
      word = append(word, b);
    }
    return internAscii(bytes, start, end, word, hash, false);
  }

  /** The string of a literal, of an array that is given away. */
  public Str constant(byte[] utf8) {
    if (utf8.length > 2) {
      Str text = Str.ofUtf8(utf8);
      return text.isNameLike()
          ? internAscii(utf8, 0, utf8.length, word(utf8), text.hashCode(), false)
          : text;
    }
    return constant(utf8, 0, utf8.length);
  }

  /** The one object for the string of this character below U+0100. */
  private Str character(int c) {
    Str single = latin1[c];
    if (single == null) {
      byte[] utf8 = new byte[c < 0x80 ? 1 : 2];
      Str.putUtf8(utf8, 0, c);
      single = Str.cachedUtf8(utf8);
      if (internedCharacters.indexOf(c) >= 0) {
        single.markInterned();
      }
      latin1[c] = single;
    }
    return single;
  }

  /** The character below U+0100 of which the string consists, or -1 for any other string. */
  private static int latin1CodePoint(byte[] bytes, int start, int end) {
    int length = end - start;
    if (length == 1) {
      return bytes[start];
    }
    if (length == 2 && (bytes[start] & 0xFE) == 0xC2) {
      return (bytes[start] & 3) << 6 | bytes[start + 1] & 0x3F;
    }
    return -1;
  }

  private static boolean isNameByte(int b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '_';
  }

  private Str internAscii(byte[] bytes, int start, int end, long word, int hash, boolean name) {
    boolean told = end - start <= Long.BYTES && word != 0;
    int slot = told ? slotOf(word, hash) : slotOf(bytes, start, end, hash);
    Str found = table[slot];
    if (found != null) {
      named[slot] |= name;
      return found;
    }
    Str made = Str.internedAscii(Arrays.copyOfRange(bytes, start, end), hash);
    put(slot, made, name);
    return made;
  }

  private static long word(byte[] bytes) {
    long word = 0;
    for (byte b : bytes) {
      word = append(word, b);
    }
    return word;
  }

  /** The slot of the interned name whose bytes are this number, or the empty one for it. */
  private int slotOf(long word, int hash) {
    long[] all = words;
    int mask = all.length - 1;
    int slot = spread(hash) & mask;
    while (all[slot] != word && table[slot] != null) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** The slot of the interned string of these bytes, or the empty one for it. */
  private int slotOf(byte[] bytes, int start, int end, int hash) {
    int mask = table.length - 1;
    int slot = spread(hash) & mask;
    Str found;
    while ((found = table[slot]) != null
        && !(found.hashCode() == hash && found.matches(bytes, start, end))) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void put(int slot, Str text, boolean name) {
    table[slot] = text;
    named[slot] = name;
    byte[] utf8 = text.utf8();
    if (utf8.length <= Long.BYTES && utf8.length > 0 && utf8[0] != 0) {
      words[slot] = word(utf8);
    }
    if (++count * 2 > table.length) {
      grow();
    }
  }

  private void grow() {
    @Nullable Str[] old = table;
    boolean[] oldNamed = named;
    long[] oldWords = words;
    table = new Str[old.length * 2];
    named = new boolean[old.length * 2];
    words = new long[old.length * 2];
    int mask = table.length - 1;
    for (int i = 0; i < old.length; i++) {
      Str text = old[i];
      if (text != null) {
        int slot = spread(text.hashCode()) & mask;
        while (table[slot] != null) {
          slot = (slot + 1) & mask;
        }
        table[slot] = text;
        named[slot] = oldNamed[i];
        words[slot] = oldWords[i];
      }
    }
  }

  private static int spread(int hash) {
    return hash ^ hash >>> 15;
  }
}
