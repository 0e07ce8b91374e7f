package dev.pycache.bytecode.marshal;

import dev.pycache.bytecode.Constant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A number for each of some objects, told apart by identity; linear probing, cleared and used
 * again. Slots come from the contents' hash code, which strings and tuples have at hand, as equal
 * objects are mostly one object.
 */
final class IdentityTable {
  static final int ABSENT = -1;

  private static final int SMALL = 256;

  /**
   * A table that is emptier than one in so many slots is given up: clearing it would cost more than
   * a new one.
   */
  private static final int SPARSE = 8;

  private @Nullable Constant[] keys = new Constant[SMALL];
  private int[] values = new int[SMALL];
  private int size;

  int size() {
    return size;
  }

  void clear() {
    if (keys.length > SMALL && size * SPARSE < keys.length) {
      keys = new Constant[SMALL];
      values = new int[SMALL];
    } else if (size != 0) {
      Arrays.fill(keys, null);
    }
    size = 0;
  }

  /** The number of an object, or {@link #ABSENT}. */
  int get(Constant key) {
    int slot = slotOf(key);
    return keys[slot] == null ? ABSENT : values[slot];
  }

  /**
   * Sets the number of an object, which is at least 0; returns the one it had, or {@link #ABSENT}.
   */
  int put(Constant key, int value) {
    int slot = slotOf(key);
    if (keys[slot] != null) {
      int before = values[slot];
      values[slot] = value;
      return before;
    }
    insert(slot, key, value);
    return ABSENT;
  }

  /** Sets the number of an object that has none; returns the one it has, or {@link #ABSENT}. */
  int putIfAbsent(Constant key, int value) {
    int slot = slotOf(key);
    if (keys[slot] != null) {
      return values[slot];
    }
    insert(slot, key, value);
    return ABSENT;
  }

  private void insert(int slot, Constant key, int value) {
    keys[slot] = key;
    values[slot] = value;
    if (++size * 2 > keys.length) {
      grow();
    }
  }

  private int slotOf(Constant key) {
    int mask = keys.length - 1;
    int hash = key.hashCode() * 0x9E3779B9;
    int slot = (hash ^ hash >>> 15) & mask;
    Constant found;
    while ((found = keys[slot]) != null && found != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    @Nullable Constant[] oldKeys = keys;
    int[] oldValues = values;
    keys = new Constant[oldKeys.length * 2];
    values = new int[oldKeys.length * 2];
    for (int i = 0; i < oldKeys.length; i++) {
      Constant key = oldKeys[i];
      if (key != null) {
        int slot = slotOf(key);
        keys[slot] = key;
        values[slot] = oldValues[i];
      }
    }
  }
}
