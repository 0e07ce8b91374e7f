package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.CodeObject;
import java.util.List;

/**
 * Objects and their numbers in the order in which they came, as the dictionaries {@code u_consts},
 * {@code u_names} and {@code u_varnames} of CPython's compiler. Objects are told apart by identity:
 * names are interned, and constants have gone through the constant cache, so equal ones are one
 * object. Few objects are searched one by one, more by hash.
 */
final class IndexTable<T> {
  private static final int LINEAR_LIMIT = 8;
  private static final int[] NO_SLOTS = new int[0];

  private final List<T> items;

  /**
   * Numbers of items, plus one, by hash; its length is a power of two, or nothing while the search
   * is linear.
   */
  private int[] slots = NO_SLOTS;

  /** A table over {@code items}, which it goes on to fill. */
  IndexTable(List<T> items) {
    this.items = items;
    if (items.size() > LINEAR_LIMIT) {
      rehash();
    }
  }

  int size() {
    return items.size();
  }

  /** The number of an item, -1 if it is not there ({@code compiler_lookup_arg}). */
  int find(T item) {
    if (slots.length == 0) {
      for (int i = 0, n = items.size(); i < n; i++) {
        if (items.get(i) == item) {
          return i;
        }
      }
      return -1;
    }
    int mask = slots.length - 1;
    int slot = hash(item) & mask;
    int entry;
    while ((entry = slots[slot]) != 0) {
      if (items.get(entry - 1) == item) {
        return entry - 1;
      }
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  /** The number of an item, which is added if it is new ({@code compiler_add_o}). */
  int indexOf(T item) {
    int found = find(item);
    return found >= 0 ? found : add(item);
  }

  private int add(T item) {
    items.add(item);
    int size = items.size();
    if (size > LINEAR_LIMIT) {
      if (size * 2 > slots.length) {
        rehash();
      } else {
        enter(item, size);
      }
    }
    return size - 1;
  }

  private void rehash() {
    slots = new int[Integer.highestOneBit(items.size()) * 8];
    for (int i = 0; i < items.size(); i++) {
      enter(items.get(i), i + 1);
    }
  }

  private void enter(T item, int entry) {
    int mask = slots.length - 1;
    int slot = hash(item) & mask;
    while (slots[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = entry;
  }

  /**
   * Names that count up, as {@code a1, a2, a3}, have hash codes that do: they are scattered, or
   * they would pile up.
   */
  private static int hash(Object item) {
    // The hash code of a code object is that of all its contents, and names and lines of lambdas
    // are often the same.
    int hash =
        (item instanceof CodeObject ? System.identityHashCode(item) : item.hashCode()) * 0x9E3779B9;
    return hash ^ hash >>> 15;
  }
}
