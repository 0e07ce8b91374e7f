package dev.pycache.cache.clean;

import dev.pycache.cache.path.CacheLayout;
import dev.pycache.cache.walk.CacheFolder;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * The folders below a prefix from which caches were removed. They may hold other folders, so they
 * can only be removed when all is done, the inner ones first.
 */
final class EmptiedFolders {
  private final CleanOptions options;
  private final Bases bases;

  /** Inner folders first: the number of names that were removed from each, or would be. */
  private final TreeMap<String, Integer> removed = new TreeMap<>(Comparator.reverseOrder());

  EmptiedFolders(CleanOptions options, Bases bases) {
    this.options = options;
    this.bases = bases;
  }

  void add(CacheFolder folder, int files) {
    if (options.prefix().isPresent() && files > 0) {
      removed.merge(folder.cacheFolder(), files, Integer::sum);
    }
  }

  /** Removes those that are empty, and those around them that are empty then. */
  List<CleanOutcome> remove() {
    List<CleanOutcome> outcomes = new ArrayList<>();
    while (!removed.isEmpty()) {
      var each = removed.pollFirstEntry();
      String folder = each.getKey();
      Bases.Way way = bases.toCaches("", folder);
      if (way.names().isEmpty() || way.names().getFirst().isEmpty()) {
        continue; // the prefix itself stays
      }
      try (OpenFolder open = OpenFolder.of(way.base(), way.names())) {
        boolean isEmptied =
            options.dryRun() ? open.count() == each.getValue() : open.deleteIfEmpty();
        if (isEmptied) {
          outcomes.add(new CleanOutcome.RemovedFolder(folder));
          removed.merge(CacheLayout.head(folder), 1, Integer::sum);
        }
      } catch (NoSuchFileException e) {
        // it has gone
      } catch (IOException e) {
        outcomes.add(new CleanOutcome.Failed(folder, e));
      }
    }
    return outcomes;
  }
}
