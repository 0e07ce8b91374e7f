package dev.pycache.bytecode.dis;

import dev.pycache.bytecode.PythonVersion;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a listing shows.
 *
 * @param recursive whether the code objects among the constants follow, each below a heading
 * @param shown what is shown beyond the usual
 */
public record DisOptions(boolean recursive, Set<DisOption> shown) {
  /**
   * For people: all nested code objects, as {@code python -m dis} shows them from 3.7 on. For older
   * versions this is more than theirs prints.
   */
  public static final DisOptions DEFAULT = new DisOptions(true, Set.of());

  public DisOptions {
    shown = Set.copyOf(shown);
  }

  /** What {@code python -m dis FILE} of that version shows: without nested code up to 3.6. */
  public static DisOptions likeCommandLine(PythonVersion python) {
    return new DisOptions(DisModule.of(python).recursive(), Set.of());
  }

  /** The same and {@code option}. */
  public DisOptions with(DisOption option) {
    Set<DisOption> more = EnumSet.of(option);
    more.addAll(shown);
    return new DisOptions(recursive, more);
  }

  /** The same with or without nested code. */
  public DisOptions withRecursive(boolean nested) {
    return new DisOptions(nested, shown);
  }
}
