package dev.pycache.bytecode.hash;

import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.PythonVersion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * In which order one version of Python, run with {@code PYTHONHASHSEED=0}, iterates over a set or
 * dictionary that it has read from a file. An object of this class does not change and can be
 * shared by threads.
 */
public final class IterationOrder {
  private static final Map<PythonVersion, IterationOrder> BY_VERSION =
      new EnumMap<>(PythonVersion.class);

  static {
    for (PythonVersion python : PythonVersion.values()) {
      BY_VERSION.put(python, new IterationOrder(HashRules.of(python)));
    }
  }

  private final HashRules rules;

  private IterationOrder(HashRules rules) {
    this.rules = rules;
  }

  /** The order of that version. */
  public static IterationOrder of(PythonVersion python) {
    return Objects.requireNonNull(BY_VERSION.get(python));
  }

  /**
   * The items of a set or frozenset as they are iterated, each that is equal to an earlier one left
   * out.
   *
   * @param items the items in the order of the file
   * @return the same list if the order cannot be told (see the description of the package)
   */
  public List<Constant> ofSet(List<Constant> items) {
    if (items.size() < 2) {
      return items;
    }
    try {
      OpenTable table = OpenTable.ofSet(hasher(items.size()), items);
      return order(table, rules.sets() == null).mapToObj(table::key).toList();
    } catch (UndeterminedException e) {
      return items;
    }
  }

  /**
   * The keys and values, in turn, of a dictionary as they are iterated. Of values for keys that are
   * equal the last counts.
   *
   * @param keysAndValues keys and values in the order of the file
   * @return the same list if the order cannot be told
   */
  public List<Constant> ofDict(List<Constant> keysAndValues) {
    if (keysAndValues.size() < 4) {
      return keysAndValues;
    }
    try {
      OpenTable table = OpenTable.ofDict(hasher(keysAndValues.size()), keysAndValues);
      List<Constant> ordered = new ArrayList<>(keysAndValues.size());
      order(table, rules.dicts() == null)
          .forEach(
              number -> {
                ordered.add(table.key(number));
                ordered.add(table.value(number));
              });
      return ordered;
    } catch (UndeterminedException e) {
      return keysAndValues;
    }
  }

  private Hasher hasher(int items) {
    var steps = new Steps();
    steps.allow(items);
    return new Hasher(rules, steps);
  }

  private static IntStream order(OpenTable table, boolean ofInsertion) {
    return ofInsertion ? IntStream.range(0, table.size()) : IntStream.of(table.order());
  }
}
