package dev.pycache.cache.status;

import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many caches are in which state.
 *
 * @param sources number of sources
 * @param unreadable number of paths and folders that could not be listed
 * @param groups by interpreter, then by state
 */
public record StatusSummary(long sources, long unreadable, SortedMap<Group, Count> groups) {
  private static final Comparator<Group> ORDER =
      Comparator.comparing(Group::interpreter).thenComparing(Group::state);

  /**
   * What is counted together.
   *
   * @param interpreter {@link StatusEntry#interpreter()}
   */
  public record Group(String interpreter, State state) {}

  /**
   * A sum.
   *
   * @param files number of entries
   * @param bytes their bytes
   */
  public record Count(long files, long bytes) {
    Count plus(Count other) {
      return new Count(files + other.files, bytes + other.bytes);
    }
  }

  /** Number of entries in a state. */
  public long files(State state) {
    long files = 0;
    for (var each : groups.entrySet()) {
      files += each.getKey().state() == state ? each.getValue().files() : 0;
    }
    return files;
  }

  /** All cache files, whatever their state. */
  public Count total() {
    var total = new Count(0, 0);
    for (var each : groups.entrySet()) {
      total = each.getKey().state() == State.MISSING ? total : total.plus(each.getValue());
    }
    return total;
  }

  /** Makes a summary. */
  static final class Builder {
    private final SortedMap<Group, Count> groups = new TreeMap<>(ORDER);
    private long sources;
    private long unreadable;
    private long files;

    /** Sources and cache files so far. */
    long files() {
      return files;
    }

    void addSources(int count) {
      sources += count;
      files += count;
    }

    void addUnreadable() {
      unreadable++;
    }

    void add(StatusEntry entry) {
      files += entry.state() == State.MISSING ? 0 : 1;
      groups.merge(
          new Group(entry.interpreter(), entry.state()), new Count(1, entry.bytes()), Count::plus);
    }

    StatusSummary build() {
      return new StatusSummary(sources, unreadable, new TreeMap<>(groups));
    }
  }
}
