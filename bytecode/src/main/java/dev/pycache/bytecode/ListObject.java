package dev.pycache.bytecode;

import java.util.List;

/**
 * A Python {@code list}. It may hold itself, so nothing walks it that does not count its steps;
 * equality is identity, as of all mutable values here.
 */
public final class ListObject implements MarshalOnly {
  private final List<Constant> items;

  /**
   * @param items the elements in order; the caller may go on to fill it, as a reader does that
   *     meets a list within itself
   */
  public ListObject(List<Constant> items) {
    this.items = items;
  }

  /** The elements in order, not to be changed. */
  public List<Constant> items() {
    return items;
  }
}
