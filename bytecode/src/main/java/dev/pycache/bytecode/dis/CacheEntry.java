package dev.pycache.bytecode.dis;

/**
 * A value in the inline cache of an instruction.
 *
 * @param name what it is for, as in {@code counter}
 * @param offset of its first code unit, in bytes
 * @param units its size in code units
 * @param value the bytes as a number, which counts as unsigned
 */
public record CacheEntry(String name, int offset, int units, long value) {
  /** The name of the instruction that stands for each code unit of a cache. */
  static final String NAME = "CACHE";

  /** As {@code dis} shows it: {@code counter: 0}. */
  public String text() {
    return name + ": " + Long.toUnsignedString(value);
  }
}
