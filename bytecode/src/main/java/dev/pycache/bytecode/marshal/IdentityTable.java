package dev.pycache.bytecode.marshal;

import dev.pycache.bytecode.CodeObject;
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

  private static final int SMALL = 1024;

  /**
   * A table that is emptier than one in so many slots is given up: clearing it would cost more than
   * a new one.
   */
  private static final int SPARSE = 8;

  private @Nullable Constant[] keys;
  private int[] values;

  /** The hash codes of {@link #keys}: asking the objects for them again takes longer. */
  private int[] hashes;

  private int size;

  /** A table for many objects. */
  IdentityTable() {
    this(SMALL);
  }

  /**
   * A table that grows as it needs to.
   *
   * @param slots a power of two
   */
  IdentityTable(int slots) {
    keys = new Constant[slots];
    values = new int[slots];
    hashes = new int[slots];
  }

  void clear() {
    if (keys.length > SMALL && size * SPARSE < keys.length) {
      keys = new Constant[SMALL];
      values = new int[SMALL];
      hashes = new int[SMALL];
    } else if (size != 0) {
      Arrays.fill(keys, null);
    }
    size = 0;
  }

  /** The number of an object, or {@link #ABSENT}. */
  int get(Constant key) {
    int slot = slotOf(key, hash(key));
    return keys[slot] == null ? ABSENT : values[slot];
  }

  /** Sets the number of an object, which is at least 0 and has one already. */
  void replace(Constant key, int value) {
    values[slotOf(key, hash(key))] = value;
  }

  /** Sets the number of an object that has none; returns the one it has, or {@link #ABSENT}. */
  int putIfAbsent(Constant key, int value) {
    int hash = hash(key);
    int slot = slotOf(key, hash);
    if (keys[slot] != null) {
      return values[slot];
    }
    keys[slot] = key;
    values[slot] = value;
    hashes[slot] = hash;
    if (++size * 2 > keys.length) {
      grow();
    }
    return ABSENT;
  }

  private static int hash(Constant key) {
    // The hash code of a code object is computed of all its contents, that of its table is known.
    int hash = (key instanceof CodeObject code ? code.lineTable() : key).hashCode() * 0x9E3779B9;
    return hash ^ hash >>> 15;
  }

  private int slotOf(Constant key, int hash) {
    int mask = keys.length - 1;
    int slot = hash & mask;
    Constant found;
    while ((found = keys[slot]) != null && found != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    @Nullable Constant[] oldKeys = keys;
    int[] oldValues = values;
    int[] oldHashes = hashes;
    keys = new Constant[oldKeys.length * 2];
    values = new int[oldKeys.length * 2];
    hashes = new int[oldKeys.length * 2];
    for (int i = 0; i < oldKeys.length; i++) {
      Constant key = oldKeys[i];
      if (key != null) {
        int slot = slotOf(key, oldHashes[i]);
        keys[slot] = key;
        values[slot] = oldValues[i];
        hashes[slot] = oldHashes[i];
      }
    }
  }
}
