package dev.pycache.bytecode;

import java.util.List;

/** A Python {@code dict} or, from 3.15 on, {@code frozendict}. */
public final class DictObject implements MarshalOnly {
  private final boolean frozen;
  private final List<Constant> keysAndValues;

  /**
   * @param frozen whether it is a {@code frozendict}
   * @param keysAndValues keys and values in turn, in the order of the file; the caller may go on to
   *     fill it
   */
  public DictObject(boolean frozen, List<Constant> keysAndValues) {
    this.frozen = frozen;
    this.keysAndValues = keysAndValues;
  }

  /** Whether it is a {@code frozendict}. */
  public boolean frozen() {
    return frozen;
  }

  /** Keys and values in turn, not to be changed. */
  public List<Constant> keysAndValues() {
    return keysAndValues;
  }
}
