package dev.pycache.cli.text;

import java.util.ArrayList;
import java.util.List;

/** Releases as people name them: those that follow each other by the first and the last. */
public final class Releases {
  private Releases() {}

  /**
   * As in {@code "3.13.1 to 3.13.3, 3.13.5"}.
   *
   * @param newestFirst numbers of releases of one version
   */
  public static String text(List<String> newestFirst) {
    List<String> runs = new ArrayList<>();
    int end = newestFirst.size() - 1;
    while (end >= 0) {
      int start = end;
      while (start > 0 && patch(newestFirst.get(start - 1)) == patch(newestFirst.get(start)) + 1) {
        start--;
      }
      String first = newestFirst.get(end);
      runs.add(start == end ? first : first + " to " + newestFirst.get(start));
      end = start - 1;
    }
    return String.join(", ", runs);
  }

  private static int patch(String release) {
    return Integer.parseInt(release.substring(release.lastIndexOf('.') + 1));
  }
}
