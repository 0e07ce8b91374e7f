package dev.pycache.bytecode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A Python {@code bytes} object, which Python 2 calls {@code str}; also the raw tables of a code
 * object. The array is not to be changed.
 */
public final class Bytes implements Text {
  /** The one empty {@code bytes} object. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private static final Bytes[] SINGLE = new Bytes[256];

  private final byte[] value;
  private final boolean interned;

  /**
   * Cached hash code, 0 before it is known: the tables of a code object are asked for theirs many
   * times.
   */
  private int hash;

  static {
    for (int i = 0; i < SINGLE.length; i++) {
      SINGLE[i] = new Bytes(new byte[] {(byte) i});
    }
  }

  /**
   * An object of its own.
   *
   * @param value given away
   */
  public Bytes(byte[] value) {
    this(value, false);
  }

  private Bytes(byte[] value, boolean interned) {
    this.value = value;
    this.interned = interned;
  }

  /**
   * An interned {@code str} of Python 2: the mark that marshal shows in the type code, which takes
   * no part in equality.
   *
   * @param value given away
   */
  public static Bytes interned(byte[] value) {
    return new Bytes(value, true);
  }

  /**
   * The object that Python makes of these bytes: the empty one and those of one byte are shared by
   * the whole process, every longer one is new. Tables that CPython builds by hand, and does not
   * share, use the constructor.
   *
   * @param value given away
   */
  public static Bytes of(byte[] value) {
    return switch (value.length) {
      case 0 -> EMPTY;
      case 1 -> SINGLE[value[0] & 0xFF];
      default -> new Bytes(value);
    };
  }

  /** The bytes themselves, not to be changed. */
  public byte[] value() {
    return value;
  }

  /** Whether it is an interned {@code str} of Python 2. */
  public boolean isInterned() {
    return interned;
  }

  public int length() {
    return value.length;
  }

  @Override
  public String text() {
    return new String(value, StandardCharsets.ISO_8859_1);
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof Bytes that && Arrays.equals(value, that.value));
  }

  @Override
  public int hashCode() {
    int h = hash;
    if (h == 0) {
      h = Str.hash(value, 0, value.length);
      hash = h;
    }
    return h;
  }

  @Override
  public String toString() {
    return "Bytes[" + java.util.HexFormat.of().formatHex(value) + "]";
  }
}
