package dev.pycache.cache.docker;

import java.util.List;

/**
 * A place in a Dockerfile because of which containers start without caches.
 *
 * @param line number of the line, from 1 on
 * @param text the instruction's keyword and what counts in it
 * @param uncompiled lines of the instructions that bring what nobody compiles
 */
public record ColdStart(Kind kind, int line, String text, List<Integer> uncompiled) {
  /** What is done. */
  public enum Kind {
    /** {@code PYTHONDONTWRITEBYTECODE} is set, and something is never compiled. */
    NEVER_COMPILED,
    /** Sources come in behind the step that compiles. */
    COPIED_AFTER_COMPILING,
    /** An installer is told not to compile, and nobody else does. */
    NO_COMPILE
  }

  public ColdStart {
    uncompiled = List.copyOf(uncompiled);
  }
}
