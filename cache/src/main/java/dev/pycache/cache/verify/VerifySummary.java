package dev.pycache.cache.verify;

/**
 * How many caches came to what.
 *
 * @param matching those whose code is that of their source
 * @param stale those that Python would not use
 * @param outdated those that Python uses although they hold the code of an earlier revision
 * @param foreign those that nothing explains
 * @param withoutSource those that have no source
 * @param unchecked those of which nothing can be said
 * @param unreadable paths that are missing and folders that cannot be listed
 * @param passedOver caches of versions that were not asked for
 */
public record VerifySummary(
    long matching,
    long stale,
    long outdated,
    long foreign,
    long withoutSource,
    long unchecked,
    long unreadable,
    long passedOver) {
  /** How many caches were looked at. */
  public long caches() {
    return matching + stale + outdated + foreign + withoutSource + unchecked;
  }
}
