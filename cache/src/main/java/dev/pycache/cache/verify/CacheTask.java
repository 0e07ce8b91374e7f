package dev.pycache.cache.verify;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.pyc.Magic;
import dev.pycache.bytecode.pyc.PycHeader;
import dev.pycache.cache.path.CacheFileName;
import dev.pycache.cache.path.CacheName;
import java.util.List;
import java.util.Optional;

/**
 * The caches of one source.
 *
 * @param source its path, which need not exist
 */
record CacheTask(String source, List<File> files) {
  /**
   * A cache.
   *
   * @param name what its name says
   * @param isBeside whether it is beside its source, where there are no tags
   */
  record File(String path, CacheFileName name, boolean isBeside) {
    /** The tag in its name, empty if there is none. */
    String tag() {
      return name instanceof CacheName cache ? cache.tag() : "";
    }

    /** What stands behind {@code opt-} in its name, empty for none. */
    String optimization() {
      return name instanceof CacheName cache ? cache.optimization() : "";
    }

    /** The version that writes under this name, if the name tells. */
    Optional<PythonVersion> python() {
      return name instanceof CacheName cache ? cache.python() : Optional.empty();
    }

    /** The version that wrote these bytes: by the name, or by the magic number if it is silent. */
    Optional<PythonVersion> python(byte[] bytes) {
      return name instanceof CacheName
          ? python()
          : Magic.of(PycHeader.magicOf(bytes, bytes.length)).map(Magic::python);
    }

    /**
     * The levels of optimisation that its name allows; none if nobody knows what it means. Beside
     * sources, all levels have one name ({@code compileall -b}).
     */
    List<Integer> levels() {
      if (isBeside) {
        return List.of(0, 1, 2);
      }
      return switch (optimization()) {
        case "", "0" -> List.of(0);
        case "1" -> List.of(1);
        case "2" -> List.of(2);
        default -> List.of();
      };
    }
  }
}
