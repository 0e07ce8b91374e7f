package dev.pycache.cache.doctor;

import dev.pycache.cache.status.Finding.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds sources whose modification times are not those of modifications. */
final class TimeCheck {
  /** Clocks of file servers go a little wrong. */
  private static final Duration TOLERANCE = Duration.ofMinutes(2);

  /**
   * What tools write when they have no time: 1970 and a second later (archives, the Nix store), the
   * first time that a zip file can hold, the time of packages of npm, and Bazel's.
   */
  private static final Set<Long> NO_TIMES =
      Set.of(0L, 1L, 315_532_800L, 499_162_500L, 1_262_304_000L);

  private final Instant latest = Instant.now().plus(TOLERANCE);
  private final List<Place> future = new ArrayList<>();
  private final List<Place> zeroed = new ArrayList<>();
  private final List<Place> clamped = new ArrayList<>();

  void source(String path, Instant time) {
    if (time.isAfter(latest)) {
      future.add(new Place(path, 0, Words.time(time)));
    } else if (time.getNano() == 0 && NO_TIMES.contains(time.getEpochSecond())) {
      zeroed.add(new Place(path, 0, Words.time(time)));
    }
  }

  /**
   * A cache that is stale by its time. Who edits a file makes it newer; if it is older than what
   * its cache was made of, and of the same size, somebody has set the time.
   */
  void stale(String cache, Change.Stamp change) {
    if (change.secondsNewer() < 0 && change.bytesLarger() == 0) {
      String detail =
          "made of a source of "
              + Words.time(Instant.ofEpochSecond(change.recorded()))
              + ", which now is of "
              + Words.time(Instant.ofEpochSecond(change.actual()));
      clamped.add(new Place(cache, 0, detail));
    }
  }

  void tell(String root, Report report) {
    tell(Rule.FUTURE_TIME, root, future, report);
    tell(Rule.ZEROED_TIME, root, zeroed, report);
    tell(Rule.CLAMPED_TIME, root, clamped, report);
  }

  private static void tell(Rule rule, String root, List<Place> places, Report report) {
    if (!places.isEmpty()) {
      report.found(new Finding.OddTimes(rule, root, places));
    }
  }
}
