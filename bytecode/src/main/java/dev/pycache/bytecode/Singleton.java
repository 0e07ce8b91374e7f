package dev.pycache.bytecode;

/**
 * The constants of which Python has exactly one object. Marshal never writes a reference to them.
 */
public enum Singleton implements Constant {
  NONE("None"),
  TRUE("True"),
  FALSE("False"),
  ELLIPSIS("Ellipsis");

  private final String text;

  Singleton(String text) {
    this.text = text;
  }

  /** The singleton as Python's {@code repr} prints it. */
  public String text() {
    return text;
  }

  /** {@code True} or {@code False}. */
  public static Singleton of(boolean value) {
    return value ? TRUE : FALSE;
  }
}
