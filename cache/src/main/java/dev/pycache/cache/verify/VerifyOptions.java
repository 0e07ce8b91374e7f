package dev.pycache.cache.verify;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.cache.freshness.HashCheck;
import java.util.Optional;
import java.util.Set;

/**
 * What to verify.
 *
 * @param prefix root of the tree of caches, if they are not kept beside their sources
 * @param pythons whose caches are looked at; empty for all
 * @param hashes which hash-based caches a Python compares with their sources
 * @param revisions how many earlier revisions of a source may be compiled to explain a cache; 0 to
 *     leave git alone
 * @param everyRelease whether to find out all releases that give a matching cache; otherwise the
 *     newest is enough, and not every source has to be compiled for each
 * @param jobs number of threads; 0 for one on each processor
 */
public record VerifyOptions(
    Optional<String> prefix,
    Set<PythonVersion> pythons,
    HashCheck hashes,
    int revisions,
    boolean everyRelease,
    int jobs) {
  /** What a caller who says nothing gets. */
  public static final int DEFAULT_REVISIONS = 200;

  /** All caches beside their sources, on all processors. */
  public static final VerifyOptions DEFAULT =
      new VerifyOptions(Optional.empty(), Set.of(), HashCheck.DEFAULT, DEFAULT_REVISIONS, false, 0);

  public VerifyOptions {
    pythons = Set.copyOf(pythons);
    if (revisions < 0 || jobs < 0) {
      throw new IllegalArgumentException("a negative number of revisions or jobs");
    }
  }

  public VerifyOptions withPrefix(Optional<String> newPrefix) {
    return new VerifyOptions(newPrefix, pythons, hashes, revisions, everyRelease, jobs);
  }

  public VerifyOptions withPythons(Set<PythonVersion> newPythons) {
    return new VerifyOptions(prefix, newPythons, hashes, revisions, everyRelease, jobs);
  }

  public VerifyOptions withHashes(HashCheck newHashes) {
    return new VerifyOptions(prefix, pythons, newHashes, revisions, everyRelease, jobs);
  }

  public VerifyOptions withRevisions(int newRevisions) {
    return new VerifyOptions(prefix, pythons, hashes, newRevisions, everyRelease, jobs);
  }

  public VerifyOptions withEveryRelease(boolean newEveryRelease) {
    return new VerifyOptions(prefix, pythons, hashes, revisions, newEveryRelease, jobs);
  }

  public VerifyOptions withJobs(int newJobs) {
    return new VerifyOptions(prefix, pythons, hashes, revisions, everyRelease, newJobs);
  }
}
