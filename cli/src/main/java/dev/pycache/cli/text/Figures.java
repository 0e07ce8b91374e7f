package dev.pycache.cli.text;

import java.util.HexFormat;
import java.util.Locale;

/** Numbers as the texts show them. */
public final class Figures {
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long YEAR = 365 * DAY;

  private Figures() {}

  /** A number with its digits in groups of three, as in {@code 1,234}. */
  public static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** So many bytes, in words. */
  public static String bytes(long count) {
    return grouped(count) + (count == 1 ? " byte" : " bytes");
  }

  /** A share of a whole as a percentage with one decimal. */
  public static String percent(int part, int whole) {
    return String.format(Locale.ROOT, "%.1f %%", whole == 0 ? 0.0 : 100.0 * part / whole);
  }

  /** The hash of a source in hexadecimal, in the order of the bytes in the header. */
  public static String hash(long littleEndian) {
    return HexFormat.of().toHexDigits(Long.reverseBytes(littleEndian));
  }

  /** A length of time in its largest unit, as in {@code 3 days}. */
  public static String span(long seconds) {
    long unit = seconds >= YEAR ? YEAR : seconds >= DAY ? DAY : seconds >= HOUR ? HOUR : MINUTE;
    String word = unit == YEAR ? "year" : unit == DAY ? "day" : unit == HOUR ? "hour" : "minute";
    if (seconds < MINUTE) {
      unit = 1;
      word = "second";
    }
    long number = seconds / unit;
    return grouped(number) + " " + word + (number == 1 ? "" : "s");
  }
}
