package dev.pycache.compiler.flowgraph;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.FrozenSet;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The constants of one compilation, first object of each value wins (CPython's {@code
 * c_const_cache}). Names tuples, location tables and exception tables go through it as well.
 */
public final class ConstantCache {
  private final ConstantTable objects = new ConstantTable();

  /** Strings whose first object was an identifier, see {@link #mergeNames}. */
  private final Set<Str> firstAsNames = new HashSet<>();

  /**
   * The object that stands for this value from now on, items not looked at ({@code
   * merge_const_one}).
   */
  public <T extends Constant> T merge(T constant) {
    if (constant == Tuple.EMPTY || constant == Bytes.EMPTY) {
      return constant; // there is only one of either
    }
    Constant first = objects.putIfAbsent(constant);
    @SuppressWarnings("unchecked") // equal constants are of one class
    T result = (T) (first == null ? constant : first);
    return result;
  }

  /**
   * The object that stands for this value from now on, and likewise for the items of tuples and
   * frozensets ({@code merge_consts_recursive}).
   */
  public Constant mergeRecursive(Constant constant) {
    if (constant instanceof Singleton) {
      return constant;
    }
    Constant first = objects.putIfAbsent(constant);
    if (first != null) {
      return first;
    }
    Constant merged = constant;
    if (constant instanceof Tuple tuple) {
      merged = mergeItems(tuple);
    } else if (constant instanceof FrozenSet set && !set.items().isEmpty()) {
      merged = mergeItems(set);
    }
    if (merged != constant) {
      objects.replace(merged);
    }
    return merged;
  }

  /**
   * As {@link #mergeRecursive}, for a constant that is made of identifiers: a class's name, the
   * names of keyword arguments, of annotations, of what is imported. For CPython these are other
   * objects than string literals of the same text, and whether a literal was first decides if a
   * frozenset has to be rebuilt.
   */
  public Constant mergeNames(Constant names) {
    noteNames(names);
    return mergeRecursive(names);
  }

  private void noteNames(Constant names) {
    if (names instanceof Tuple tuple) {
      for (int i = 0; i < tuple.size(); i++) {
        noteNames(tuple.get(i));
      }
    } else if (names instanceof Str name && objects.putIfAbsent(name) == null) {
      firstAsNames.add(name);
    }
  }

  /** Whether the object that stands for this string is an identifier, not a string literal. */
  public boolean isName(Str text) {
    return firstAsNames.contains(text);
  }

  private Tuple mergeItems(Tuple tuple) {
    Constant[] items = null;
    for (int i = 0; i < tuple.size(); i++) {
      Constant item = tuple.get(i);
      Constant merged = mergeRecursive(item);
      if (merged != item) {
        if (items == null) {
          items = tuple.items().toArray(Constant[]::new);
        }
        items[i] = merged;
      }
    }
    return items == null ? tuple : Tuple.of(items);
  }

  private FrozenSet mergeItems(FrozenSet set) {
    List<Constant> items = new ArrayList<>(set.items().size());
    for (Constant item : set.items()) {
      items.add(mergeRecursive(item));
    }
    return new FrozenSet(items);
  }
}
