package dev.pycache.compiler.flowgraph;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.FrozenSet;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import dev.pycache.compiler.CompilationContext;
import java.util.ArrayList;
import java.util.List;

/**
 * The constants of one compilation, first object of each value wins (CPython's {@code
 * c_const_cache}). Names tuples, location tables and exception tables go through it as well.
 */
public final class ConstantCache {
  // Nearly all sources have constants for less than half of their slots.
  private static final int LEAST_CONSTANTS = 64;
  private static final int BYTES_PER_CONSTANT = 24;

  private final ConstantTable objects;

  /** Strings whose first object was an identifier, see {@link #mergeNames}. */
  private final IndexTable<Str> firstAsNames = new IndexTable<>();

  public ConstantCache(CompilationContext context) {
    objects = new ConstantTable(context.tableLength(LEAST_CONSTANTS, BYTES_PER_CONSTANT));
  }

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
    if (constant instanceof Tuple tuple) {
      return mergeItems(tuple, false);
    }
    return constant instanceof FrozenSet set && !set.items().isEmpty() ? mergeItems(set) : constant;
  }

  /**
   * As {@link #mergeRecursive}, for a constant that is made of identifiers: a class's name, the
   * names of keyword arguments, of annotations, of what is imported. For CPython these are other
   * objects than string literals of the same text, and whether a literal was first decides if a
   * frozenset has to be rebuilt.
   */
  public Constant mergeNames(Constant names) {
    Constant first = objects.putIfAbsent(names);
    if (first != null) {
      return first;
    }
    if (names instanceof Str name) {
      firstAsNames.append(name);
    } else if (names instanceof Tuple tuple) {
      return mergeItems(tuple, true);
    }
    return names;
  }

  /** Whether the object that stands for this string is an identifier, not a string literal. */
  public boolean isName(Str text) {
    return objects.get(text) instanceof Str first && firstAsNames.find(first) >= 0;
  }

  /**
   * The tuple, which has just become the object for its value, with items that stand for theirs.
   */
  private Tuple mergeItems(Tuple tuple, boolean areNames) {
    Constant[] items = null;
    for (int i = 0, n = tuple.size(); i < n; i++) {
      Constant item = tuple.get(i);
      Constant merged = areNames ? mergeNames(item) : mergeRecursive(item);
      if (merged != item) {
        if (items == null) {
          items = copy(tuple);
        }
        items[i] = merged;
      }
    }
    if (items == null) {
      return tuple;
    }
    Tuple result = Tuple.of(items);
    objects.replace(result);
    return result;
  }

  private static Constant[] copy(Tuple tuple) {
    var items = new Constant[tuple.size()];
    for (int i = 0; i < items.length; i++) {
      items[i] = tuple.get(i);
    }
    return items;
  }

  private FrozenSet mergeItems(FrozenSet set) {
    List<Constant> items = new ArrayList<>(set.items().size());
    for (Constant item : set.items()) {
      items.add(mergeRecursive(item));
    }
    var result = new FrozenSet(items);
    objects.replace(result);
    return result;
  }
}
