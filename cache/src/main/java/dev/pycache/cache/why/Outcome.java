package dev.pycache.cache.why;

import dev.pycache.bytecode.marshal.MarshalProblem;
import dev.pycache.compiler.Diagnostic;
import java.io.IOException;

/** What an import does next. */
public sealed interface Outcome {
  /** Whether the import comes to an end without an exception, as far as code is concerned. */
  default boolean succeeds() {
    return true;
  }

  /** It executes the code in the cache. */
  record UsesCache() implements Outcome {}

  /** It compiles the source. */
  record Compiles(Writing writing) implements Outcome {}

  /**
   * It takes the cache by its header and then cannot load the body: it does not compile instead.
   */
  record CacheFails(MarshalProblem problem) implements Outcome {
    @Override
    public boolean succeeds() {
      return false;
    }
  }

  /** It has to compile the source, which does not compile. */
  record SourceRejected(Diagnostic diagnostic) implements Outcome {
    @Override
    public boolean succeeds() {
      return false;
    }
  }

  /** It has to read the source and cannot. */
  record SourceUnreadable(IOException cause) implements Outcome {
    @Override
    public boolean succeeds() {
      return false;
    }
  }

  /** It refuses a {@code .pyc} that stands without a source by its header. */
  record SourcelessRefused() implements Outcome {
    @Override
    public boolean succeeds() {
      return false;
    }
  }
}
