package dev.pycache.compiler;

import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.compiler.source.Words;
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
  private @Nullable Str[] table;

  /** The {@link #key} of each string of {@link #table}; 0 where there is none. */
  private long[] keys;

  /**
   * Of each string of {@link #table}, whether it has been interned as a name and not as a constant
   * only.
   */
  private boolean[] named;

  private int count;

  /** CPython's cache of one-character strings ({@code get_latin1_char}), by code point. */
  private final @Nullable Str[] latin1 = new Str[256];

  /** Those of them that are interned whoever asks for them. */
  private final String internedCharacters;

  public Strings(Target target) {
    this(target.internedCharacters(), 128);
  }

  /**
   * @param internedCharacters the strings of one Latin-1 character that are interned from the
   *     beginning
   * @param tableLength slots to begin with, a power of two
   */
  public Strings(String internedCharacters, int tableLength) {
    this.internedCharacters = internedCharacters;
    this.table = new Str[tableLength];
    this.keys = new long[tableLength];
    this.named = new boolean[tableLength];
  }

  /** The interned string of {@code bytes[start, end)}, which is valid UTF-8. */
  public Str intern(byte[] bytes, int start, int end) {
    int c = latin1CodePoint(bytes, start, end);
    return c >= 0 ? internCharacter(c) : intern(bytes, start, end, key(bytes, start, end), true);
  }

  /**
   * The same of one to eight ASCII bytes without NUL.
   *
   * @param word those bytes, as {@link Words#at} reads them, and zeros
   */
  public Str intern(byte[] bytes, int start, int end, long word) {
    if (end - start == 1) {
      return internCharacter(bytes[start]);
    }
    // The word is its own key: what is in a slot with the same one needs no comparison.
    long[] all = keys;
    int mask = all.length - 1;
    int slot = Str.hash(word) & mask;
    while (all[slot] != word) {
      if (all[slot] == 0) {
        return intern(bytes, start, end, word, true);
      }
      slot = (slot + 1) & mask;
    }
    named[slot] = true;
    return table[slot];
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
    byte[] utf8 = text.utf8();
    int slot = slotOf(key(utf8, 0, utf8.length), utf8, 0, utf8.length);
    return table[slot] == text && named[slot];
  }

  /** Whether this ASCII text is an identifier of the source. */
  public boolean isIdentifier(String ascii) {
    byte[] utf8 = ascii.getBytes(StandardCharsets.UTF_8);
    return named[slotOf(key(utf8, 0, utf8.length), utf8, 0, utf8.length)];
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
    long key = key(utf8, 0, utf8.length);
    int slot = slotOf(key, utf8, 0, utf8.length);
    Str found = table[slot];
    if (found == null) {
      text.markInterned();
      found = text;
      put(slot, key, text, true);
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
    return Words.isOfNames(bytes, start, end)
        ? intern(bytes, start, end, key(bytes, start, end), false)
        : Str.ofUtf8(Arrays.copyOfRange(bytes, start, end));
  }

  /** The string of a literal, of an array that is given away. */
  public Str constant(byte[] utf8) {
    return utf8.length <= 2 || Words.isOfNames(utf8, 0, utf8.length)
        ? constant(utf8, 0, utf8.length)
        : Str.ofUtf8(utf8);
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

  /**
   * @param key what {@link #key} says of the bytes
   * @param name whether it is interned as a name
   */
  private Str intern(byte[] bytes, int start, int end, long key, boolean name) {
    int slot = slotOf(key, bytes, start, end);
    Str found = table[slot];
    if (found != null) {
      named[slot] |= name;
      return found;
    }
    byte[] utf8 = Arrays.copyOfRange(bytes, start, end);
    Str made = key > 0 ? Str.internedAscii(utf8, Str.hash(key)) : Str.internedUtf8(utf8, (int) key);
    put(slot, key, made, name);
    return made;
  }

  /**
   * A number by which a text is looked up. It is positive for a text of up to eight bytes that are
   * ASCII and no NUL, and then is those bytes, so that no other text has it; else it is negative
   * and a hash code.
   */
  private static long key(byte[] bytes, int start, int end) {
    int length = end - start;
    if (length > 0 && length <= Long.BYTES) {
      long word = Words.first(Words.at(bytes, start), length);
      boolean showsLength = Words.countBefore(Words.equal(word, 0)) == length;
      if (showsLength && Words.notAscii(word) == 0) {
        return word;
      }
    }
    return Str.hash(bytes, start, end) | Long.MIN_VALUE;
  }

  /** Where the search for a key begins: by the hash code of the text. */
  private static int firstSlot(long key, int mask) {
    return (key > 0 ? Str.hash(key) : (int) key) & mask;
  }

  /** The slot of the interned string of these bytes, or the empty one for it. */
  private int slotOf(long key, byte[] bytes, int start, int end) {
    long[] all = keys;
    int mask = all.length - 1;
    int slot = firstSlot(key, mask);
    while (all[slot] != 0 && !(all[slot] == key && (key > 0 || isAt(slot, bytes, start, end)))) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean isAt(int slot, byte[] bytes, int start, int end) {
    Str text = table[slot];
    return text != null && text.matches(bytes, start, end);
  }

  private void put(int slot, long key, Str text, boolean name) {
    table[slot] = text;
    keys[slot] = key;
    named[slot] = name;
    if (++count * 2 > table.length) {
      grow();
    }
  }

  private void grow() {
    @Nullable Str[] old = table;
    boolean[] oldNamed = named;
    long[] oldKeys = keys;
    table = new Str[old.length * 2];
    named = new boolean[old.length * 2];
    keys = new long[old.length * 2];
    int mask = table.length - 1;
    for (int i = 0; i < old.length; i++) {
      if (oldKeys[i] != 0) {
        int slot = firstSlot(oldKeys[i], mask);
        while (keys[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        table[slot] = old[i];
        named[slot] = oldNamed[i];
        keys[slot] = oldKeys[i];
      }
    }
  }
}
