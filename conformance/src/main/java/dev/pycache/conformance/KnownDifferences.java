package dev.pycache.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Differences that are understood and listed with a reason, one a line: {@code END-OF-NAME <tab>
 * REASON}. An entry covers the cases whose name ends so; one that is met by a case without
 * difference fails the run.
 */
final class KnownDifferences {
  private final Set<String> endings;

  private KnownDifferences(Set<String> endings) {
    this.endings = endings;
  }

  static KnownDifferences none() {
    return new KnownDifferences(Set.of());
  }

  static KnownDifferences read(Path file) throws IOException {
    Set<String> endings = new LinkedHashSet<>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      int tab = line.indexOf('\t');
      if (tab <= 0 || line.substring(tab).isBlank()) {
        throw new IOException(
            file + ":" + number + ": expected the end of a case's name, a tab and a reason");
      }
      endings.add(line.substring(0, tab));
    }
    return new KnownDifferences(endings);
  }

  /** Whether the case of this name is expected to differ. */
  boolean lists(String name) {
    for (String ending : endings) {
      if (name.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }
}
