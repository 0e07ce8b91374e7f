package dev.pycache.compiler;

import dev.pycache.bytecode.Target;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a test case expects of several releases of Python, each written only where it differs from
 * what the release before it does, behind a line with the release in brackets. The counterpart of
 * {@code scripts/versioned_cases.py}.
 */
public final class VersionedExpectations {
  /**
   * The targets that cases are kept for, which begin with the one whose expectation comes first.
   */
  public static final List<Target> TARGETS =
      List.of(
          Target.CPYTHON_3_11,
          Target.CPYTHON_3_12_1,
          Target.CPYTHON_3_12,
          Target.CPYTHON_3_13_0,
          Target.CPYTHON_3_13_2,
          Target.CPYTHON_3_13_5,
          Target.CPYTHON_3_13,
          Target.CPYTHON_3_14_2,
          Target.CPYTHON_3_14);

  private VersionedExpectations() {}

  /** The lines that are expected of each target. */
  public static Map<Target, List<String>> of(List<String> lines) {
    Map<Target, List<String>> written = new EnumMap<>(Target.class);
    Target target = TARGETS.getFirst();
    for (String line : lines) {
      Target named = named(line);
      if (named != null) {
        target = named;
      } else {
        written.computeIfAbsent(target, _ -> new ArrayList<>()).add(line);
      }
    }
    Map<Target, List<String>> all = new EnumMap<>(Target.class);
    List<String> last = List.of();
    for (Target each : TARGETS) {
      last = written.getOrDefault(each, last);
      all.put(each, last);
    }
    return all;
  }

  private static @Nullable Target named(String line) {
    for (Target target : TARGETS) {
      if (line.equals("[" + target.release() + "]")) {
        return target;
      }
    }
    return null;
  }
}
