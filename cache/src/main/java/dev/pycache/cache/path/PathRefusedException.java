package dev.pycache.cache.path;

/** A path that importlib has no answer for; the message is Python's own. */
public final class PathRefusedException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String pythonName;

  PathRefusedException(String pythonName, String message) {
    super(message);
    this.pythonName = pythonName;
  }

  /** The exception that Python raises, as in {@code "ValueError"}. */
  public String pythonName() {
    return pythonName;
  }
}
