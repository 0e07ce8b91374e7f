package dev.pycache.cache.verify;

import dev.pycache.bytecode.Target;
import java.util.List;

/**
 * Who makes this code of the source.
 *
 * @param targets the newest releases that do, or all, the newest first, if {@link
 *     VerifyOptions#everyRelease} is wanted
 * @param level the level of optimisation
 * @param sameBytes whether the very bytes were compared; otherwise it is the same value, written in
 *     another way
 */
public record Origin(List<Target> targets, int level, boolean sameBytes) {
  public Origin {
    targets = List.copyOf(targets);
  }

  /** The newest releases. */
  public Target target() {
    return targets.getFirst();
  }

  /** The numbers of the releases, the newest first. */
  public List<String> releases() {
    return targets.stream().flatMap(target -> target.releases().stream()).toList();
  }
}
