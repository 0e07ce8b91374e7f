package dev.pycache.bytecode.diff;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How two files differ.
 *
 * @param header what is different before the code
 * @param codes the code objects that differ or have no partner, in the order of the files
 * @param writing what is different in how values are written
 * @param codeObjects number of pairs of code objects that were compared
 */
public record FileDifference(
    List<Finding> header, List<CodeDifference> codes, List<Finding> writing, int codeObjects) {
  public FileDifference {
    header = List.copyOf(header);
    codes = List.copyOf(codes);
    writing = List.copyOf(writing);
  }

  /** Whether the files have the same bytes. */
  public boolean isEmpty() {
    return header.isEmpty() && codes.isEmpty() && writing.isEmpty();
  }

  /** In what they differ, and how many differences of each aspect there are. */
  public Map<Aspect, Integer> aspects() {
    Map<Aspect, Integer> counts = new EnumMap<>(Aspect.class);
    List<Finding> all = new ArrayList<>(header);
    all.addAll(writing);
    for (CodeDifference code : codes) {
      all.addAll(code.findings());
      if (code.presence() != CodeDifference.Presence.BOTH) {
        counts.merge(Aspect.CODE_OBJECTS, 1, Integer::sum);
      }
    }
    for (Finding finding : all) {
      counts.merge(finding.aspect(), count(finding), Integer::sum);
    }
    return counts;
  }

  private static int count(Finding finding) {
    return switch (finding) {
      case Finding.Values values -> 1;
      case Finding.Rows rows -> rows.count();
      case Finding.Note note -> note.count();
    };
  }
}
