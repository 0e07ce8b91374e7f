package dev.pycache.bytecode.marshal;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Str;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers objects in the order in which they come, told apart by identity; linear probing, cleared
 * and used again. Slots come from the contents' hash code, which strings and tuples have at hand,
 * as equal objects are mostly one object.
 */
final class IdentityTable {
  static final int ABSENT = -1;

  /** Beyond this {@link #base} the slots are emptied once, before their numbers overflow. */
  private static final int LAST_BASE = 1 << 30;

  /**
   * A table of which not one in so many places was needed is given up, with the memory that it
   * takes.
   */
  private static final int SPARSE = 64;

  private static final int SMALL = 512;

  /** The objects by their numbers. Not of their own type, which would be checked at each store. */
  private @Nullable Object[] objects;

  /** The hash codes of {@link #objects}: asking the objects for them again takes longer. */
  private int[] hashes;

  private int size;

  /**
   * {@link #base} and the number of an object plus one; what is not above the base was put there
   * before the table was cleared last, and counts as empty.
   */
  private int[] slots;

  private int base;

  /** A table for many objects. */
  IdentityTable() {
    this(SMALL);
  }

  /**
   * A table that grows as it needs to.
   *
   * @param capacity a power of two
   */
  IdentityTable(int capacity) {
    objects = new Object[capacity];
    hashes = new int[capacity];
    slots = new int[capacity * 2];
  }

  void clear() {
    if (objects.length > SMALL && size * SPARSE < objects.length || base > LAST_BASE) {
      objects = new Object[SMALL];
      hashes = new int[SMALL];
      slots = new int[SMALL * 2];
      base = 0;
    } else {
      Arrays.fill(objects, 0, size, null);
      base += size;
    }
    size = 0;
  }

  /** How many numbers have been given. */
  int size() {
    return size;
  }

  /** Gives the next number to something that nobody will ask for. */
  void skip() {
    advance();
  }

  /** The number of an object, or {@link #ABSENT}. */
  int get(Constant key) {
    int mask = slots.length - 1;
    int slot = hash(key) & mask;
    int entry;
    while ((entry = slots[slot] - base) > 0 && objects[entry - 1] != key) {
      slot = (slot + 1) & mask;
    }
    return Math.max(entry - 1, ABSENT);
  }

  /** Gives an object the next number if it has none; returns the one it has, or {@link #ABSENT}. */
  int putIfAbsent(Constant key) {
    int hash = hash(key);
    @Nullable Object[] all = objects;
    int[] table = slots;
    int first = base;
    int mask = table.length - 1;
    int slot = hash & mask;
    int entry;
    while ((entry = table[slot] - first) > 0) {
      if (all[entry - 1] == key) {
        return entry - 1;
      }
      slot = (slot + 1) & mask;
    }
    int number = size;
    all[number] = key;
    hashes[number] = hash;
    table[slot] = first + number + 1;
    advance();
    return ABSENT;
  }

  private void advance() {
    if (++size == objects.length) {
      grow();
    }
  }

  private static int hash(Constant key) {
    int hash = (key instanceof Str text ? text.hashCode() : otherHash(key)) * 0x9E3779B9;
    return hash ^ hash >>> 15;
  }

  private static int otherHash(Constant key) {
    return key instanceof CodeObject code ? code.placeHash() : key.hashCode();
  }

  private void grow() {
    objects = Arrays.copyOf(objects, size * 2);
    hashes = Arrays.copyOf(hashes, size * 2);
    slots = new int[size * 4];
    base = 0;
    int mask = slots.length - 1;
    for (int i = 0; i < size; i++) {
      if (objects[i] != null) {
        int slot = hashes[i] & mask;
        while (slots[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        slots[slot] = i + 1;
      }
    }
  }
}
