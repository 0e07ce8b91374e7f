package dev.pycache.compiler.flowgraph;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Str;
import org.jspecify.annotations.Nullable;

/**
 * An object for each value of a constant: a hash table with linear probing, which has no entry
 * objects to make, and asks each object for its hash code once.
 */
final class ConstantTable {
  private @Nullable Constant[] objects;
  private int[] hashes;
  private int count;

  /**
   * @param length slots to begin with, a power of two
   */
  ConstantTable(int length) {
    objects = new Constant[length];
    hashes = new int[length];
  }

  /** The object for the value; null if there was none, and then {@code value} is it from now on. */
  @Nullable Constant putIfAbsent(Constant value) {
    int hash = hash(value);
    int slot = slotOf(value, hash);
    Constant found = objects[slot];
    if (found != null) {
      return found;
    }
    objects[slot] = value;
    hashes[slot] = hash;
    if (++count * 2 > objects.length) {
      grow();
    }
    return null;
  }

  /** The object for the value, or null. */
  @Nullable Constant get(Constant value) {
    return objects[slotOf(value, hash(value))];
  }

  /** Sets another object for a value that has one. */
  void replace(Constant equalObject) {
    objects[slotOf(equalObject, hash(equalObject))] = equalObject;
  }

  /** Where the value is, or where it would be put. */
  private int slotOf(Constant value, int hash) {
    @Nullable Constant[] all = objects;
    int mask = all.length - 1;
    int slot = hash & mask;
    Constant found;
    while ((found = all[slot]) != null
        && found != value
        && (hashes[slot] != hash || !found.equals(value))) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    @Nullable Constant[] oldObjects = objects;
    int[] oldHashes = hashes;
    objects = new Constant[oldObjects.length * 2];
    hashes = new int[oldObjects.length * 2];
    int mask = objects.length - 1;
    for (int i = 0; i < oldObjects.length; i++) {
      Constant object = oldObjects[i];
      if (object != null) {
        int slot = oldHashes[i] & mask;
        while (objects[slot] != null) {
          slot = (slot + 1) & mask;
        }
        objects[slot] = object;
        hashes[slot] = oldHashes[i];
      }
    }
  }

  /**
   * A hash code whose lowest bits serve. Those of numbers and tuples often count up: they are
   * scattered, or they would pile up.
   */
  static int hash(Constant value) {
    int hash = codeOf(value) * 0x9E3779B9;
    return hash ^ hash >>> 15;
  }

  private static int codeOf(Constant value) {
    // Most are strings, which can be asked without looking for who answers.
    return value instanceof Str text ? text.hashCode() : codeOfOther(value);
  }

  private static int codeOfOther(Constant value) {
    // The hash code of a code object is that of all its contents.
    return value instanceof CodeObject code ? code.placeHash() : value.hashCode();
  }
}
