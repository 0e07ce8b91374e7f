package dev.pycache.cli.dis;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.diff.NamedCode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The code objects that somebody asks for by name. */
final class FunctionChoice {
  private static final int MOST_NAMES = 30;

  private FunctionChoice() {}

  /** Those of this name, plain or dotted; one that is nested in another of them is not repeated. */
  static List<NamedCode> in(CodeObject root, String wanted) {
    return NamedCode.all(root).stream().filter(each -> each.isCalled(wanted)).toList();
  }

  /** What to say if there is none. */
  static String complaint(CodeObject root, String wanted) {
    Set<String> names = new LinkedHashSet<>();
    for (NamedCode each : NamedCode.all(root)) {
      names.add(each.name());
    }
    var text = new StringBuilder("there is no function '").append(wanted).append('\'');
    String near = nearest(names, wanted);
    if (!near.isEmpty()) {
      text.append("; did you mean '").append(near).append("'?");
    } else {
      text.append('.');
    }
    text.append(" There is: ");
    text.append(String.join(", ", names.stream().limit(MOST_NAMES).toList()));
    if (names.size() > MOST_NAMES) {
      text.append(" and ").append(names.size() - MOST_NAMES).append(" more");
    }
    return text.toString();
  }

  /** The name that differs least, in its last part or as a whole; empty if all differ a lot. */
  private static String nearest(Set<String> names, String wanted) {
    String nearest = "";
    int least = Math.max(1, wanted.length() / 3) + 1;
    for (String name : names) {
      String last = name.substring(name.lastIndexOf('.') + 1);
      int distance = Math.min(distance(name, wanted), distance(last, wanted));
      if (distance < least) {
        least = distance;
        nearest = name;
      }
    }
    return nearest;
  }

  /** How many letters have to be changed, put in or taken out (Levenshtein). */
  private static int distance(String one, String other) {
    if (Math.abs(one.length() - other.length()) > other.length()) {
      return Integer.MAX_VALUE;
    }
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int above = row[j];
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(above, row[j - 1]) + 1, diagonal + change);
        diagonal = above;
      }
    }
    return row[other.length()];
  }
}
