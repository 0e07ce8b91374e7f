package dev.pycache.bytecode.hash;

import dev.pycache.bytecode.Constant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of a set or dictionary: distinct keys, placed as the interpreter places them. */
final class OpenTable {
  private static final int PERTURB_SHIFT = 5;

  private final Hasher hasher;

  /** How the table grows and is probed; any layout will do where the order is not asked for. */
  private final TableLayout layout;

  /** Number of the key in each slot, plus one; 0 for none. */
  private int[] slots = new int[TableLayout.LEAST_SIZE];

  /** Keys in the order of insertion. */
  private final List<Constant> keys = new ArrayList<>();

  private final List<Constant> values = new ArrayList<>();
  private long[] hashes = new long[TableLayout.LEAST_SIZE];

  private OpenTable(Hasher hasher, @Nullable TableLayout layout) {
    this.hasher = hasher;
    this.layout = layout == null ? TableLayout.NEIGHBOURS_THREE_FIFTHS : layout;
  }

  /** The table of a set to which the items are added one by one. */
  static OpenTable ofSet(Hasher hasher, List<Constant> items) throws UndeterminedException {
    var table = new OpenTable(hasher, hasher.rules().sets());
    for (Constant item : items) {
      table.add(item);
    }
    return table;
  }

  /** The table of a dictionary to which keys and values, in turn, are added. */
  static OpenTable ofDict(Hasher hasher, List<Constant> keysAndValues)
      throws UndeterminedException {
    var table = new OpenTable(hasher, hasher.rules().dicts());
    for (int i = 0; i + 1 < keysAndValues.size(); i += 2) {
      int key = table.add(keysAndValues.get(i));
      if (key == table.values.size()) {
        table.values.add(keysAndValues.get(i + 1));
      } else {
        table.values.set(key, keysAndValues.get(i + 1));
      }
    }
    return table;
  }

  int size() {
    return keys.size();
  }

  /** A key by its number in the order of insertion. */
  Constant key(int number) {
    return keys.get(number);
  }

  /** The value of the key of that number. */
  Constant value(int number) {
    return values.get(number);
  }

  /** The hashes of the keys. */
  long[] hashes() {
    return Arrays.copyOf(hashes, keys.size());
  }

  /** The numbers of the keys in the order of the slots. */
  int[] order() {
    return Arrays.stream(slots).filter(slot -> slot != 0).map(slot -> slot - 1).toArray();
  }

  /** The number of a key, -1 if it is not in the table. */
  int find(Constant key) throws UndeterminedException {
    return slots[find(key, hasher.hash(key))] - 1;
  }

  /**
   * {@code set_add_entry}, {@code insertdict}: the number of the key, which may be there already.
   */
  private int add(Constant key) throws UndeterminedException {
    long hash = hasher.hash(key);
    int slot = find(key, hash);
    if (slots[slot] != 0) {
      return slots[slot] - 1;
    }
    if (layout.growsBefore(keys.size(), slots.length)) {
      grow();
      slot = find(null, hash);
    }
    int number = keys.size();
    if (number == hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * number);
    }
    hashes[number] = hash;
    keys.add(key);
    slots[slot] = number + 1;
    if (layout.growsAfter(keys.size(), slots.length)) {
      grow();
    }
    return number;
  }

  /** {@code set_table_resize}, {@code dictresize}: keys move in the order of their old slots. */
  private void grow() throws UndeterminedException {
    int[] old = slots;
    long least = layout.grown(keys.size(), old.length);
    int size = TableLayout.LEAST_SIZE;
    while (size <= least) {
      size <<= 1;
    }
    slots = new int[size];
    for (int content : old) {
      if (content != 0) {
        slots[find(null, hashes[content - 1])] = content;
      }
    }
  }

  /**
   * {@code set_lookkey}: the slot of a key, or the free one where it belongs.
   *
   * @param key null for one that is certainly not in the table
   */
  private int find(@Nullable Constant key, long hash) throws UndeterminedException {
    int mask = slots.length - 1;
    long perturb = hash;
    long i = hash;
    while (true) {
      int first = (int) i & mask;
      int neighbours =
          layout.roundTheEnd || first + layout.neighbours <= mask ? layout.neighbours : 0;
      for (int j = 0; j <= neighbours; j++) {
        int slot = first + j & mask;
        if (slots[slot] == 0 || (key != null && holds(slot, key, hash))) {
          return slot;
        }
        hasher.steps().take();
      }
      if (layout.shiftsFirst) {
        perturb >>>= PERTURB_SHIFT;
        i = i * 5 + 1 + perturb;
      } else {
        i = i * 5 + 1 + perturb;
        perturb >>>= PERTURB_SHIFT;
      }
    }
  }

  private boolean holds(int slot, Constant key, long hash) throws UndeterminedException {
    int number = slots[slot] - 1;
    return hashes[number] == hash && Equality.equal(hasher, keys.get(number), key);
  }
}
