package dev.pycache.cache.compile;

import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.pyc.PycFormatException;
import dev.pycache.bytecode.pyc.PycHeader;
import dev.pycache.cache.file.SourceStamp;
import dev.pycache.cache.freshness.InvalidationMode;
import dev.pycache.cache.path.FileNames;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Looks at the beginnings of caches. For one thread: it keeps its buffer.
 *
 * <p>Most runs find nothing to do, and then this is most of the work there is: hence {@link
 * FileInputStream}, which does one system call where others do three.
 */
final class CacheProbe {
  private final InvalidationMode mode;
  private final boolean wantsNames;
  private final byte[] start = new byte[PycHeader.SIZE];
  private long mtime;
  private long sourceSize;
  private boolean plain;

  CacheProbe(CompileOptions options) {
    this.mode = options.mode();
    this.wantsNames = options.naming().isWanted();
  }

  /**
   * Turns to the caches of another source.
   *
   * @param plainNames whether Java takes their paths as they are
   */
  void begin(BasicFileAttributes source, boolean plainNames) {
    plain = plainNames;
    mtime = SourceStamp.mtime(source);
    sourceSize = source.size();
  }

  /** How a cache of the source stands. */
  CacheState state(CacheKind kind, String cache) {
    if (!readStart(cache)) {
      return CacheState.STALE;
    }
    boolean hasTimestamp = PycHeader.isTimestamp(start, kind.target(), mtime, sourceSize);
    if (hasTimestamp && mode == InvalidationMode.TIMESTAMP && !wantsNames) {
      return CacheState.FRESH;
    }
    return doubtful(kind.target(), hasTimestamp, false);
  }

  /** How a cache stands whose source has been touched, whatever its time and size say. */
  CacheState stateOfTouched(CacheKind kind, String cache) {
    return readStart(cache) ? doubtful(kind.target(), true, true) : CacheState.STALE;
  }

  private CacheState doubtful(Target target, boolean maybeTimed, boolean suspect) {
    try {
      PycHeader header = PycHeader.read(start);
      return header.magic() == target.magic() && (maybeTimed || header.isHashBased())
          ? new CacheState.Doubtful(header, suspect)
          : CacheState.STALE;
    } catch (PycFormatException e) {
      return CacheState.STALE;
    }
  }

  /** Whether there is a cache that can be read and is long enough for a header. */
  private boolean readStart(String cache) {
    try (InputStream in =
        plain ? new FileInputStream(cache) : Files.newInputStream(FileNames.toPath(cache))) {
      return in.read(start) == start.length;
    } catch (IOException e) {
      return false;
    }
  }
}
