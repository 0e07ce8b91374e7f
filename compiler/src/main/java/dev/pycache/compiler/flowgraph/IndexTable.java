package dev.pycache.compiler.flowgraph;

import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Tuple;

/**
 * Objects and their numbers in the order in which they came, as the dictionaries {@code u_consts},
 * {@code u_names} and {@code u_varnames} of CPython's compiler. Objects are told apart by identity:
 * names are interned, and constants have gone through the constant cache, so equal ones are one
 * object. Few objects are searched one by one, more by hash.
 */
public final class IndexTable<T extends Constant> {
  private static final int LINEAR_LIMIT = 8;
  private static final Constant[] NO_ITEMS = {};
  private static final int[] NO_SLOTS = {};

  private Constant[] items = NO_ITEMS;
  private int size;

  /**
   * Numbers of items, plus one, by hash; its length is a power of two, or nothing while the search
   * is linear.
   */
  private int[] slots = NO_SLOTS;

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  @SuppressWarnings("unchecked") // nothing else is added
  public T get(int index) {
    return (T) items[index];
  }

  /** The items in their order, as a tuple of their own. */
  public Tuple toTuple() {
    return Tuple.of(copy(size));
  }

  /** The number of an item, -1 if it is not there ({@code compiler_lookup_arg}). */
  public int find(T item) {
    Constant[] all = items;
    int[] table = slots;
    if (table.length == 0) {
      for (int i = size - 1; i >= 0; i--) {
        if (all[i] == item) {
          return i;
        }
      }
      return -1;
    }
    int mask = table.length - 1;
    int slot = ConstantTable.hash(item) & mask;
    int entry;
    while ((entry = table[slot]) != 0) {
      if (all[entry - 1] == item) {
        return entry - 1;
      }
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  /** The number of an item, which is added if it is new ({@code compiler_add_o}). */
  public int indexOf(T item) {
    int found = find(item);
    return found >= 0 ? found : append(item);
  }

  /** The number that an item gets which is known to be new. */
  public int append(T item) {
    int number = size;
    if (number == items.length) {
      items = number == 0 ? new Constant[LINEAR_LIMIT] : copy(number * 2);
    }
    items[number] = item;
    size = number + 1;
    if (number >= LINEAR_LIMIT) {
      index(item, number + 1);
    }
    return number;
  }

  /** Makes the item added last known to the search by hash. */
  private void index(Constant item, int entry) {
    if (entry * 2 > slots.length) {
      rehash();
    } else {
      enter(item, entry);
    }
  }

  /** Not by {@code Arrays.copyOf}, which has to ask for the class of the array. */
  private Constant[] copy(int length) {
    var copy = new Constant[length];
    System.arraycopy(items, 0, copy, 0, size);
    return copy;
  }

  /** Forgets the items from number {@code newSize} on; no search may follow. */
  public void truncate(int newSize) {
    size = newSize;
  }

  /** Puts the item of a number under another number; no search may follow. */
  public void move(int from, int to) {
    items[to] = items[from];
  }

  private void rehash() {
    slots = new int[Integer.highestOneBit(size) * 8];
    for (int i = 0; i < size; i++) {
      enter(items[i], i + 1);
    }
  }

  private void enter(Constant item, int entry) {
    int mask = slots.length - 1;
    int slot = ConstantTable.hash(item) & mask;
    while (slots[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = entry;
  }
}
