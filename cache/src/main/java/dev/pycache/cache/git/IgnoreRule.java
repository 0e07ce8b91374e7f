package dev.pycache.cache.git;

/**
 * A rule that decides whether git ignores a path.
 *
 * @param origin what kind of file it is in
 * @param file that file
 * @param line its line, from 1
 * @param pattern as it stands there, a {@code !} in front included
 * @param ignores false for a rule that takes an earlier one back
 */
public record IgnoreRule(Origin origin, String file, int line, String pattern, boolean ignores) {
  /** Where a rule can be. */
  public enum Origin {
    /** A {@code .gitignore} in the work tree, which all who clone the repository get. */
    WORK_TREE,
    /** {@code info/exclude} in this clone alone. */
    CLONE,
    /** {@code core.excludesFile} of this user, or its default place. */
    USER
  }
}
