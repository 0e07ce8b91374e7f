package dev.pycache.cli.diff;

import dev.pycache.bytecode.diff.Aspect;
import dev.pycache.bytecode.diff.Finding;
import dev.pycache.bytecode.diff.Row;
import java.util.ArrayList;
import java.util.List;

/** Which rows of a list are worth showing: those that differ, and a few around instructions. */
final class Hunks {
  private static final int CONTEXT = 3;

  private Hunks() {}

  /** Rows that follow each other, in groups. */
  static List<List<Row>> of(Finding.Rows finding) {
    int context = finding.aspect() == Aspect.INSTRUCTIONS ? CONTEXT : 0;
    List<Row> rows = finding.rows();
    List<List<Row>> hunks = new ArrayList<>();
    int shownTo = 0;
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).mark() != Row.Mark.SAME) {
        int from = Math.max(shownTo, i - context);
        int to = Math.min(rows.size(), i + context + 1);
        if (hunks.isEmpty() || from > shownTo) {
          hunks.add(new ArrayList<>());
        }
        hunks.getLast().addAll(rows.subList(from, Math.max(from, to)));
        shownTo = Math.max(shownTo, to);
      }
    }
    return hunks;
  }
}
