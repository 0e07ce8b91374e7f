package dev.pycache.conformance;

import java.io.IOException;

/** Sources to compare on. */
interface Corpus {
  /** Hands every case to {@code sink}, always in the same order. */
  void forEach(Sink sink) throws IOException;

  /** Takes cases. */
  @FunctionalInterface
  interface Sink {
    void accept(Case next) throws IOException;
  }
}
