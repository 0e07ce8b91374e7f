package dev.pycache.cache.why;

import dev.pycache.bytecode.marshal.MarshalProblem;
import dev.pycache.bytecode.pyc.PycHeader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What stands where the cache of a source belongs. */
public sealed interface CacheFile {
  /** The place. */
  String path();

  /** Nothing. */
  record Missing(String path) implements CacheFile {}

  /** Something that cannot be read; to an import as good as nothing. */
  record Unreadable(String path, IOException cause) implements CacheFile {}

  /**
   * A file.
   *
   * @param size bytes
   * @param header its header, if it has one that can be told
   * @param problem why its body cannot be loaded; null if it can, or if its magic number is unknown
   */
  record Present(
      String path, int size, @Nullable PycHeader header, @Nullable MarshalProblem problem)
      implements CacheFile {}
}
