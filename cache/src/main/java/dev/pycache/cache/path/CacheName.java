package dev.pycache.cache.path;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a file in {@code __pycache__} says: {@code MODULE.TAG[.opt-LEVEL].pyc} (PEP 3147
 * and 488). Wider than importlib's {@code source_from_cache}, which takes no dots in modules or
 * tags: test runners write tags such as {@code cpython-312-pytest-8.4.1}, and {@code a.b.py} has
 * the cache {@code a.b.cpython-312.pyc}.
 *
 * @param module name of the source without {@code .py}
 * @param tag names the implementation and its version
 * @param optimization what stands behind {@code opt-}; empty for none
 */
public record CacheName(String module, String tag, String optimization) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?<module>.+?)\\.(?<tag>[a-z][a-z_]*-?\\d[^/]*?)(?:\\.opt-(?<optimization>[0-9A-Za-z]+))?\\.pyc",
          Pattern.DOTALL);

  /** What the name of a file says, empty if it is no name of a cache. */
  public static Optional<CacheName> parse(String fileName) {
    Matcher form = FORM.matcher(fileName);
    if (!form.matches()) {
      return Optional.empty();
    }
    String optimization = form.group("optimization");
    return Optional.of(
        new CacheName(
            form.group("module"), form.group("tag"), optimization == null ? "" : optimization));
  }

  /** The name of the source in the folder above. */
  public String sourceName() {
    return module + ".py";
  }
}
