package dev.pycache.cache.why;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.cache.freshness.HashCheck;
import dev.pycache.cache.path.CacheLayout;
import java.util.Optional;

/**
 * What an import depends on besides files.
 *
 * @param python who imports
 * @param prefix root of the tree of caches, if they are not beside their sources
 * @param optimization what stands behind {@code opt-} in names of caches: empty, {@code 1} for
 *     {@code -O} or {@code 2} for {@code -OO}
 * @param hashes {@code --check-hash-based-pycs}
 * @param writes whether a cache is written: not with {@code -B}
 */
public record ImportSettings(
    PythonVersion python,
    Optional<String> prefix,
    String optimization,
    HashCheck hashes,
    boolean writes) {
  public ImportSettings {
    if (!python.hasHashBasedCaches()) {
      throw new IllegalArgumentException(
          "imports of Python " + python.version() + " are not explained, only those from 3.7 on");
    }
  }

  /** Where this import looks for caches. */
  CacheLayout layout() {
    return new CacheLayout(python.cacheTag(), prefix);
  }
}
