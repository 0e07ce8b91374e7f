package dev.pycache.bytecode.diff;

import java.util.List;

/**
 * How two code objects that belong together differ, or that one of them has no partner.
 *
 * @param name qualified name
 * @param presence which files have it
 * @param leftLine first line on the left; of the right one if there is none on the left
 * @param rightLine first line on the right; of the left one if there is none on the right
 * @param findings empty if a file lacks it
 */
public record CodeDifference(
    String name, Presence presence, int leftLine, int rightLine, List<Finding> findings) {
  /** Which files have a code object. */
  public enum Presence {
    BOTH,
    LEFT_ONLY,
    RIGHT_ONLY
  }

  public CodeDifference {
    findings = List.copyOf(findings);
  }
}
