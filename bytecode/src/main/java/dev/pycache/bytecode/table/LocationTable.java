package dev.pycache.bytecode.table;

import dev.pycache.bytecode.Bytes;
import java.util.ArrayList;
import java.util.List;

/** Reads the location table of 3.11 and later. */
public final class LocationTable {
  private static final int UNKNOWN = -1;

  private final byte[] bytes;
  private int position;

  private LocationTable(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The entries of a table in order.
   *
   * @throws IllegalArgumentException if it is not a location table
   */
  public static List<Location> read(Bytes table, int firstLine) {
    try {
      return new LocationTable(table.value()).read(firstLine);
    } catch (ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException("the location table ends within an entry", e);
    }
  }

  private List<Location> read(int firstLine) {
    List<Location> locations = new ArrayList<>();
    int line = firstLine;
    int start = 0;
    while (position < bytes.length) {
      int first = bytes[position++];
      if (first >= 0) {
        throw new IllegalArgumentException(
            "no entry starts at byte " + (position - 1) + " of the location table");
      }
      int form = first >> 3 & 0xF;
      int units = (first & 7) + 1;
      switch (form) {
        case LocationForm.NONE ->
            locations.add(new Location(start, units, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN));
        case LocationForm.LONG -> {
          line += readSigned();
          int endLine = line + readUnsigned();
          int column = readUnsigned() - 1;
          locations.add(new Location(start, units, line, endLine, column, readUnsigned() - 1));
        }
        case LocationForm.NO_COLUMNS -> {
          line += readSigned();
          locations.add(new Location(start, units, line, line, UNKNOWN, UNKNOWN));
        }
        case LocationForm.ONE_LINE, LocationForm.ONE_LINE + 1, LocationForm.ONE_LINE + 2 -> {
          line += form - LocationForm.ONE_LINE;
          int column = bytes[position++] & 0xFF;
          locations.add(new Location(start, units, line, line, column, bytes[position++] & 0xFF));
        }
        default -> {
          int columns = bytes[position++] & 0xFF;
          int column = form << 3 | columns >> 4;
          locations.add(new Location(start, units, line, line, column, column + (columns & 0xF)));
        }
      }
      start += units;
    }
    return locations;
  }

  private int readUnsigned() {
    int value = 0;
    int shift = 0;
    int group;
    do {
      group = bytes[position++];
      value |= (group & 0x3F) << shift;
      shift += 6;
    } while ((group & 0x40) != 0 && shift < 36);
    return value;
  }

  private int readSigned() {
    int value = readUnsigned();
    return (value & 1) != 0 ? -(value >>> 1) : value >>> 1;
  }
}
