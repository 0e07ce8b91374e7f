package dev.pycache.cache.path;

import java.util.Optional;

/**
 * The name of a cache that stands beside its source: {@code MODULE.pyc}, as Python 2 and {@code
 * compileall -b} write it, {@code MODULE.pyo}, as Pythons before 3.2 do with {@code -O}, or
 * Jython's {@code MODULE$py.class}. Without a source beside it a {@code MODULE.pyc} is the module
 * itself, and who removes it loses the module.
 *
 * @param module name of the source without {@code .py}; not empty
 * @param suffix {@code ".pyc"}, {@code ".pyo"} or {@code "$py.class"}
 */
public record LegacyName(String module, String suffix) implements CacheFileName {
  private static final String PYC = ".pyc";
  private static final String PYO = ".pyo";
  private static final String JYTHON = "$py.class";

  /** What the name of a file beside sources says, empty if it is no name of a cache. */
  public static Optional<LegacyName> parse(String fileName) {
    for (String suffix : new String[] {PYC, PYO, JYTHON}) {
      if (fileName.endsWith(suffix) && fileName.length() > suffix.length()) {
        String module = fileName.substring(0, fileName.length() - suffix.length());
        return Optional.of(new LegacyName(module, suffix));
      }
    }
    return Optional.empty();
  }

  /** The name of the source in the same folder. */
  public String sourceName() {
    return module + ".py";
  }

  /** Whether it is a Java class, not a {@code .pyc}. */
  public boolean isJython() {
    return suffix.equals(JYTHON);
  }

  /** Whether it was written with {@code -O} or {@code -OO} by its name. */
  public boolean isOptimized() {
    return suffix.equals(PYO);
  }
}
