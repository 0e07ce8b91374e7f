package dev.pycache.cache.compile;

import dev.pycache.bytecode.Target;
import dev.pycache.cache.path.CacheLayout;
import java.util.List;
import java.util.TreeSet;

/**
 * What to compile for, and how.
 *
 * @param target the release whose caches are wanted
 * @param layout where the caches go
 * @param levels optimisation levels, each with caches of its own; kept sorted, each once
 * @param force compile fresh sources too
 * @param jobs number of threads; 0 for one on each processor
 */
public record CompileOptions(
    Target target, CacheLayout layout, List<Integer> levels, boolean force, int jobs) {
  public CompileOptions {
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
    levels = List.copyOf(new TreeSet<>(levels));
  }

  /** Caches beside the sources at level 0, fresh ones left alone, on all processors. */
  public static CompileOptions of(Target target) {
    return new CompileOptions(target, CacheLayout.of(target), List.of(0), false, 0);
  }

  public CompileOptions withLevels(List<Integer> newLevels) {
    return new CompileOptions(target, layout, newLevels, force, jobs);
  }

  public CompileOptions withForce(boolean newForce) {
    return new CompileOptions(target, layout, levels, newForce, jobs);
  }

  public CompileOptions withJobs(int newJobs) {
    return new CompileOptions(target, layout, levels, force, newJobs);
  }
}
