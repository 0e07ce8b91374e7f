package dev.pycache.cache.clean;

import dev.pycache.cache.clean.Remover.Batch;
import dev.pycache.cache.status.StatusEntry;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Chooses again among what was chosen, so that the rest takes no more room than that. */
final class LeastUsed {
  private LeastUsed() {}

  static List<Batch> of(List<Batch> all, long maxBytes) {
    List<StatusEntry> entries = new ArrayList<>();
    long total = 0;
    for (Batch batch : all) {
      for (StatusEntry entry : batch.chosen()) {
        entries.add(entry);
        total += entry.bytes();
      }
    }
    entries.sort(Comparator.comparing(LeastUsed::used).thenComparing(StatusEntry::cache));
    Set<String> unwanted = new HashSet<>();
    for (StatusEntry entry : entries) {
      if (total <= maxBytes) {
        break;
      }
      total -= entry.bytes();
      unwanted.add(entry.cache());
    }
    List<Batch> fewer = new ArrayList<>();
    for (Batch batch : all) {
      List<StatusEntry> chosen = new ArrayList<>(batch.chosen());
      chosen.removeIf(entry -> !unwanted.contains(entry.cache()));
      if (!chosen.isEmpty() || !batch.problems().isEmpty()) {
        fewer.add(new Batch(batch.folder(), chosen, batch.problems()));
      }
    }
    return fewer;
  }

  /**
   * When a cache was last of use: when it was read, or, where the system keeps no account of that,
   * or has not yet, when it was written.
   */
  private static FileTime used(StatusEntry entry) {
    PosixFileAttributes attributes = entry.attributes();
    if (attributes == null) {
      return FileTime.fromMillis(0);
    }
    FileTime read = attributes.lastAccessTime();
    FileTime written = attributes.lastModifiedTime();
    return read.compareTo(written) > 0 ? read : written;
  }
}
