package dev.pycache.bytecode;

import java.util.Arrays;
import java.util.List;

/** A Python {@code tuple} of constants. */
public final class Tuple implements Constant {
  /** The one empty tuple. */
  public static final Tuple EMPTY = new Tuple(new Constant[0]);

  private final Constant[] items;

  /**
   * Cached hash code, 0 before it is known: the constants of nested code objects are hashed at each
   * level.
   */
  private int hash;

  private Tuple(Constant[] items) {
    this.items = items;
  }

  /** A tuple of the given items; the caller gives the array away. */
  public static Tuple of(Constant... items) {
    return items.length == 0 ? EMPTY : new Tuple(items);
  }

  public static Tuple of(List<? extends Constant> items) {
    int size = items.size();
    return size == 0 ? EMPTY : new Tuple(items.toArray(new Constant[size]));
  }

  public int size() {
    return items.length;
  }

  public Constant get(int index) {
    return items[index];
  }

  /**
   * Puts in the place of an item another object of the same value, as CPython does in place when it
   * interns the strings of a tuple. Only while a compilation is under way.
   */
  public void replace(int index, Constant equalItem) {
    if (!items[index].equals(equalItem)) {
      throw new IllegalArgumentException("not equal to item " + index);
    }
    items[index] = equalItem;
  }

  public List<Constant> items() {
    return List.of(items);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Tuple that
            && hashCode() == that.hashCode()
            && Arrays.equals(items, that.items));
  }

  @Override
  public int hashCode() {
    int h = hash;
    if (h == 0) {
      h = 1;
      for (Constant item : items) {
        // Most are strings, which can be asked without looking for who answers.
        h = 31 * h + (item instanceof Str text ? text.hashCode() : item.hashCode());
      }
      hash = h;
    }
    return h;
  }

  @Override
  public String toString() {
    return "Tuple" + Arrays.toString(items);
  }
}
