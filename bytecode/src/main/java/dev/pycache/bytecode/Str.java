package dev.pycache.bytecode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A Python {@code str}: a sequence of code points that may hold lone surrogates, which Java's
 * strings cannot tell from pairs. It is kept as UTF-8 in which every surrogate stands for itself in
 * three bytes (Python's {@code surrogatepass}), the very form marshal writes.
 *
 * <p>{@link #interned()} is the mark that marshal shows in the type code. It takes no part in
 * equality; identity is the identity of the Python object. The mark is the only part of a string
 * that can change, and only from off to on: see {@link #markInterned()}.
 */
public final class Str implements Text {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  /*
   * Others in each process, so that no source can be written whose names all meet in one slot of a
   * table.
   */
  private static final long LOW_MULTIPLIER = System.nanoTime() * 0x9E37_79B9_7F4A_7C15L | 1;
  private static final long HIGH_MULTIPLIER = LOW_MULTIPLIER * 0xD1B5_4A32_D192_ED03L | 1;

  private final byte[] utf8;
  private final int hash;
  private final boolean ascii;
  private final boolean cached;
  private boolean interned;

  private Str(byte[] utf8, boolean interned, boolean cached) {
    this(utf8, hash(utf8, 0, utf8.length), isAscii(utf8), interned, cached);
  }

  private Str(byte[] utf8, int hash, boolean ascii, boolean interned, boolean cached) {
    this.utf8 = utf8;
    this.hash = hash;
    this.ascii = ascii;
    this.interned = interned;
    this.cached = cached;
  }

  /** A string that is not interned, of the given UTF-8 bytes, which the caller gives away. */
  public static Str ofUtf8(byte[] utf8) {
    return new Str(utf8, false, false);
  }

  /** An interned string of the given UTF-8 bytes, which the caller gives away. */
  public static Str internedUtf8(byte[] utf8) {
    return new Str(utf8, true, false);
  }

  /**
   * The same.
   *
   * @param hash what {@link #hash(byte[], int, int)} says of them
   */
  public static Str internedUtf8(byte[] utf8, int hash) {
    return new Str(utf8, hash, isAscii(utf8), true, false);
  }

  /**
   * An interned string of ASCII bytes, which the caller gives away.
   *
   * @param hash what {@link #hash(byte[], int, int)} says of them
   */
  public static Str internedAscii(byte[] ascii, int hash) {
    return new Str(ascii, hash, true, true, false);
  }

  /**
   * A string that is not interned, but that the interpreter holds in its cache of one-character
   * strings.
   */
  public static Str cachedUtf8(byte[] utf8) {
    return new Str(utf8, false, true);
  }

  /**
   * A string that is not interned; surrogate pairs of {@code text} become one code point, lone ones
   * are kept.
   */
  public static Str of(String text) {
    return ofUtf8(encode(text));
  }

  /**
   * The hash code of a string with these UTF-8 bytes, so that tables can be searched before a
   * string is made.
   */
  public static int hash(byte[] bytes, int start, int end) {
    int last = end - Long.BYTES;
    if (last <= start) {
      return hash(shortWord(bytes, start, end));
    }
    long hash = (long) end - start;
    for (int i = start; i < last; i += Long.BYTES) {
      hash = mix(hash ^ (long) WORD.get(bytes, i));
    }
    return hash(hash ^ (long) WORD.get(bytes, last));
  }

  /** At most eight bytes as one number, the first of them lowest. */
  private static long shortWord(byte[] bytes, int start, int end) {
    long word = 0;
    for (int i = end - 1; i >= start; i--) {
      word = word << Byte.SIZE | bytes[i] & 0xFF;
    }
    return word;
  }

  /** The hash code of a string whose at most eight bytes are this number, the first lowest. */
  public static int hash(long word) {
    return (int) (mix(word) >>> Integer.SIZE);
  }

  /** Spreads whatever differs in words over the upper half, in a way that cannot be foreseen. */
  private static long mix(long word) {
    return (word & 0xFFFF_FFFFL) * LOW_MULTIPLIER + (word >>> Integer.SIZE) * HIGH_MULTIPLIER;
  }

  private static boolean isAscii(byte[] bytes) {
    int last = bytes.length - Long.BYTES;
    if (last <= 0) {
      return (shortWord(bytes, 0, bytes.length) & HIGH_BITS) == 0;
    }
    long seen = (long) WORD.get(bytes, last);
    for (int i = 0; i < last; i += Long.BYTES) {
      seen |= (long) WORD.get(bytes, i);
    }
    return (seen & HIGH_BITS) == 0;
  }

  /** Whether this string's UTF-8 form is {@code bytes[start, end)}. */
  public boolean matches(byte[] bytes, int start, int end) {
    byte[] own = utf8;
    if (own.length != end - start) {
      return false;
    }
    int last = own.length - Long.BYTES;
    if (last < 0) {
      return shortWord(own, 0, own.length) == shortWord(bytes, start, end);
    }
    for (int i = 0; i < last; i += Long.BYTES) {
      if ((long) WORD.get(own, i) != (long) WORD.get(bytes, start + i)) {
        return false;
      }
    }
    return (long) WORD.get(own, last) == (long) WORD.get(bytes, start + last);
  }

  /** Whether the first character is this one of ASCII. */
  public boolean startsWith(char ascii) {
    return utf8.length > 0 && utf8[0] == ascii;
  }

  /** Whether this string's UTF-8 form begins with these bytes. */
  public boolean startsWith(byte[] prefix) {
    return utf8.length >= prefix.length
        && Arrays.equals(utf8, 0, prefix.length, prefix, 0, prefix.length);
  }

  /** The UTF-8 bytes, surrogates passed through. Not to be changed. */
  public byte[] utf8() {
    return utf8;
  }

  public boolean isAscii() {
    return ascii;
  }

  public boolean interned() {
    return interned;
  }

  /**
   * Whether the interpreter holds this very object in its cache of one-character strings, so that
   * marshal finds it shared. A few operations of CPython make a one-character string that does not
   * come from there.
   */
  public boolean isCached() {
    return cached;
  }

  /**
   * Interns this very object. CPython has one object for each one-character Latin-1 string, so that
   * interning one of them, as a name for example, shows on all its uses, those met before included.
   * Only the compilation that made the string calls this, before it gives its result away.
   */
  public void markInterned() {
    interned = true;
  }

  public boolean isEmpty() {
    return utf8.length == 0;
  }

  /** Length in code points, as Python's {@code len}. */
  public int length() {
    if (ascii) {
      return utf8.length;
    }
    int count = 0;
    for (byte b : utf8) {
      if ((b & 0xC0) != 0x80) {
        count++;
      }
    }
    return count;
  }

  /**
   * Whether CPython would intern a constant of this value: only ASCII letters, digits and
   * underscores.
   */
  public boolean isNameLike() {
    for (byte b : utf8) {
      if (!((b >= 'a' && b <= 'z')
          || (b >= 'A' && b <= 'Z')
          || (b >= '0' && b <= '9')
          || b == '_')) {
        return false;
      }
    }
    return true;
  }

  public boolean contentEquals(String text) {
    return ascii ? toString().equals(text) : Arrays.equals(utf8, encode(text));
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Str that && hash == that.hash && Arrays.equals(utf8, that.utf8));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String text() {
    return toString();
  }

  /** The text; a lone surrogate is kept, two that meet become what Java takes for a pair. */
  @Override
  public String toString() {
    if (ascii) {
      return new String(utf8, StandardCharsets.ISO_8859_1);
    }
    return decode(utf8);
  }

  private static byte[] encode(String text) {
    byte[] out = new byte[text.length() * 3];
    int n = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      n = putUtf8(out, n, c);
    }
    return Arrays.copyOf(out, n);
  }

  /**
   * Writes code point {@code c}, surrogates included, at {@code out[n]}; returns the index behind
   * it.
   */
  public static int putUtf8(byte[] out, int n, int c) {
    if (c < 0x80) {
      out[n++] = (byte) c;
    } else if (c < 0x800) {
      out[n++] = (byte) (0xC0 | c >> 6);
      out[n++] = (byte) (0x80 | c & 0x3F);
    } else if (c < 0x10000) {
      out[n++] = (byte) (0xE0 | c >> 12);
      out[n++] = (byte) (0x80 | c >> 6 & 0x3F);
      out[n++] = (byte) (0x80 | c & 0x3F);
    } else {
      out[n++] = (byte) (0xF0 | c >> 18);
      out[n++] = (byte) (0x80 | c >> 12 & 0x3F);
      out[n++] = (byte) (0x80 | c >> 6 & 0x3F);
      out[n++] = (byte) (0x80 | c & 0x3F);
    }
    return n;
  }

  /**
   * The code point, surrogates included, whose UTF-8 form begins at {@code utf8[i]}; it takes
   * {@link #utf8Length} bytes.
   */
  public static int codePointAt(byte[] utf8, int i) {
    int lead = utf8[i];
    if (lead >= 0) {
      return lead;
    }
    if ((lead & 0xE0) == 0xC0) {
      return (lead & 0x1F) << 6 | utf8[i + 1] & 0x3F;
    }
    if ((lead & 0xF0) == 0xE0) {
      return (lead & 0xF) << 12 | (utf8[i + 1] & 0x3F) << 6 | utf8[i + 2] & 0x3F;
    }
    return (lead & 7) << 18
        | (utf8[i + 1] & 0x3F) << 12
        | (utf8[i + 2] & 0x3F) << 6
        | utf8[i + 3] & 0x3F;
  }

  /** The number of bytes that a code point takes in UTF-8. */
  public static int utf8Length(int codePoint) {
    return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }

  private static String decode(byte[] utf8) {
    var text = new StringBuilder(utf8.length);
    for (int i = 0; i < utf8.length; ) {
      int codePoint = codePointAt(utf8, i);
      i += utf8Length(codePoint);
      text.appendCodePoint(codePoint);
    }
    return text.toString();
  }
}
