package dev.pycache.cache.compile;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/**
 * Patterns by the rules of {@code .gitignore}, read by JGit. It is loaded with this class: only
 * where there are patterns.
 */
final class ExcludePatterns {
  /** The last rule comes first: the last that matches decides. */
  private final List<FastIgnoreRule> rules;

  private ExcludePatterns(List<FastIgnoreRule> rules) {
    this.rules = rules;
  }

  /**
   * @throws IllegalArgumentException if one is no pattern
   */
  static ExcludePatterns parse(List<String> patterns) {
    List<FastIgnoreRule> rules = new ArrayList<>();
    for (String pattern : patterns) {
      var rule = new FastIgnoreRule(pattern);
      if (rule.isEmpty()) {
        throw new IllegalArgumentException("'" + pattern + "' is not a pattern as in .gitignore");
      }
      rules.add(rule);
    }
    return new ExcludePatterns(rules.reversed());
  }

  /**
   * Whether a file or folder is excluded.
   *
   * @param path from the given folder on, without a slash at its beginning
   */
  boolean exclude(String path, boolean isFolder) {
    for (FastIgnoreRule rule : rules) {
      if (rule.isMatch(path, isFolder, true)) {
        return rule.getResult();
      }
    }
    return false;
  }
}
