package dev.pycache.conformance;

import java.util.List;

/** Two listings beside each other, around the first line that differs. */
final class SideBySide {
  private static final int WIDTH = 78;
  private static final int BEFORE = 6;
  private static final int AFTER = 10;

  private SideBySide() {}

  static String render(String leftTitle, List<String> left, String rightTitle, List<String> right) {
    int first = 0;
    while (first < left.size()
        && first < right.size()
        && left.get(first).equals(right.get(first))) {
      first++;
    }
    if (first == left.size() && first == right.size()) {
      return "the listings are equal: the files differ only in references or interned marks\n";
    }
    var out = new StringBuilder();
    row(out, ' ', leftTitle, rightTitle);
    for (int i = Math.max(0, first - BEFORE); i < first + AFTER; i++) {
      String l = i < left.size() ? left.get(i) : "";
      String r = i < right.size() ? right.get(i) : "";
      row(out, l.equals(r) ? ' ' : '|', l, r);
    }
    return out.toString();
  }

  private static void row(StringBuilder out, char mark, String left, String right) {
    out.append("    ").append(cut(left));
    out.append(" ".repeat(Math.max(0, WIDTH - left.length())));
    out.append(' ').append(mark).append(' ').append(cut(right)).append('\n');
  }

  private static String cut(String text) {
    return text.length() <= WIDTH ? text : text.substring(0, WIDTH - 1) + "…";
  }
}
