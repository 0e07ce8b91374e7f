package dev.pycache.cache.compile;

import dev.pycache.bytecode.pyc.PycHeader;

/** How a cache stands, as far as its first bytes and the time and size of its source tell. */
sealed interface CacheState {
  /** It is what is wanted. */
  record Fresh() implements CacheState {}

  /** It has to be made anew. */
  record Stale() implements CacheState {}

  /** It has to be made, and so has the folder for it: there is nothing to be looked at. */
  record Absent() implements CacheState {}

  /**
   * It may be good as it is, or with another header: the source's bytes or the code behind the
   * header must tell.
   *
   * @param header what it begins with
   * @param suspect whether time and size do not count, even if they are right
   */
  record Doubtful(PycHeader header, boolean suspect) implements CacheState {}

  CacheState FRESH = new Fresh();
  CacheState STALE = new Stale();
  CacheState ABSENT = new Absent();
}
