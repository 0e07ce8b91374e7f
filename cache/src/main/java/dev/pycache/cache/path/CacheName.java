package dev.pycache.cache.path;

import dev.pycache.bytecode.PythonVersion;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a file in {@code __pycache__} says: {@code MODULE.TAG[.opt-LEVEL].pyc} (PEP 3147
 * and 488), or {@code MODULE.TAG.pyo}, as Pythons before 3.5 and pytest write with {@code -O}.
 *
 * <p>Wider than importlib's {@code source_from_cache}, which takes no dots in modules or tags, but
 * {@code a.b.py} has the cache {@code a.b.cpython-312.pyc}, and pytest's tag is {@code
 * cpython-312-pytest-8.4.1}. So the tag begins at the last dot behind which stands a name and a
 * number ({@code cpython-312}, {@code graalpy242-311}, {@code pypy39}) with only parts that begin
 * with a digit between it and the end ({@code 4}, {@code 1}). If there is none, it is the last
 * part: a tag can be any word.
 *
 * @param module name of the source without {@code .py}; not empty
 * @param tag names the implementation and its version; not empty
 * @param optimization what stands behind {@code opt-}; empty for none
 * @param suffix {@code ".pyc"} or {@code ".pyo"}
 */
public record CacheName(String module, String tag, String optimization, String suffix)
    implements CacheFileName {
  private static final Pattern NUMBERED =
      Pattern.compile("[A-Za-z][A-Za-z_]*-?\\d[^.]*(?:\\.\\d[^.]*)*", Pattern.DOTALL);

  private static final Pattern IMPLEMENTATION = Pattern.compile("[A-Za-z_]*");

  /** What a test runner adds to a tag. */
  private static final Pattern RUNNER = Pattern.compile("-(pytest-.*|PYTEST)$", Pattern.DOTALL);

  private static final String OPTIMIZATION = ".opt-";

  /** What the name of a file says, empty if it is no name of a cache. */
  public static Optional<CacheName> parse(String fileName) {
    String suffix = fileName.substring(Math.max(0, fileName.length() - 4));
    if (!suffix.equals(".pyc") && !suffix.equals(".pyo")) {
      return Optional.empty();
    }
    String rest = fileName.substring(0, fileName.length() - suffix.length());
    String optimization = "";
    int mark = rest.lastIndexOf(OPTIMIZATION);
    if (mark > 0) {
      String level = rest.substring(mark + OPTIMIZATION.length());
      if (!level.isEmpty() && Alphanumeric.is(level, PythonVersion.newest())) {
        optimization = level;
        rest = rest.substring(0, mark);
      }
    }
    int dot = startOfTag(rest);
    if (dot <= 0 || dot == rest.length() - 1) {
      return Optional.empty();
    }
    return Optional.of(
        new CacheName(rest.substring(0, dot), rest.substring(dot + 1), optimization, suffix));
  }

  /** The dot before the tag; -1 if there is none. */
  private static int startOfTag(String name) {
    int last = name.lastIndexOf('.');
    int dot = last;
    while (dot > 0) {
      if (NUMBERED.matcher(name).region(dot + 1, name.length()).matches()) {
        return dot;
      }
      if (dot + 1 == name.length() || !isDigit(name.charAt(dot + 1))) {
        return last;
      }
      dot = name.lastIndexOf('.', dot - 1);
    }
    return last;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /**
   * The version of Python whose tag this is, if it is one that can be read; that of the interpreter
   * below a test runner too, which writes what the interpreter itself would write of another
   * source.
   */
  public Optional<PythonVersion> python() {
    Optional<PythonVersion> plain = PythonVersion.ofCacheTag(tag);
    return plain.isPresent() ? plain : PythonVersion.ofCacheTag(interpreter());
  }

  /** The tag without what a test runner adds to it. */
  public String interpreter() {
    return RUNNER.matcher(tag).replaceFirst("");
  }

  /** What a test runner adds to the tag, as in {@code "pytest-8.4.1"}; empty if there is none. */
  public String runner() {
    Matcher runner = RUNNER.matcher(tag);
    return runner.find() ? runner.group(1) : "";
  }

  /** The implementation, as in {@code "cpython"}: what the tag begins with up to its number. */
  public String implementation() {
    Matcher implementation = IMPLEMENTATION.matcher(tag);
    return implementation.lookingAt() ? implementation.group() : "";
  }

  /** Whether it was written with {@code -O} or {@code -OO} by its name. */
  public boolean isOptimized() {
    return !optimization.isEmpty() || suffix.equals(".pyo");
  }

  /** The name of the source in the folder above. */
  public String sourceName() {
    return module + ".py";
  }
}
