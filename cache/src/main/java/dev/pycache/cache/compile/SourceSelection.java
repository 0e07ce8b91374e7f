package dev.pycache.cache.compile;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which of the sources below the given paths are to be looked at.
 *
 * @param maxDepth how many folders deep to go: 0 for the sources in the given folders alone
 * @param skip tells of the path of a source, given or found, that it is to be passed over
 * @param excludes patterns as in {@code .gitignore} of what is to be passed over below a given
 *     folder: one with a slash at its beginning or in its middle is of the path from that folder
 *     on, one without is of a name anywhere; one with a slash at its end is of folders alone;
 *     {@code **} is any number of folders; behind {@code !} it takes back what earlier ones
 *     excluded. An excluded folder is not entered. What is given itself is never excluded.
 * @param linksWithin if present, symbolic links to sources are passed over unless they lead into
 *     this folder
 */
public record SourceSelection(
    int maxDepth, Predicate<String> skip, List<String> excludes, Optional<String> linksWithin) {
  /** All sources. */
  public static final SourceSelection ALL =
      new SourceSelection(Integer.MAX_VALUE, path -> false, List.of(), Optional.empty());

  /**
   * @throws IllegalArgumentException if the depth is negative or a pattern is none
   */
  public SourceSelection {
    if (maxDepth < 0) {
      throw new IllegalArgumentException("depth " + maxDepth + " is negative");
    }
    excludes = List.copyOf(excludes);
    if (!excludes.isEmpty()) {
      ExcludePatterns.parse(excludes);
    }
  }

  public SourceSelection withMaxDepth(int depth) {
    return new SourceSelection(depth, skip, excludes, linksWithin);
  }

  public SourceSelection withSkip(Predicate<String> newSkip) {
    return new SourceSelection(maxDepth, newSkip, excludes, linksWithin);
  }

  public SourceSelection withExcludes(List<String> patterns) {
    return new SourceSelection(maxDepth, skip, patterns, linksWithin);
  }

  public SourceSelection withLinksWithin(String folder) {
    return new SourceSelection(maxDepth, skip, excludes, Optional.of(folder));
  }
}
