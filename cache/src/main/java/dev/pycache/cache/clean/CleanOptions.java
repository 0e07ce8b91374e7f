package dev.pycache.cache.clean;

import dev.pycache.cache.status.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is to be removed. Each condition narrows what the others leave.
 *
 * @param prefix root of the tree of caches, if they are not beside their sources
 * @param states those of which at least one is true; empty for caches of all states
 * @param olderThan only what was written before that moment, by its modification time
 * @param maxBytes of all that is chosen only so much, least recently used first, that what is left
 *     of it takes no more than that; used is when it was read, or written if that is later
 * @param only whose caches; empty for everybody's
 * @param keep whose caches are kept
 * @param optimized only caches of {@code -O} and {@code -OO}
 * @param legacy what stands beside its source ({@code x.pyc}, {@code x.pyo}, {@code x$py.class})
 *     too
 * @param sourceless what stands there without a source too: that is not a cache but the module
 *     itself
 * @param tracked what git has too
 * @param dryRun tell all, and remove nothing; with {@code maxBytes} files are not read, so that one
 *     may be told of that is no cache by its first bytes, and will be kept
 * @param jobs number of threads; 0 for one on each processor
 */
public record CleanOptions(
    Optional<String> prefix,
    Set<State> states,
    Optional<Instant> olderThan,
    OptionalLong maxBytes,
    List<TagPattern> only,
    List<TagPattern> keep,
    boolean optimized,
    boolean legacy,
    boolean sourceless,
    boolean tracked,
    boolean dryRun,
    int jobs) {
  /** All caches in the folders for caches beside sources. */
  public static final CleanOptions ALL = new Builder().build();

  public CleanOptions {
    states = Set.copyOf(states);
    only = List.copyOf(only);
    keep = List.copyOf(keep);
  }

  /** Options that differ from {@link #ALL} in some things. */
  public static Builder builder() {
    return new Builder();
  }

  /** Makes options. */
  public static final class Builder {
    private Optional<String> prefix = Optional.empty();
    private Set<State> states = Set.of();
    private Optional<Instant> olderThan = Optional.empty();
    private OptionalLong maxBytes = OptionalLong.empty();
    private List<TagPattern> only = List.of();
    private List<TagPattern> keep = List.of();
    private boolean optimized;
    private boolean legacy;
    private boolean sourceless;
    private boolean tracked;
    private boolean dryRun;
    private int jobs;

    private Builder() {}

    /** See {@link CleanOptions#prefix}. */
    public Builder prefix(String root) {
      this.prefix = Optional.of(root);
      return this;
    }

    /** See {@link CleanOptions#states}. */
    public Builder states(Set<State> those) {
      this.states = those;
      return this;
    }

    /** See {@link CleanOptions#olderThan}. */
    public Builder olderThan(Instant moment) {
      this.olderThan = Optional.of(moment);
      return this;
    }

    /** See {@link CleanOptions#maxBytes}. */
    public Builder maxBytes(long bytes) {
      this.maxBytes = OptionalLong.of(bytes);
      return this;
    }

    /** See {@link CleanOptions#only}. */
    public Builder only(List<TagPattern> patterns) {
      this.only = patterns;
      return this;
    }

    /** See {@link CleanOptions#keep}. */
    public Builder keep(List<TagPattern> patterns) {
      this.keep = patterns;
      return this;
    }

    /** See {@link CleanOptions#optimized}. */
    public Builder optimized(boolean yes) {
      this.optimized = yes;
      return this;
    }

    /** See {@link CleanOptions#legacy}. */
    public Builder legacy(boolean yes) {
      this.legacy = yes;
      return this;
    }

    /** See {@link CleanOptions#sourceless}. */
    public Builder sourceless(boolean yes) {
      this.sourceless = yes;
      return this;
    }

    /** See {@link CleanOptions#tracked}. */
    public Builder tracked(boolean yes) {
      this.tracked = yes;
      return this;
    }

    /** See {@link CleanOptions#dryRun}. */
    public Builder dryRun(boolean yes) {
      this.dryRun = yes;
      return this;
    }

    /** See {@link CleanOptions#jobs}. */
    public Builder jobs(int threads) {
      this.jobs = threads;
      return this;
    }

    /** The options. */
    public CleanOptions build() {
      return new CleanOptions(
          prefix,
          states,
          olderThan,
          maxBytes,
          only,
          keep,
          optimized,
          legacy,
          sourceless,
          tracked,
          dryRun,
          jobs);
    }
  }
}
