package dev.pycache.bytecode.anatomy;

import java.util.Arrays;

/** So many bytes for each {@link Part}. Immutable. */
public final class PartSizes {
  private final int[] bytes;

  private PartSizes(int[] bytes) {
    this.bytes = bytes;
  }

  /** The number of bytes that are there for this part. */
  public int of(Part part) {
    return bytes[part.ordinal()];
  }

  /** The number of bytes that are there for the parts of this group. */
  public int of(Part.Group group) {
    int sum = 0;
    for (Part part : Part.values()) {
      sum += part.group() == group ? of(part) : 0;
    }
    return sum;
  }

  /** The number of all bytes. */
  public int total() {
    return Arrays.stream(bytes).sum();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PartSizes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    for (Part part : Part.values()) {
      if (of(part) != 0) {
        text.append(text.isEmpty() ? "" : ", ").append(part.label()).append(' ').append(of(part));
      }
    }
    return text.toString();
  }

  /** Counts. */
  static final class Builder {
    private final int[] bytes = new int[Part.values().length];

    void add(Part part, int count) {
      bytes[part.ordinal()] += count;
    }

    void add(PartSizes sizes) {
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] += sizes.bytes[i];
      }
    }

    PartSizes build() {
      return new PartSizes(bytes.clone());
    }
  }
}
