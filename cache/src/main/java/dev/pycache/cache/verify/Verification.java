package dev.pycache.cache.verify;

import dev.pycache.bytecode.PythonVersion;
import java.util.Optional;

/**
 * The result for one cache. Paths are given paths joined with the names below them.
 *
 * @param cache the file
 * @param source its source by its place, which need not exist
 * @param tag in its name; empty if there is none, as for caches beside sources
 * @param python the version whose cache it is, if that is known
 * @param optimization what stands behind {@code opt-} in its name; empty for none
 * @param fileName {@code co_filename} of its code, if it was compared
 * @param namesOtherPlace whether that is another place than the source's; which is no fault, but
 *     tracebacks show it
 */
public record Verification(
    String cache,
    String source,
    String tag,
    Optional<PythonVersion> python,
    String optimization,
    Optional<String> fileName,
    boolean namesOtherPlace,
    Judgement judgement) {
  /**
   * Whether it is beside its source, where Python only looks for it if there is no source, and then
   * uses it whatever its header says of one.
   */
  public boolean isBeside() {
    return tag.isEmpty();
  }

  /** Whether its header is right although it holds the code of an earlier revision. */
  public boolean isOutdated() {
    return judgement instanceof Judgement.Stale stale && stale.header().isUsed();
  }
}
