package dev.pycache.cli.clean;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Ages and sizes as people write them. */
public final class Amounts {
  private static final Pattern AGE = Pattern.compile("(\\d{1,9})([smhdw])");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,18})(?:([KMGT]?)(?:I?B)?)?");

  private Amounts() {}

  /** An age as in {@code 30d}: seconds, minutes, hours, days or weeks. */
  public static Duration age(String text) {
    Matcher form = AGE.matcher(text);
    if (!form.matches()) {
      throw new TypeConversionException(
          "'" + text + "' is no age, as 45s, 90m, 12h, 30d or 4w are");
    }
    long number = Long.parseLong(form.group(1));
    return switch (form.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      default -> Duration.ofDays(7 * number);
    };
  }

  /** A size as in {@code 500M}: bytes, or so many times 1024 of them. */
  public static Long size(String text) {
    Matcher form = SIZE.matcher(text.toUpperCase(Locale.ROOT));
    if (form.matches()) {
      String unit = form.group(2) == null ? "" : form.group(2);
      int power = unit.isEmpty() ? 0 : "KMGT".indexOf(unit) + 1;
      try {
        return Math.multiplyExact(Long.parseLong(form.group(1)), 1L << 10 * power);
      } catch (ArithmeticException e) {
        // said below
      }
    }
    throw new TypeConversionException(
        "'" + text + "' is no size, as 1000000, 500K, 100M or 2G are");
  }
}
