package dev.pycache.cache.canonical;

/** What became of a {@code .pyc} that was to be in canonical form. */
public sealed interface CanonicalOutcome {
  /** The file: the given path joined with the names below it. */
  String path();

  /** It was in canonical form and has been left alone. */
  record Canonical(String path) implements CanonicalOutcome {}

  /**
   * It has been replaced by its canonical form.
   *
   * @param oldSize number of bytes before
   * @param newSize number of bytes now
   * @param difference offset of the first byte that changed
   */
  record Rewritten(String path, int oldSize, int newSize, int difference)
      implements CanonicalOutcome {}

  /**
   * It is not in canonical form, and was only to be checked.
   *
   * @param size number of its bytes
   * @param canonicalSize number of bytes of its canonical form
   * @param difference offset of the first byte that would change
   */
  record NotCanonical(String path, int size, int canonicalSize, int difference)
      implements CanonicalOutcome {}

  /**
   * It could not be read, has no canonical form, or could not be replaced; it is as it was.
   *
   * @param cause an {@link java.io.IOException}, of which {@link
   *     dev.pycache.bytecode.pyc.PycFormatException} and {@link
   *     dev.pycache.bytecode.marshal.MarshalException} know the offset; or what the Java machine or
   *     a fault of ours threw
   */
  record Failed(String path, Throwable cause) implements CanonicalOutcome {}
}
