package dev.pycache.cache.path;

import dev.pycache.bytecode.Target;
import java.util.Optional;

/**
 * Where caches are kept: {@code __pycache__} beside the source, or a tree of their own below a
 * prefix. The rules are importlib's {@code cache_from_source} and {@code source_from_cache}, on the
 * text of paths; nothing looks at the disk.
 *
 * @param tag names the implementation and its version in file names ({@code
 *     sys.implementation.cache_tag})
 * @param prefix root of the tree of caches ({@code PYTHONPYCACHEPREFIX}), if they are not kept
 *     beside their sources
 */
public record CacheLayout(String tag, Optional<String> prefix) {
  /** Name of the folder for caches beside their sources. */
  public static final String FOLDER = "__pycache__";

  private static final String OPTIMIZATION_MARK = "opt-";

  /** The layout of a target, beside the sources. */
  public static CacheLayout of(Target target) {
    return new CacheLayout(target.cacheTag(), Optional.empty());
  }

  /** The PEP 488 suffix of a level: none for 0. */
  public static String optimization(int level) {
    return level == 0 ? "" : Integer.toString(level);
  }

  /**
   * The cache of a source.
   *
   * @param optimization what stands behind {@code opt-} in the name; empty for none
   * @throws IllegalArgumentException if the optimization is not alphanumeric
   */
  public String cacheFromSource(String source, String optimization) {
    if (!isAlphanumeric(optimization)) {
      throw new IllegalArgumentException("'" + optimization + "' is not alphanumeric");
    }
    return join(cacheFolder(head(source)), cacheName(tail(source), optimization));
  }

  /** The folder with the caches of the sources in a folder. */
  public String cacheFolder(String sourceFolder) {
    if (prefix.isEmpty()) {
      return join(sourceFolder, FOLDER);
    }
    String absolute =
        sourceFolder.startsWith("/")
            ? sourceFolder
            : join(System.getProperty("user.dir"), sourceFolder);
    int start = 0;
    while (start < absolute.length() && absolute.charAt(start) == '/') {
      start++;
    }
    return join(prefix.get(), absolute.substring(start));
  }

  /** The name of the cache of a source of this name: the tag goes in behind the last dot. */
  public String cacheName(String sourceName, String optimization) {
    int dot = sourceName.lastIndexOf('.');
    String base = dot > 0 ? sourceName.substring(0, dot) : sourceName.substring(dot + 1);
    String suffix =
        optimization.isEmpty() ? ".pyc" : "." + OPTIMIZATION_MARK + optimization + ".pyc";
    return base + (dot < 0 ? "" : ".") + tag + suffix;
  }

  /**
   * The source that a cache belongs to by its place and name.
   *
   * @throws IllegalArgumentException if no source can have its cache there
   */
  public String sourceFromCache(String cache) {
    String name = tail(cache);
    String folder = sourceFolder(cache);
    long dots = name.chars().filter(c -> c == '.').count();
    if (dots != 2 && dots != 3) {
      throw new IllegalArgumentException("expected only 2 or 3 dots in '" + name + "'");
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
      throw new IllegalArgumentException(FOLDER + " not bottom-level directory in '" + cache + "'");
    }
    return head(folder);
  }

  private static void checkOptimization(String name) {
    int end = name.lastIndexOf('.');
    String part = name.substring(name.lastIndexOf('.', end - 1) + 1, end);
    if (!part.startsWith(OPTIMIZATION_MARK)) {
      throw new IllegalArgumentException(
          "optimization portion of filename does not start with '" + OPTIMIZATION_MARK + "'");
    }
    String level = part.substring(OPTIMIZATION_MARK.length());
    if (level.isEmpty() || !isAlphanumeric(level)) {
      throw new IllegalArgumentException(
          "optimization level '" + level + "' is not an alphanumeric value");
    }
  }

  /** {@code str.isalnum}, except that the empty string passes. */
  private static boolean isAlphanumeric(String text) {
    return text.codePoints()
        .allMatch(
            c ->
                Character.isLetterOrDigit(c)
                    || Character.getType(c) == Character.LETTER_NUMBER
                    || Character.getType(c) == Character.OTHER_NUMBER);
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
   * of the first.
   */
  private static String join(String first, String second) {
    String end = withoutTrailingSlashes(second);
    return first.isEmpty()
        ? end
        : second.isEmpty()
            ? withoutTrailingSlashes(first)
            : withoutTrailingSlashes(first) + "/" + end;
  }

  private static String withoutTrailingSlashes(String path) {
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }
}
