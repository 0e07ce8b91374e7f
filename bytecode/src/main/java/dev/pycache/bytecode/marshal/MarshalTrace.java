package dev.pycache.bytecode.marshal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How the objects of a {@link MarshalData} stood in its bytes: what the values do not tell. There
 * is an entry for each type byte, in the order of the bytes: an object, then those within it; back
 * references are entries without any within, and the mark that ends a dictionary is an entry behind
 * its keys and values. Who walks the values in that order, and does not go into references, meets
 * the entries one after the other.
 */
public final class MarshalTrace {
  /** What {@link #number} answers for an object without one. */
  public static final int NO_NUMBER = -1;

  private byte[] types = new byte[64];
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private int[] numbers = new int[64];
  private int size;

  /**
   * The floats that are written as text, of which there are many for each value: one text for a
   * float, two for a complex.
   */
  private final Map<Integer, byte[][]> texts = new HashMap<>();

  MarshalTrace() {}

  /** Number of entries. */
  public int size() {
    return size;
  }

  /** The type byte of entry {@code index} as it stands in the bytes, 0 to 255, flag included. */
  public int typeByte(int index) {
    return types[index] & 0xFF;
  }

  /** The type code of entry {@code index}, without the flag: what {@code marshal.c} names it by. */
  public char typeCode(int index) {
    return (char) (types[index] & ~TypeCode.FLAG_REF & 0xFF);
  }

  /** Whether entry {@code index} is flagged as one that references may name ({@code FLAG_REF}). */
  public boolean isFlagged(int index) {
    return (types[index] & TypeCode.FLAG_REF) != 0;
  }

  /** Whether entry {@code index} is a reference ({@code r} or {@code R}) to an earlier object. */
  public boolean isReference(int index) {
    int code = typeCode(index);
    return code == TypeCode.REFERENCE || code == TypeCode.STRING_REFERENCE;
  }

  /** Where the type byte of entry {@code index} stands in the array that was read. */
  public int start(int index) {
    return starts[index];
  }

  /** Where entry {@code index} ends, all within it included. */
  public int end(int index) {
    return ends[index];
  }

  /**
   * The number by which references name entry {@code index}, or which it names if it is a reference
   * itself; {@link #NO_NUMBER} if it has none.
   */
  public int number(int index) {
    return numbers[index];
  }

  /** The texts of a float or complex that is written as text. */
  byte[][] texts(int index) {
    byte[][] found = texts.get(index);
    if (found == null) {
      throw new IllegalArgumentException("entry " + index + " is no float in text");
    }
    return found;
  }

  int begin(int typeByte, int start) {
    if (size == types.length) {
      int capacity = size * 2;
      types = Arrays.copyOf(types, capacity);
      starts = Arrays.copyOf(starts, capacity);
      ends = Arrays.copyOf(ends, capacity);
      numbers = Arrays.copyOf(numbers, capacity);
    }
    types[size] = (byte) typeByte;
    starts[size] = start;
    ends[size] = start;
    numbers[size] = NO_NUMBER;
    return size++;
  }

  void setNumber(int index, int number) {
    numbers[index] = number;
  }

  void setEnd(int index, int end) {
    ends[index] = end;
  }

  void setText(int index, byte[]... parts) {
    texts.put(index, parts);
  }
}
