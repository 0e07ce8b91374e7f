package dev.pycache.bytecode;

import java.util.List;
import java.util.Set;

/**
 * A Python {@code frozenset} of constants, in the order in which its items were added. Equality
 * does not look at that order. The items are already distinct by Python's own {@code ==} (where
 * {@code 1 == True}).
 */
public final class FrozenSet implements Constant {
  private final List<Constant> items;

  public FrozenSet(List<? extends Constant> items) {
    this.items = List.copyOf(items);
  }

  public List<Constant> items() {
    return items;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof FrozenSet that
            && items.size() == that.items.size()
            && Set.copyOf(items).equals(Set.copyOf(that.items)));
  }

  @Override
  public int hashCode() {
    int h = 0;
    for (Constant item : items) {
      h += item.hashCode();
    }
    return h;
  }

  @Override
  public String toString() {
    return "FrozenSet" + items;
  }
}
