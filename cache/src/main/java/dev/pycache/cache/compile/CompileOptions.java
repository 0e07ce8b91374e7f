package dev.pycache.cache.compile;

import dev.pycache.bytecode.Target;
import dev.pycache.cache.freshness.InvalidationMode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What to compile for, and how. {@link #of} has the defaults, and each {@code with} method gives
 * options that differ in one thing.
 *
 * @param targets the releases whose caches are wanted, each once, in the order given
 * @param prefix root of the tree of caches, if they are not to be beside their sources
 * @param levels optimisation levels, each with caches of its own; kept sorted, each once
 * @param mode how caches know their source. One of another mode is converted: its header alone is
 *     made anew, if its code is sure to be that of the source.
 * @param selection which sources are looked at
 * @param naming which names the sources get in their caches
 * @param legacy put the cache of {@code a.py} beside it as {@code a.pyc}, whatever the layout. It
 *     has room for one level: the highest is kept.
 * @param hardlinkDuplicates make caches of different levels one file if they are equal
 * @param force compile fresh sources too
 * @param dryRun write nothing; outcomes are what they would be
 * @param jobs number of threads; 0 for one on each processor
 */
public record CompileOptions(
    List<Target> targets,
    Optional<String> prefix,
    List<Integer> levels,
    InvalidationMode mode,
    SourceSelection selection,
    FileNaming naming,
    boolean legacy,
    boolean hardlinkDuplicates,
    boolean force,
    boolean dryRun,
    int jobs) {
  /**
   * @throws IllegalArgumentException if there is no level, one that Python does not have, a
   *     negative number of jobs, no target, or two whose caches have the same place
   */
  public CompileOptions {
    targets = List.copyOf(new LinkedHashSet<>(targets));
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("no target");
    }
    checkPlaces(targets, legacy);
    if (levels.isEmpty()) {
      throw new IllegalArgumentException("no optimization level");
    }
    for (int level : levels) {
      if (level < 0 || level > 2) {
        throw new IllegalArgumentException("optimization level " + level + " is not 0, 1 or 2");
      }
    }
    if (jobs < 0) {
      throw new IllegalArgumentException("number of jobs " + jobs + " is negative");
    }
    var sorted = new TreeSet<>(levels);
    levels = legacy ? List.of(sorted.getLast()) : List.copyOf(sorted);
  }

  private static void checkPlaces(List<Target> targets, boolean legacy) {
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

  /** Timestamp caches beside the sources at level 0, fresh ones left alone, on all processors. */
  public static CompileOptions of(Target target) {
    return new CompileOptions(
        List.of(target),
        Optional.empty(),
        List.of(0),
        InvalidationMode.TIMESTAMP,
        SourceSelection.ALL,
        FileNaming.asFound(),
        false,
        false,
        false,
        false,
        0);
  }

  public CompileOptions withTargets(List<Target> newTargets) {
    return new CompileOptions(
        newTargets,
        prefix,
        levels,
        mode,
        selection,
        naming,
        legacy,
        hardlinkDuplicates,
        force,
        dryRun,
        jobs);
  }

  public CompileOptions withPrefix(Optional<String> newPrefix) {
    return new CompileOptions(
        targets,
        newPrefix,
        levels,
        mode,
        selection,
        naming,
        legacy,
        hardlinkDuplicates,
        force,
        dryRun,
        jobs);
  }

  public CompileOptions withLevels(List<Integer> newLevels) {
    return new CompileOptions(
        targets,
        prefix,
        newLevels,
        mode,
        selection,
        naming,
        legacy,
        hardlinkDuplicates,
        force,
        dryRun,
        jobs);
  }

  public CompileOptions withMode(InvalidationMode newMode) {
    return new CompileOptions(
        targets,
        prefix,
        levels,
        newMode,
        selection,
        naming,
        legacy,
        hardlinkDuplicates,
        force,
        dryRun,
        jobs);
  }

  public CompileOptions withSelection(SourceSelection newSelection) {
    return new CompileOptions(
        targets,
        prefix,
        levels,
        mode,
        newSelection,
        naming,
        legacy,
        hardlinkDuplicates,
        force,
        dryRun,
        jobs);
  }

  public CompileOptions withNaming(FileNaming newNaming) {
    return new CompileOptions(
        targets,
        prefix,
        levels,
        mode,
        selection,
        newNaming,
        legacy,
        hardlinkDuplicates,
        force,
        dryRun,
        jobs);
  }

  public CompileOptions withLegacy(boolean newLegacy) {
    return new CompileOptions(
        targets,
        prefix,
        levels,
        mode,
        selection,
        naming,
        newLegacy,
        hardlinkDuplicates,
        force,
        dryRun,
        jobs);
  }

  public CompileOptions withHardlinkDuplicates(boolean link) {
    return new CompileOptions(
        targets, prefix, levels, mode, selection, naming, legacy, link, force, dryRun, jobs);
  }

  public CompileOptions withForce(boolean newForce) {
    return new CompileOptions(
        targets,
        prefix,
        levels,
        mode,
        selection,
        naming,
        legacy,
        hardlinkDuplicates,
        newForce,
        dryRun,
        jobs);
  }

  public CompileOptions withDryRun(boolean newDryRun) {
    return new CompileOptions(
        targets,
        prefix,
        levels,
        mode,
        selection,
        naming,
        legacy,
        hardlinkDuplicates,
        force,
        newDryRun,
        jobs);
  }

  public CompileOptions withJobs(int newJobs) {
    return new CompileOptions(
        targets,
        prefix,
        levels,
        mode,
        selection,
        naming,
        legacy,
        hardlinkDuplicates,
        force,
        dryRun,
        newJobs);
  }
}
