package dev.pycache.compiler.flowgraph;

import dev.pycache.bytecode.Constant;
import org.jspecify.annotations.Nullable;

/**
 * An object for each value of a constant: a hash table with linear probing, which has no entry
 * objects to make.
 */
final class ConstantTable {
  private @Nullable Constant[] keys = new Constant[256];
  private @Nullable Constant[] objects = new Constant[256];
  private int count;

  boolean contains(Constant value) {
    return keys[slotOf(value)] != null;
  }

  /** The object for the value; null if there was none, and then {@code value} is it from now on. */
  @Nullable Constant putIfAbsent(Constant value, Constant object) {
    int slot = slotOf(value);
    if (keys[slot] != null) {
      return objects[slot];
    }
    keys[slot] = value;
    objects[slot] = object;
    if (++count * 2 > keys.length) {
      grow();
    }
    return null;
  }

  /** Sets another object for a value that has one. */
  void replace(Constant value, Constant object) {
    objects[slotOf(value)] = object;
  }

  /** Where the value is, or where it would be put. */
  private int slotOf(Constant value) {
    int mask = keys.length - 1;
    int slot = spread(value) & mask;
    Constant found;
    while ((found = keys[slot]) != null && found != value && !found.equals(value)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    @Nullable Constant[] oldKeys = keys;
    @Nullable Constant[] oldObjects = objects;
    keys = new Constant[oldKeys.length * 2];
    objects = new Constant[oldKeys.length * 2];
    int mask = keys.length - 1;
    for (int i = 0; i < oldKeys.length; i++) {
      Constant key = oldKeys[i];
      if (key != null) {
        int slot = spread(key) & mask;
        while (keys[slot] != null) {
          slot = (slot + 1) & mask;
        }
        keys[slot] = key;
        objects[slot] = oldObjects[i];
      }
    }
  }

  private static int spread(Constant value) {
    int hash = value.hashCode() * 0x9E3779B9;
    return hash ^ hash >>> 15;
  }
}
