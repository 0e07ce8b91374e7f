package dev.pycache.bytecode.table;

/**
 * The forms of an entry of the location table, by the number in its first byte ({@code
 * Objects/locations.md}).
 */
final class LocationForm {
  /** 0 to 9, the column divided by 8: one byte, same line. */
  static final int SHORT = 0;

  /** 10 to 12, the line delta added: two columns. */
  static final int ONE_LINE = 10;

  static final int NO_COLUMNS = 13;
  static final int LONG = 14;
  static final int NONE = 15;

  private LocationForm() {}
}
