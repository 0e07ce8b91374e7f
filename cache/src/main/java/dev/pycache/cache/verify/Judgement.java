package dev.pycache.cache.verify;

import dev.pycache.cache.freshness.HeaderVerdict;

/** What became of the question whether a cache comes from its source. */
public sealed interface Judgement {
  /**
   * It does, and Python uses it.
   *
   * @param header why Python uses it
   */
  record Match(HeaderVerdict header, Origin origin) implements Judgement {}

  /**
   * It comes from another state of the source: the header says so, and Python does not use it; or
   * the header is right, and the code is that of an earlier revision.
   *
   * @param header {@link HeaderVerdict#isUsed} if Python uses it
   * @param body what it holds; if Python uses it, the code of an earlier revision
   */
  record Stale(HeaderVerdict header, Body body) implements Judgement {}

  /**
   * Python uses it, and nothing explains it.
   *
   * @param header why Python uses it
   */
  record Foreign(HeaderVerdict header, Body.Unexplained body) implements Judgement {}

  /**
   * There is no source at its place.
   *
   * @param isModule whether it is imported in the place of the source, as caches beside sources
   *     are; those in {@code __pycache__} are not used without one
   */
  record NoSource(boolean isModule) implements Judgement {}

  /**
   * Nothing can be said.
   *
   * @param detail a sentence
   */
  record CannotCheck(Cause cause, String detail) implements Judgement {}

  /** Why nothing can be said. */
  enum Cause {
    /** There is no compiler for the version yet. */
    NO_COMPILER,
    /** The tag is that of a program that compiles something else than the source. */
    OTHER_WRITER,
    /** Nobody knows whose tag or magic number it is. */
    UNKNOWN_VERSION,
    /** Nobody knows what the optimisation in the name means. */
    UNKNOWN_OPTIMIZATION,
    /** The cache or its source cannot be read. */
    UNREADABLE,
    /** The header is right, but there is no code behind it: an import fails. */
    DAMAGED,
    /** Cache or source change all the time. */
    CHANGING,
    /** The compiler ran into a limit, which depends on the process in CPython. */
    LIMIT
  }
}
