package dev.pycache.cli;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Guesses what somebody meant who wrote a name that does not exist. */
public final class Suggestion {
  private Suggestion() {}

  /**
   * The end of a message about a name that does not exist: {@code "; did you mean 'force'?"}, or
   * nothing if no known name is near.
   */
  public static String text(String name, Collection<String> known) {
    String nearest = nearest(name, known);
    return nearest == null ? "" : "; did you mean '" + nearest + "'?";
  }

  /**
   * The known name with the fewest typing errors between it and this one, if they are few for its
   * length.
   */
  static @Nullable String nearest(String name, Collection<String> known) {
    String nearest = null;
    int fewest = Math.max(1, name.length() / 3) + 1;
    for (String each : known) {
      // A long name that was typed half is meant too.
      boolean begun = name.length() >= 3 && each.startsWith(name);
      int errors = begun ? 0 : errors(name, each, fewest);
      if (errors < fewest) {
        fewest = errors;
        nearest = each;
      }
    }
    return nearest;
  }

  /**
   * How many letters have to be put in, left out, replaced or swapped with their neighbour to get
   * from one name to the other: the restricted distance of Damerau and Levenshtein.
   *
   * @param enough if it is more than this, any number from this on
   */
  private static int errors(String from, String to, int enough) {
    if (Math.abs(from.length() - to.length()) >= enough) {
      return enough; // nor is a word of any length worth a table
    }
    int[] beforeLast = new int[to.length() + 1];
    int[] last = new int[to.length() + 1];
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        char a = from.charAt(i - 1);
        char b = to.charAt(j - 1);
        row[j] = Math.min(last[j - 1] + (a == b ? 0 : 1), Math.min(last[j], row[j - 1]) + 1);
        if (i > 1 && j > 1 && a == to.charAt(j - 2) && b == from.charAt(i - 2)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
    }
    return row[to.length()];
  }
}
