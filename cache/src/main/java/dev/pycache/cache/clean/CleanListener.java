package dev.pycache.cache.clean;

/** Hears what becomes of files, in the order of paths, on the thread that asked. */
public interface CleanListener {
  /** A file that was chosen, or a folder. */
  void outcome(CleanOutcome outcome);

  /**
   * A folder is done.
   *
   * @param files number of files removed so far
   */
  default void progressed(long files) {}
}
