package dev.pycache.cache.path;

import java.util.Optional;

/**
 * What the name of a file says that belongs to Python's caches, whoever wrote it. The name alone is
 * no proof: who removes files looks at their first bytes too.
 */
public sealed interface CacheFileName permits CacheName, LegacyName, TemporaryName {
  /**
   * What a name in a {@code __pycache__}, or below a prefix, says; empty if it is none of a cache.
   */
  static Optional<CacheFileName> parse(String fileName) {
    Optional<CacheFileName> name = TemporaryName.parse(fileName).map(n -> n);
    return name.or(() -> CacheName.parse(fileName)).or(() -> LegacyName.parse(fileName));
  }

  /**
   * What a name in a folder of sources says; empty if it is none of a cache. Here {@code a.b.pyc}
   * is the cache of {@code a.b.py}, and there are no tags.
   */
  static Optional<CacheFileName> parseBesideSource(String fileName) {
    Optional<CacheFileName> name = TemporaryName.parse(fileName).map(n -> n);
    return name.or(() -> LegacyName.parse(fileName));
  }
}
