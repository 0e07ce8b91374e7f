package dev.pycache.bytecode.marshal;

import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.internal.ByteSink;
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

  private int objectCount;

  /** Where the numbers of references are. */
  private int[] references;

  private int referenceCount;

  private MarshalOutput(int capacity, int objects) {
    this.bytes = new ByteSink(capacity);
    this.objects = new IdentityTable(objects);
    this.types = new int[objects];
    this.references = new int[objects];
  }

  /** For the bytes of a module. */
  static MarshalOutput forModule() {
    return new MarshalOutput(1 << 16, 1024);
  }

  /** For the bytes of one constant, which is small mostly. */
  static MarshalOutput forConstant() {
    return new MarshalOutput(64, 8);
  }

  void clear() {
    bytes.clear();
    objects.clear();
    objectCount = 0;
    referenceCount = 0;
  }

  /** Notes that an object begins here, flagged or not, that nothing else refers to. */
  void beginObject() {
    if (objectCount == types.length) {
      types = Arrays.copyOf(types, objectCount * 2);
    }
    types[objectCount++] = bytes.size();
  }

  /**
   * Writes a reference of an object that has been met before, and flags the object ({@code w_ref}).
   * One that has not begins here: then the result is false, and the caller is to write it.
   */
  boolean putReference(Constant object) {
    int number = objects.putIfAbsent(object, objectCount);
    if (number == IdentityTable.ABSENT) {
      beginObject();
      return false;
    }
    int type = types[number];
    bytes.setByte(type, bytes.byteAt(type) | TypeCode.FLAG_REF);
    bytes.putByte(TypeCode.REFERENCE);
    if (referenceCount == references.length) {
      references = Arrays.copyOf(references, referenceCount * 2);
    }
    references[referenceCount++] = bytes.size();
    bytes.putInt(number);
    return true;
  }

  /** All bytes, with the final numbers in the references. */
  byte[] finish() {
    int flagged = 0;
    for (int i = 0; i < objectCount; i++) {
      // From here on the number of the object, and no longer its place.
      boolean isFlagged = (bytes.byteAt(types[i]) & TypeCode.FLAG_REF) != 0;
      types[i] = flagged;
      flagged += isFlagged ? 1 : 0;
    }
    for (int i = 0; i < referenceCount; i++) {
      int at = references[i];
      bytes.setInt(at, types[bytes.intAt(at)]);
    }
    return bytes.toByteArray();
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
}
