package dev.pycache.cache.compile;

import dev.pycache.bytecode.Target;
import dev.pycache.cache.freshness.InvalidationMode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What to compile for, and how. Immutable: {@link #of} has the defaults, and each {@code with}
 * method gives options that differ in one thing.
 */
public final class CompileOptions {
  private List<Target> targets;
  private Optional<String> prefix = Optional.empty();
  private List<Integer> levels = List.of(0);
  private InvalidationMode mode = InvalidationMode.TIMESTAMP;
  private SourceSelection selection = SourceSelection.ALL;
  private FileNaming naming = FileNaming.asFound();
  private boolean legacy;
  private boolean hardlinkDuplicates;
  private boolean force;
  private boolean dryRun;
  private int jobs;

  private CompileOptions(Target target) {
    targets = List.of(target);
  }

  /** A copy, in which a {@code with} method then sets one thing. */
  private CompileOptions(CompileOptions from) {
    targets = from.targets;
    prefix = from.prefix;
    levels = from.levels;
    mode = from.mode;
    selection = from.selection;
    naming = from.naming;
    legacy = from.legacy;
    hardlinkDuplicates = from.hardlinkDuplicates;
    force = from.force;
    dryRun = from.dryRun;
    jobs = from.jobs;
  }

  /** Timestamp caches beside the sources at level 0, fresh ones left alone, on all processors. */
  public static CompileOptions of(Target target) {
    return new CompileOptions(target);
  }

  /** The releases whose caches are wanted, each once, in the order given. */
  public List<Target> targets() {
    return targets;
  }

  /**
   * @throws IllegalArgumentException if there is none, or if the caches of two have the same place
   */
  public CompileOptions withTargets(List<Target> newTargets) {
    if (newTargets.isEmpty()) {
      throw new IllegalArgumentException("no target");
    }
    var changed = new CompileOptions(this);
    changed.targets = List.copyOf(new LinkedHashSet<>(newTargets));
    changed.checkPlaces();
    return changed;
  }

  private void checkPlaces() {
    for (int i = 1; i < targets.size(); i++) {
      Target one = targets.get(i);
      for (Target other : targets.subList(0, i)) {
        if (legacy || one.cacheTag().equals(other.cacheTag())) {
          throw new IllegalArgumentException(
              "the caches of Python " + other + " and " + one + " have the same names");
        }
      }
    }
  }

  /** Root of the tree of caches, if they are not to be beside their sources. */
  public Optional<String> prefix() {
    return prefix;
  }

  public CompileOptions withPrefix(Optional<String> newPrefix) {
    var changed = new CompileOptions(this);
    changed.prefix = newPrefix;
    return changed;
  }

  /**
   * Optimisation levels, each with caches of its own; sorted, each once. With {@link #legacy} only
   * the highest.
   */
  public List<Integer> levels() {
    return legacy ? List.of(levels.getLast()) : levels;
  }

  /**
   * @throws IllegalArgumentException if there is none, or one that Python does not have
   */
  public CompileOptions withLevels(List<Integer> newLevels) {
    if (newLevels.isEmpty()) {
      throw new IllegalArgumentException("no optimization level");
    }
    for (int level : newLevels) {
      if (level < 0 || level > 2) {
        throw new IllegalArgumentException("optimization level " + level + " is not 0, 1 or 2");
      }
    }
    var changed = new CompileOptions(this);
    changed.levels = List.copyOf(new TreeSet<>(newLevels));
    return changed;
  }

  /**
   * How caches know their source. One of another mode is converted: its header alone is made anew,
   * if its code is sure to be that of the source.
   */
  public InvalidationMode mode() {
    return mode;
  }

  public CompileOptions withMode(InvalidationMode newMode) {
    var changed = new CompileOptions(this);
    changed.mode = newMode;
    return changed;
  }

  /** Which sources are looked at. */
  public SourceSelection selection() {
    return selection;
  }

  public CompileOptions withSelection(SourceSelection newSelection) {
    var changed = new CompileOptions(this);
    changed.selection = newSelection;
    return changed;
  }

  /** Which names the sources get in their caches. */
  public FileNaming naming() {
    return naming;
  }

  public CompileOptions withNaming(FileNaming newNaming) {
    var changed = new CompileOptions(this);
    changed.naming = newNaming;
    return changed;
  }

  /**
   * Whether the cache of {@code a.py} is put beside it as {@code a.pyc}, whatever the layout. There
   * is room for one level and one target.
   */
  public boolean legacy() {
    return legacy;
  }

  /**
   * @throws IllegalArgumentException if there are several targets
   */
  public CompileOptions withLegacy(boolean newLegacy) {
    var changed = new CompileOptions(this);
    changed.legacy = newLegacy;
    changed.checkPlaces();
    return changed;
  }

  /** Whether caches of different levels are made one file if they are equal. */
  public boolean hardlinkDuplicates() {
    return hardlinkDuplicates;
  }

  public CompileOptions withHardlinkDuplicates(boolean link) {
    var changed = new CompileOptions(this);
    changed.hardlinkDuplicates = link;
    return changed;
  }

  /** Whether fresh sources are compiled too. */
  public boolean force() {
    return force;
  }

  public CompileOptions withForce(boolean newForce) {
    var changed = new CompileOptions(this);
    changed.force = newForce;
    return changed;
  }

  /** Whether nothing is written; outcomes are what they would be. */
  public boolean dryRun() {
    return dryRun;
  }

  public CompileOptions withDryRun(boolean newDryRun) {
    var changed = new CompileOptions(this);
    changed.dryRun = newDryRun;
    return changed;
  }

  /** Number of threads; 0 for one on each processor. */
  public int jobs() {
    return jobs;
  }

  /**
   * @throws IllegalArgumentException if the number is negative
   */
  public CompileOptions withJobs(int newJobs) {
    if (newJobs < 0) {
      throw new IllegalArgumentException("number of jobs " + newJobs + " is negative");
    }
    var changed = new CompileOptions(this);
    changed.jobs = newJobs;
    return changed;
  }
}
