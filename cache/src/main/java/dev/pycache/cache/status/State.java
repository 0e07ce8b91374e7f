package dev.pycache.cache.status;

import java.util.Locale;
import java.util.Optional;

/** What a cache file is worth, or a place where one could be. */
public enum State {
  /** Made of its source as it is now, by all that the header says; an import uses it. */
  FRESH(false),
  /** Used whatever the source is: an unchecked hash (PEP 552). */
  UNCHECKED(false),
  /** Its place and name are right; it has not been opened ({@link StatusOptions.Depth#NAMES}). */
  PRESENT(false),
  /** Made of another state of its source; an import compiles anew. */
  STALE(true),
  /** A source without a cache that is asked for; an import compiles. */
  MISSING(true),
  /** No cache of what its name says: an import compiles anew, or fails ({@link Defect}). */
  INVALID(true),
  /** Has no source any more; no import looks at it. */
  ORPHAN(true),
  /** There is nothing wrong with it, but none of the Pythons that are asked for uses it. */
  FOREIGN(false),
  /** Beside its source ({@code x.pyc}), where Pythons from 3.2 on do not look if there is one. */
  LEGACY(false),
  /** {@code x.pyc} where {@code x.py} would be: not a cache but the module itself. */
  SOURCELESS(false),
  /** A cache in the making that its writer will not finish: it was killed. */
  LEFTOVER(true),
  /** A cache in the making. */
  WRITING(false),
  /** In a folder of caches, but none by its name. */
  OTHER(false),
  /** Could not be looked at. */
  UNREADABLE(true);

  private final boolean needsAttention;

  State(boolean needsAttention) {
    this.needsAttention = needsAttention;
  }

  /** Whether somebody who wants all caches to be good has something to do here. */
  public boolean needsAttention() {
    return needsAttention;
  }

  /** The word for it: {@code fresh}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of that word. */
  public static Optional<State> parse(String word) {
    for (State state : values()) {
      if (state.word().equals(word)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }
}
