package dev.pycache.cache.freshness;

import dev.pycache.bytecode.PythonVersion;
import java.io.IOException;

/** What is known of a source. */
public interface SourceFacts {
  /** Modification time in whole seconds, as Python's {@code int(st_mtime)}. */
  long mtime();

  /** Size in bytes. */
  long size();

  /**
   * The hash that a version's header would have ({@code importlib.util.source_hash}). Reads the
   * source when it is first asked for.
   */
  long hash(PythonVersion python) throws IOException;
}
