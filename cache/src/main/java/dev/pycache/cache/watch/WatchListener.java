package dev.pycache.cache.watch;

import dev.pycache.cache.compile.CompileListener;
import dev.pycache.cache.compile.CompileSummary;

/**
 * Hears what becomes of sources while they are watched. Calls come from several threads, but never
 * two at a time.
 */
public interface WatchListener extends CompileListener {
  /**
   * Called once, when the run over the trees is over and changes are waited for.
   *
   * @param first what that run did
   * @param folders number of folders that are watched
   */
  default void watching(CompileSummary first, int folders) {}

  /** Called when a source is no longer there. Its caches are left alone. */
  default void gone(String source) {}
}
