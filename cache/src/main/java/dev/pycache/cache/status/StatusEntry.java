package dev.pycache.cache.status;

import dev.pycache.bytecode.PythonVersion;
import java.nio.file.attribute.PosixFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A cache file, or the lack of one.
 *
 * @param source the source that it belongs to by its name and place, whether it is there or not;
 *     null if the name says nothing of a source
 * @param cache the cache file; where it is missing, the place where it would be
 * @param tag what names the interpreter in the name of the file ({@code cpython-311}); empty if
 *     nothing does
 * @param python the version that it is for by its tag, or by its magic number where there is no
 *     tag; null if that is not known
 * @param optimization what stands behind {@code opt-} in the name; {@link #SOME_LEVEL} for a {@code
 *     .pyo}; empty for none
 * @param attributes of the file itself, symbolic links not followed; null if there is none or it
 *     cannot be looked at
 */
public record StatusEntry(
    @Nullable String source,
    String cache,
    String tag,
    @Nullable PythonVersion python,
    String optimization,
    @Nullable PosixFileAttributes attributes,
    Finding finding) {
  /** The optimisation of a {@code .pyo}, which does not say which it is. */
  public static final String SOME_LEVEL = "O";

  /** The state. */
  public State state() {
    return finding.state();
  }

  /** Number of bytes of the file, 0 if there is none. */
  public long bytes() {
    return attributes == null || !attributes.isRegularFile() ? 0 : attributes.size();
  }

  /** The tag; where there is none, what would be the tag of the version, or else its name. */
  public String interpreter() {
    if (!tag.isEmpty() || python == null) {
      return tag;
    }
    return python.cacheTag().isEmpty() ? python.version() : python.cacheTag();
  }
}
