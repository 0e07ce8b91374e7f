package dev.pycache.bytecode.marshal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * The fields of the code objects that {@link MarshalCheck} is within, the innermost on top: a
 * number, or what kind of object it is and where that stands.
 */
final class CheckedCode {
  private static final int WIDTH = CodeField.values().length;

  /** What is shorter is quickly looked through again. */
  private static final int LONG = 256;

  private byte[] bytes = {};
  private CodeLayout layout = CodeLayout.LOCATIONS;
  private CodeField[] fields = layout.fields().toArray(CodeField[]::new);
  private int[] values = new int[8 * WIDTH];
  private int[] places = new int[8 * WIDTH];
  private int[] offsets = new int[8 * WIDTH];
  private int base = -WIDTH;

  /** What has been found out about long objects, as many code objects can share one. */
  private final Map<Integer, Integer> known = new HashMap<>();

  /** Forgets all, for other bytes. */
  void reset(CodeLayout newLayout, byte[] newBytes) {
    if (layout != newLayout) {
      layout = newLayout;
      fields = newLayout.fields().toArray(CodeField[]::new);
    }
    bytes = newBytes;
    base = -WIDTH;
    known.clear();
  }

  CodeLayout layout() {
    return layout;
  }

  /** The fields in the order of the bytes; not to be changed. */
  CodeField[] fields() {
    return fields;
  }

  /** Begins a code object. */
  void push() {
    base += WIDTH;
    if (base == values.length) {
      values = Arrays.copyOf(values, 2 * base);
      places = Arrays.copyOf(places, 2 * base);
      offsets = Arrays.copyOf(offsets, 2 * base);
    }
  }

  void pop() {
    base -= WIDTH;
  }

  /** Where it is, to come back to when what is within cannot be read. */
  int mark() {
    return base;
  }

  /** Leaves all code objects that were begun since. */
  void returnTo(int mark) {
    base = mark;
  }

  /** Takes a number, or an object. */
  void set(CodeField field, int value, int place, int offset) {
    int index = base + field.ordinal();
    values[index] = value;
    places[index] = place;
    offsets[index] = offset;
  }

  int number(CodeField field) {
    return values[base + field.ordinal()];
  }

  int kind(CodeField field) {
    return values[base + field.ordinal()];
  }

  int type(CodeField field) {
    return Kind.type(kind(field));
  }

  boolean has(CodeField field, int flag) {
    return (kind(field) & flag) != 0;
  }

  /** Where the field stands, for messages. */
  int offset(CodeField field) {
    return offsets[base + field.ordinal()];
  }

  /** Items of a tuple, list or set, or bytes of bytes or a string. */
  int size(CodeField field) {
    return sizeAt(place(field));
  }

  /** Where the contents of one of these begin. */
  int start(CodeField field) {
    return contents(place(field));
  }

  private int place(CodeField field) {
    return places[base + field.ordinal()];
  }

  private int contents(int place) {
    return place + 1 + (hasShortSize(place) ? Byte.BYTES : Integer.BYTES);
  }

  /** How many bytes of bytes or a string, each named by its index in the array, are such. */
  int count(CodeField field, IntPredicate such) {
    int place = place(field);
    int size = sizeAt(place);
    return size <= LONG
        ? count(place, size, such)
        : known.computeIfAbsent(place, p -> count(p, size, such));
  }

  private int count(int place, int size, IntPredicate such) {
    int start = contents(place);
    int count = 0;
    for (int i = start; i < start + size; i++) {
      count += such.test(i) ? 1 : 0;
    }
    return count;
  }

  /** A byte of the array, or 0 behind its end. */
  int byteAt(int index) {
    return index < bytes.length ? bytes[index] & 0xFF : 0;
  }

  private int sizeAt(int place) {
    return hasShortSize(place) ? bytes[place + 1] & 0xFF : intAt(place + 1);
  }

  private boolean hasShortSize(int place) {
    int type = bytes[place] & 0xFF & ~TypeCode.FLAG_REF;
    return type == TypeCode.SMALL_TUPLE
        || type == TypeCode.SHORT_ASCII
        || type == TypeCode.SHORT_ASCII_INTERNED;
  }

  private int intAt(int index) {
    return bytes[index] & 0xFF
        | (bytes[index + 1] & 0xFF) << 8
        | (bytes[index + 2] & 0xFF) << 16
        | bytes[index + 3] << 24;
  }
}
