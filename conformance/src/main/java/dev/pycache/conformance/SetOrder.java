package dev.pycache.conformance;

import java.util.Arrays;
import java.util.List;

/**
 * The order of a set in a listing. Up to 3.11, None hashes by its address: where a set holds it,
 * the order follows from where that build of the interpreter was loaded, and nobody else can know
 * it.
 */
final class SetOrder {
  private static final String SET = "frozenset({";

  private SetOrder() {}

  /** Whether two listings differ, and in nothing but the order of sets that hold None. */
  static boolean isAllThatDiffers(List<String> ours, List<String> theirs) {
    if (ours.size() != theirs.size()) {
      return false;
    }
    boolean differs = false;
    for (int i = 0; i < ours.size(); i++) {
      if (!ours.get(i).equals(theirs.get(i))) {
        differs = true;
        if (!hasSameSet(ours.get(i), theirs.get(i))) {
          return false;
        }
      }
    }
    return differs;
  }

  private static boolean hasSameSet(String ours, String theirs) {
    int start = ours.indexOf(SET);
    if (start < 0 || !theirs.startsWith(ours.substring(0, start + SET.length()))) {
      return false;
    }
    String[] ourItems = items(ours, start);
    String[] theirItems = items(theirs, start);
    return Arrays.asList(ourItems).contains("None") && Arrays.equals(ourItems, theirItems);
  }

  /** Sorted; that a comma within a string parts it does not matter, as it does so in both. */
  private static String[] items(String line, int start) {
    int end = line.lastIndexOf("})");
    String[] items = line.substring(start + SET.length(), end).split(", ", -1);
    Arrays.sort(items);
    return items;
  }
}
