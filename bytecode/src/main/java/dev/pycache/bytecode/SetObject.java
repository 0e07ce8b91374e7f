package dev.pycache.bytecode;

import java.util.List;

/** A Python {@code set}, with its elements in the order of the file. */
public final class SetObject implements MarshalOnly {
  private final List<Constant> items;

  /**
   * @param items the elements; the caller may go on to fill it
   */
  public SetObject(List<Constant> items) {
    this.items = items;
  }

  /** The elements in the order of the file, not to be changed. */
  public List<Constant> items() {
    return items;
  }
}
