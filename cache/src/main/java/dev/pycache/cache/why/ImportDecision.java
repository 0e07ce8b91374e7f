package dev.pycache.cache.why;

import dev.pycache.cache.freshness.HeaderVerdict;
import org.jspecify.annotations.Nullable;

/**
 * A decision, with what it was made of.
 *
 * @param settings what it depends on besides files
 * @param source the source; the {@code .pyc} that is imported in its place if {@code sourceless}
 * @param sourceless whether the module is a {@code .pyc} without a source
 * @param state the state of the source, null if nothing could be found out
 * @param cache what stands where the cache belongs
 * @param verdict what the header of the cache led to, null if none was read
 * @param outcome what happens next
 */
public record ImportDecision(
    ImportSettings settings,
    String source,
    boolean sourceless,
    @Nullable SourceState state,
    CacheFile cache,
    @Nullable HeaderVerdict verdict,
    Outcome outcome) {

  /**
   * What a header is compared with.
   *
   * @param mtime seconds, as importlib has them
   * @param size bytes
   */
  public record SourceState(long mtime, long size) {}

  /** The decision on a source. */
  public static ImportDecision ofSource(ImportSettings settings, String source) {
    return new Deciding(settings).source(source);
  }

  /**
   * The decision on a {@code .pyc} that stands where a source would ({@code
   * SourcelessFileLoader.get_code}): only its magic number and flags count.
   */
  public static ImportDecision ofSourceless(ImportSettings settings, String pyc) {
    return new Deciding(settings).sourceless(pyc);
  }
}
