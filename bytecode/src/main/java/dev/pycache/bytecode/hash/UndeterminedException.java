package dev.pycache.bytecode.hash;

/**
 * The order of a set cannot be told: a hash is an address, an item has no hash, or it takes too
 * many steps. It has no stack trace, as nothing but the catching of it matters.
 */
final class UndeterminedException extends Exception {
  private static final long serialVersionUID = 1;

  UndeterminedException() {
    super("no determined order", null, false, false);
  }
}
