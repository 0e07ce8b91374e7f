package dev.pycache.cache.doctor;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times in the sentences of findings. */
final class Words {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Words() {}

  /** {@code 1 cache}, {@code 12,000 caches}. */
  static String count(int count, String one, String many) {
    return String.format(Locale.ROOT, "%,d ", count) + (count == 1 ? one : many);
  }

  /** {@code 1.5 MiB}. */
  static String bytes(long bytes) {
    if (bytes < 1024) {
      return bytes + " bytes";
    }
    return bytes < 1 << 20
        ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0)
        : String.format(Locale.ROOT, "%,.1f MiB", bytes / (1024.0 * 1024));
  }

  /** {@code 1980-01-01 00:00:00 UTC}. */
  static String time(Instant time) {
    return TIME.format(time);
  }
}
