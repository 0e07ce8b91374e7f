package dev.pycache.cache.compile;

import dev.pycache.bytecode.Target;
import dev.pycache.compiler.Diagnostic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one cache of one source. A source that does not get one of its caches gets none of
 * a higher level for the same target.
 */
public sealed interface SourceOutcome {
  /** The source: the given path joined with the names below it. */
  String path();

  /**
   * The cache, or null where none could be thought of: a path that is missing, a folder that cannot
   * be listed.
   */
  @Nullable String cache();

  /** What the compiler had to say besides, before any filter. */
  default List<SourceWarning> warnings() {
    return List.of();
  }

  /**
   * The cache was missing, stale or not wanted, and has been replaced.
   *
   * @param name what the source is called in the cache
   */
  record Written(String path, String cache, String name, List<SourceWarning> warnings)
      implements SourceOutcome {}

  /**
   * The cache had the right code behind the header of another mode or time, and has been replaced
   * by one with the same code.
   */
  record Converted(String path, String cache) implements SourceOutcome {}

  /** The cache was good and has been left alone. */
  record Fresh(String path, String cache) implements SourceOutcome {}

  /**
   * The source does not compile; the cache is as it was.
   *
   * @param target the release that it was compiled for
   * @param name what the source would have been called in the cache, and is called by the error
   */
  record Rejected(
      String path,
      String cache,
      Target target,
      String name,
      Diagnostic diagnostic,
      List<SourceWarning> warnings)
      implements SourceOutcome {}

  /**
   * The source could not be read, or the cache not written.
   *
   * @param cause an {@link java.io.IOException}, or what the Java machine or a fault of the
   *     compiler threw
   */
  record Failed(String path, @Nullable String cache, Throwable cause) implements SourceOutcome {}
}
