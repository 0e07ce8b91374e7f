package dev.pycache.conformance.fuzz;

import dev.pycache.bytecode.marshal.MarshalData;
import dev.pycache.bytecode.pyc.PycFile;
import java.io.IOException;

/**
 * A cache as an interpreter made it, to be harmed.
 *
 * @param name tells it from the others
 * @param file what it is
 * @param bytes all of it
 */
record Specimen(String name, PycFile file, byte[] bytes) {
  /**
   * Reads it.
   *
   * @throws IOException if it is no cache
   */
  static Specimen of(String name, byte[] bytes) throws IOException {
    return new Specimen(name, PycFile.read(bytes), bytes);
  }

  /** The objects and where they stand. */
  MarshalData data() {
    return file.data();
  }
}
