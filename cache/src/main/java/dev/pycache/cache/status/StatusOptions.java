package dev.pycache.cache.status;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.Target;
import dev.pycache.cache.freshness.HashCheck;
import java.util.List;
import java.util.Optional;

/**
 * What is looked for.
 *
 * @param prefix root of the tree of caches, if they are not beside their sources
 * @param pythons those that are to find their caches: what good caches of others are is {@link
 *     State#FOREIGN}
 * @param optimizations the levels of which each source is to have a cache, as PEP 488 has them in
 *     names: empty, {@code 1}, {@code 2}
 * @param hashes which hash-based caches are compared with their source
 * @param depth how closely files are looked at
 * @param jobs number of threads; 0 for one on each processor
 */
public record StatusOptions(
    Optional<String> prefix,
    List<PythonVersion> pythons,
    List<String> optimizations,
    HashCheck hashes,
    Depth depth,
    int jobs) {

  /** How closely files are looked at. */
  public enum Depth {
    /** Nothing is opened. */
    NAMES,
    /** Only as much as {@code importlib} needs to decide whether it uses the file. */
    HEADERS,
    /** The code behind the header is parsed too, where an import would load it. */
    BODIES
  }

  public StatusOptions {
    pythons = List.copyOf(pythons);
    optimizations = List.copyOf(optimizations);
  }

  /** Caches beside sources, by their headers, for the Python of this target without {@code -O}. */
  public static StatusOptions of(Target target) {
    return new StatusOptions(
        Optional.empty(),
        List.of(target.python()),
        List.of(""),
        HashCheck.DEFAULT,
        Depth.HEADERS,
        0);
  }

  /** The same at another depth. */
  public StatusOptions with(Depth other) {
    return new StatusOptions(prefix, pythons, optimizations, hashes, other, jobs);
  }

  /** The same with the caches in a tree of their own. */
  public StatusOptions withPrefix(String root) {
    return new StatusOptions(Optional.of(root), pythons, optimizations, hashes, depth, jobs);
  }
}
