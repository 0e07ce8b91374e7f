package dev.pycache.cli.diff;

import dev.pycache.bytecode.diff.Aspect;
import dev.pycache.bytecode.diff.FileDifference;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** A difference in a sentence: first how deep it goes, then in what. */
final class Summary {
  private Summary() {}

  static String of(String left, String right, FileDifference difference) {
    String both = left + " and " + right;
    if (difference.isEmpty()) {
      return both + " are the same, byte for byte";
    }
    Map<Aspect, Integer> aspects = difference.aspects();
    return both + depth(aspects.keySet()) + list(aspects);
  }

  private static String depth(Set<Aspect> aspects) {
    boolean meaning = false;
    boolean behaviour = false;
    for (Aspect aspect : aspects) {
      boolean aside = aspect == Aspect.FILE_NAME || aspect == Aspect.LINES;
      meaning |= aspect.kind() == Aspect.Kind.MEANING;
      behaviour |= (aspect.kind() == Aspect.Kind.MEANING && !aside) || aspect == Aspect.VERSION;
    }
    if (behaviour) {
      return " differ in ";
    }
    return meaning
        ? " hold the same instructions; they differ only in "
        : " hold the same code; they differ only in ";
  }

  private static String list(Map<Aspect, Integer> aspects) {
    var list = new StringJoiner(", ");
    aspects.forEach((aspect, count) -> list.add(aspect.label() + " (" + count + ")"));
    return list.toString();
  }
}
