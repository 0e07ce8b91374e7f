package dev.pycache.cache.path;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.repr.PythonRepr;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where caches are kept: {@code __pycache__} beside the source, or a tree of their own below a
 * prefix. The rules are importlib's {@code cache_from_source} and {@code source_from_cache}, on the
 * text of paths; nothing looks at the disk.
 *
 * @param tag names the implementation and its version in file names ({@code
 *     sys.implementation.cache_tag})
 * @param prefix root of the tree of caches ({@code PYTHONPYCACHEPREFIX}), if they are not kept
 *     beside their sources
 * @param rules whose importlib it is
 */
public record CacheLayout(String tag, Optional<String> prefix, PythonVersion rules) {
  /** Name of the folder for caches beside their sources. */
  public static final String FOLDER = "__pycache__";

  private static final String OPTIMIZATION_MARK = "opt-";

  /** The layout of the version that has this tag, or of the newest one with another tag. */
  public CacheLayout(String tag, Optional<String> prefix) {
    this(tag, prefix, PythonVersion.ofCacheTag(tag).orElseGet(PythonVersion::newest));
  }

  /** The layout of a target, beside the sources. */
  public static CacheLayout of(Target target) {
    return new CacheLayout(target.cacheTag(), Optional.empty());
  }

  /** The PEP 488 suffix of a level: none for 0. */
  public static String optimization(int level) {
    return level == 0 ? "" : Integer.toString(level);
  }

  /**
   * The cache of a source ({@code cache_from_source}).
   *
   * @param source path as Python has it; one that is relative is taken from the working folder, if
   *     there is a prefix
   * @param optimization what stands behind {@code opt-} in the name; empty for none
   * @throws PathRefusedException if importlib raises an exception: the optimization is not
   *     alphanumeric, or the folder has no place below a prefix
   */
  public String cacheFromSource(String source, String optimization) {
    return cacheFromSource(source, optimization, WorkingFolder::path);
  }

  /** The same for a process with another working folder ({@code os.getcwd()}). */
  public String cacheFromSource(
      String source, String optimization, Supplier<String> workingFolder) {
    if (!Alphanumeric.is(optimization, rules)) {
      throw new PathRefusedException("ValueError", repr(optimization) + " is not alphanumeric");
    }
    String name = cacheName(tail(source), optimization);
    if (prefix.isEmpty()) {
      return join(head(source), FOLDER, name);
    }
    String folder = absolute(head(source), workingFolder);
    if (folder.length() < 2 && rules.failsOnRootBelowPrefix()) {
      throw new PathRefusedException("IndexError", "string index out of range");
    }
    return join(prefix.get(), withoutLeadingSlashes(folder), name);
  }

  /**
   * The folder with the caches of the sources in a folder: where importlib would put them, or where
   * the newest one would, if the layout's own fails.
   *
   * @param sourceFolder path as Python has it, without slashes at its end
   */
  public String cacheFolder(String sourceFolder) {
    if (prefix.isEmpty()) {
      return join(sourceFolder, FOLDER);
    }
    String absolute = absolute(sourceFolder, WorkingFolder::path);
    String folder = join(prefix.get(), withoutLeadingSlashes(absolute));
    return folder.isEmpty() && !prefix.get().isEmpty() ? "/" : folder;
  }

  /** {@code _path_abspath}: nothing is resolved. */
  private String absolute(String folder, Supplier<String> workingFolder) {
    if (folder.startsWith("/")) {
      return folder;
    }
    boolean drops = rules.dropsDotBelowPrefix() && folder.startsWith("./");
    return join(workingFolder.get(), drops ? folder.substring(2) : folder);
  }

  /** The name of the cache of a source of this name: the tag goes in behind the last dot. */
  public String cacheName(String sourceName, String optimization) {
    int dot = sourceName.lastIndexOf('.');
    String base = dot > 0 ? sourceName.substring(0, dot) : sourceName.substring(dot + 1);
    String suffix =
        optimization.isEmpty()
            ? ".pyc"
            : rules.namesOptimization() ? "." + OPTIMIZATION_MARK + optimization + ".pyc" : ".pyo";
    return base + (dot < 0 ? "" : ".") + tag + suffix;
  }

  /**
   * The cache of a source beside it, as Python 2 and {@code compileall -b} have it: for every
   * level, and whatever the prefix.
   */
  public static String legacy(String source) {
    return source + "c";
  }

  /**
   * The source that a cache belongs to by its place and name ({@code source_from_cache}).
   *
   * @throws PathRefusedException if no source can have its cache there, to importlib: {@link
   *     CacheName} knows more names
   */
  public String sourceFromCache(String cache) {
    String name = tail(cache);
    String folder = sourceFolder(cache);
    long dots = name.chars().filter(c -> c == '.').count();
    if (dots != 2 && !(dots == 3 && rules.namesOptimization())) {
      String expected = rules.namesOptimization() ? "2 or 3" : "2";
      throw new PathRefusedException(
          "ValueError", "expected only " + expected + " dots in " + repr(name));
    }
    if (dots == 3) {
      checkOptimization(name);
    }
    return join(folder, name.substring(0, name.indexOf('.')) + ".py");
  }

  private String sourceFolder(String cache) {
    String folder = head(cache);
    if (prefix.isPresent()) {
      String root = withoutTrailingSlashes(prefix.get());
      if (folder.startsWith(root + "/")) {
        return folder.substring(root.length());
      }
    }
    if (!tail(folder).equals(FOLDER)) {
      throw new PathRefusedException(
          "ValueError", FOLDER + " not bottom-level directory in " + repr(cache));
    }
    return head(folder);
  }

  private void checkOptimization(String name) {
    int end = name.lastIndexOf('.');
    String part = name.substring(name.lastIndexOf('.', end - 1) + 1, end);
    if (!part.startsWith(OPTIMIZATION_MARK)) {
      throw new PathRefusedException(
          "ValueError",
          "optimization portion of filename does not start with '" + OPTIMIZATION_MARK + "'");
    }
    String level = part.substring(OPTIMIZATION_MARK.length());
    if (level.isEmpty() || !Alphanumeric.is(level, rules)) {
      throw new PathRefusedException(
          "ValueError", "optimization level " + repr(part) + " is not an alphanumeric value");
    }
  }

  private String repr(String text) {
    return PythonRepr.of(rules, Str.of(text));
  }

  /** What stands before the last slash ({@code _path_split}). */
  public static String head(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** What stands behind the last slash. */
  public static String tail(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * Joins as importlib's {@code _path_join} does: empty parts vanish, and so do slashes at the end
   * of all parts.
   */
  private static String join(String... parts) {
    var path = new StringBuilder();
    boolean first = true;
    for (String part : parts) {
      if (!part.isEmpty()) {
        path.append(first ? "" : "/").append(withoutTrailingSlashes(part));
        first = false;
      }
    }
    return path.toString();
  }

  private static String withoutLeadingSlashes(String path) {
    int start = 0;
    while (start < path.length() && path.charAt(start) == '/') {
      start++;
    }
    return path.substring(start);
  }

  private static String withoutTrailingSlashes(String path) {
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }
}
