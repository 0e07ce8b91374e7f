package dev.pycache.bytecode.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the instructions of a code object come from in the source, whatever table its version
 * keeps: for each range of bytes the line, and where the version knows them the columns. {@link
 * LineTable} makes it. The ranges are in the order of the code; each ends where the next one
 * starts.
 */
public final class SourceLines {
  /** In the place of a line: these instructions are said to have none. */
  public static final int NO_LINE = -1;

  private int[] starts = new int[32];
  private int[] lines = new int[32];
  private int count;
  private int end;
  private final List<Location> locations = new ArrayList<>();

  SourceLines() {}

  /** Those of code of which nothing is known. */
  public static SourceLines none() {
    return new SourceLines();
  }

  /** A range from {@code start} to the start of the next one, or to the {@linkplain #end end}. */
  void add(int start, int line) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      lines = Arrays.copyOf(lines, 2 * count);
    }
    starts[count] = start;
    lines[count++] = line;
    end = Integer.MAX_VALUE;
  }

  /** A range of which the columns are known. Either all are added so or none. */
  void add(Location location) {
    add(2 * location.start(), location.line());
    locations.add(location);
  }

  /** The offset at which the last range ends; without this call it has no end. */
  void end(int offset) {
    end = offset;
  }

  /** The number of ranges. */
  public int count() {
    return count;
  }

  /** The offset in bytes at which a range starts; that of the next one is not less. */
  public int start(int index) {
    return starts[index];
  }

  /** The line of a range, {@link #NO_LINE} if it has none. */
  public int line(int index) {
    return lines[index];
  }

  /** The ranges with their columns, in order; empty if the version does not know columns. */
  public List<Location> locations() {
    return Collections.unmodifiableList(locations);
  }

  /** The line of an instruction, {@link #NO_LINE} if it has none. */
  public int lineAt(int offset) {
    int index = find(offset);
    return index < 0 ? NO_LINE : lines[index];
  }

  /**
   * The place of an instruction; null where the version knows no columns or the table is silent.
   */
  public @Nullable Location locationAt(int offset) {
    int index = find(offset);
    return index < 0 || index >= locations.size() ? null : locations.get(index);
  }

  /** Index of the last range that starts at or before an offset, -1 if none reaches it. */
  private int find(int offset) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (starts[middle] <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return offset < end ? low - 1 : -1;
  }
}
