package dev.pycache.cache.clean;

/**
 * What has become of all files.
 *
 * @param files number of files removed; in a dry run, of those that would be
 * @param bytes their sizes
 * @param folders number of folders removed
 * @param kept number of files that were chosen and are kept
 * @param failed number of files and folders that could not be looked at or removed
 */
public record CleanSummary(long files, long bytes, long folders, long kept, long failed) {
  CleanSummary plus(CleanOutcome outcome) {
    return switch (outcome) {
      case CleanOutcome.Removed r ->
          new CleanSummary(files + 1, bytes + r.entry().bytes(), folders, kept, failed);
      case CleanOutcome.RemovedFolder r ->
          new CleanSummary(files, bytes, folders + 1, kept, failed);
      case CleanOutcome.Kept k -> new CleanSummary(files, bytes, folders, kept + 1, failed);
      case CleanOutcome.Failed f -> new CleanSummary(files, bytes, folders, kept, failed + 1);
    };
  }
}
