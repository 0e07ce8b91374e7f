package dev.pycache.cache.compile;

/**
 * Hears how a compilation of trees goes on. Calls come from several threads, but never two at a
 * time.
 */
public interface CompileListener {
  /** Called for each outcome, in the order in which {@code compileall} meets the sources. */
  void finished(SourceOutcome outcome);

  /**
   * Whether {@link #finished} is also to be called for caches that are good. Nearly all are,
   * mostly; whoever has nothing to say of them saves the time of making their outcomes.
   */
  default boolean hearsOfFresh() {
    return true;
  }

  /** Called when another source is done, whatever its place in the order. */
  default void progressed(int done, int total) {}
}
