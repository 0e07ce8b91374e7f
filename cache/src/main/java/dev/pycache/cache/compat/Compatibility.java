package dev.pycache.cache.compat;

import dev.pycache.bytecode.Target;
import dev.pycache.compiler.Diagnostic;
import java.util.List;
import java.util.Optional;

/**
 * What the releases make of one source.
 *
 * @param source its path
 * @param verdicts one for each release that was asked, in the order in which they were
 */
public record Compatibility(String source, List<Verdict> verdicts) {
  /**
   * What one release makes of it.
   *
   * @param error the error that it ends with; empty if it is accepted
   */
  public record Verdict(Target target, Optional<Diagnostic> error) {
    public boolean accepts() {
      return error.isEmpty();
    }
  }

  /** Whether all releases accept it. */
  public boolean isComplete() {
    return verdicts.stream().allMatch(Verdict::accepts);
  }
}
