package dev.pycache.cache.compile;

/**
 * Hears how a compilation of trees goes on. Calls come from several threads, but never two at a
 * time.
 */
public interface CompileListener {
  /** Called for each outcome, in the order in which {@code compileall} meets the sources. */
  void finished(SourceOutcome outcome);

  /** Called when another source is done, whatever its place in the order. */
  default void progressed(int done, int total) {}
}
