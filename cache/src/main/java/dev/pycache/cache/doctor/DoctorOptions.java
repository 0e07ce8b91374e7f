package dev.pycache.cache.doctor;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What is looked for.
 *
 * @param rules those that are looked for; what only others need is not even read
 * @param prefix root of the tree of caches, if they are not beside their sources
 * @param jobs number of threads; 0 for one on each processor
 */
public record DoctorOptions(Set<Rule> rules, Optional<String> prefix, int jobs) {
  public DoctorOptions {
    rules = Set.copyOf(rules);
  }

  /** All rules, caches beside their sources. */
  public static DoctorOptions all() {
    return new DoctorOptions(EnumSet.allOf(Rule.class), Optional.empty(), 0);
  }

  /** The same for other rules. */
  public DoctorOptions withRules(Set<Rule> others) {
    return new DoctorOptions(others, prefix, jobs);
  }

  boolean wantsAny(Rule... any) {
    for (Rule rule : any) {
      if (rules.contains(rule)) {
        return true;
      }
    }
    return false;
  }
}
