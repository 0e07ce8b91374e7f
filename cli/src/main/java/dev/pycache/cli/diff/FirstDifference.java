package dev.pycache.cli.diff;

import dev.pycache.bytecode.diff.Aspect;
import dev.pycache.bytecode.diff.CodeDifference;
import dev.pycache.bytecode.diff.FileDifference;
import dev.pycache.bytecode.diff.Finding;
import dev.pycache.bytecode.dis.StyledText;

/** The first place at which two files differ in what they do, for those who want an idea of it. */
public final class FirstDifference {
  private FirstDifference() {}

  /**
   * Writes the place, and the instructions that differ there, else what else does.
   *
   * @param width columns of the terminal
   * @param left what stands on the left
   * @param right what stands on the right
   * @param difference of two files that hold different code objects
   */
  public static void write(
      StyledText out, int width, String left, String right, FileDifference difference) {
    CodeDifference first = of(difference);
    var text = new DiffText(out, width);
    switch (first.presence()) {
      case LEFT_ONLY -> text.writeTitle(first.name() + " is only in " + left);
      case RIGHT_ONLY -> text.writeTitle(first.name() + " is only in " + right);
      case BOTH -> {
        text.writeTitle(Titles.of(first) + " (" + left + " | " + right + ")");
        text.writeFirstHunk(mostTelling(first));
      }
    }
    int others = difference.codes().size() - 1;
    if (others > 0) {
      text.writeTitle("and " + others + (others == 1 ? " other code object" : " others"));
    }
  }

  /**
   * The first code object that does something else; if there is none, the first that differs at
   * all, as in the lines that its instructions are from.
   *
   * @param difference of two files that hold different code objects
   */
  public static CodeDifference of(FileDifference difference) {
    for (CodeDifference code : difference.codes()) {
      if (code.presence() != CodeDifference.Presence.BOTH
          || code.findings().stream().anyMatch(FirstDifference::isOfBehaviour)) {
        return code;
      }
    }
    return difference.codes().getFirst();
  }

  private static boolean isOfBehaviour(Finding finding) {
    Aspect aspect = finding.aspect();
    return aspect.kind() == Aspect.Kind.MEANING
        && aspect != Aspect.LINES
        && aspect != Aspect.FILE_NAME;
  }

  /** Of what differs in a code object that both files have, what tells most. */
  public static Finding mostTelling(CodeDifference code) {
    for (Finding finding : code.findings()) {
      if (finding.aspect() == Aspect.INSTRUCTIONS) {
        return finding;
      }
    }
    return code.findings().getFirst();
  }
}
