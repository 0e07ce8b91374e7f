package dev.pycache.bytecode.marshal;

import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.internal.ByteSink;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The bytes of a module while they are written, and which objects are in them.
 *
 * <p>The reference of an object is its number among the flagged ones. Which these are is known at
 * the end only, so until then a reference holds the number of the object among all.
 */
final class MarshalOutput {
  private final ByteSink bytes;

  /** The numbers of the objects, flagged or not, in the order in which they are met. */
  private final IdentityTable objects;

  /** Where the type of each object is. */
  private int[] types;

  /** Of each reference, where its number is and what that is among all objects. */
  private int[] references;

  private int referencesEnd;

  private MarshalOutput(int capacity, int objects) {
    this.bytes = new ByteSink(capacity);
    this.objects = new IdentityTable(objects);
    this.types = new int[objects];
    this.references = new int[objects];
  }

  /** For the bytes of a module. */
  static MarshalOutput forModule() {
    return new MarshalOutput(1 << 16, 512);
  }

  /** For the bytes of one constant, which is small mostly. */
  static MarshalOutput forConstant() {
    return new MarshalOutput(64, 8);
  }

  void clear() {
    bytes.clear();
    objects.clear();
    referencesEnd = 0;
  }

  /** Notes that an object begins here, flagged or not, that nothing else refers to. */
  void beginObject() {
    begin(objects.size());
    objects.skip();
  }

  private void begin(int number) {
    if (number == types.length) {
      types = Arrays.copyOf(types, number * 2);
    }
    types[number] = bytes.size();
  }

  /**
   * Writes a reference of an object that has been met before, and flags the object ({@code w_ref}).
   * One that has not begins here: then the result is false, and the caller is to write it.
   */
  boolean putReference(Constant object) {
    int number = objects.putIfAbsent(object);
    if (number == IdentityTable.ABSENT) {
      begin(objects.size() - 1);
      return false;
    }
    int type = types[number];
    bytes.setByte(type, bytes.byteAt(type) | TypeCode.FLAG_REF);
    bytes.putByte(TypeCode.REFERENCE);
    int end = referencesEnd;
    if (end == references.length) {
      references = Arrays.copyOf(references, end * 2);
    }
    references[end] = bytes.size();
    references[end + 1] = number;
    referencesEnd = end + 2;
    bytes.skip(Integer.BYTES);
    return true;
  }

  /** Puts the final numbers into the references. */
  void finish() {
    byte[] written = bytes.array();
    int[] numbers = types; // from here on the numbers of the objects, and no longer their places
    int flagged = 0;
    for (int i = 0, n = objects.size(); i < n; i++) {
      int type = written[numbers[i]];
      numbers[i] = flagged;
      if ((type & TypeCode.FLAG_REF) != 0) {
        flagged++;
      }
    }
    for (int i = 0; i < referencesEnd; i += 2) {
      bytes.setInt(references[i], numbers[references[i + 1]]);
    }
  }

  /** All bytes. */
  byte[] toByteArray() {
    return bytes.toByteArray();
  }

  /** The same in the memory of this output. */
  ByteBuffer view() {
    return bytes.view();
  }

  void putByte(int value) {
    bytes.putByte(value);
  }

  void putShort(int value) {
    bytes.putShort(value);
  }

  void putInt(int value) {
    bytes.putInt(value);
  }

  void putLong(long value) {
    bytes.putLong(value);
  }

  void putBytes(byte[] source) {
    bytes.putBytes(source);
  }

  /** Writes the type and the length of a short object, and its bytes. */
  void putShortObject(int type, byte[] contents) {
    bytes.putBytes(type, contents.length, contents);
  }
}
