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
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Arrays;

/**
 * Looks at the beginnings of caches. For one thread: it keeps its buffer.
 *
 * <p>Most runs find nothing to do, and then this is most of the work there is: hence {@link
 * FileInputStream}, which does one system call where others do three.
 */
final class CacheProbe {
  private final Target target;
  private final InvalidationMode mode;
  private final boolean wantsNames;
  private final byte[] start = new byte[PycHeader.SIZE];

  CacheProbe(CompileOptions options) {
    this.target = options.target();
    this.mode = options.mode();
    this.wantsNames = options.naming().isWanted();
  }

  /** The header that a cache of a source has in timestamp mode. */
  byte[] expected(PosixFileAttributes source) {
    return PycHeader.timestamp(target, SourceStamp.mtime(source), source.size()).toByteArray();
  }

  /**
   * How a cache stands.
   *
   * @param timestamp what {@link #expected} says of its source
   */
  CacheState state(String cache, byte[] timestamp) {
    if (!readStart(cache)) {
      return CacheState.STALE;
    }
    boolean hasTimestamp = Arrays.equals(start, timestamp);
    if (hasTimestamp && mode == InvalidationMode.TIMESTAMP && !wantsNames) {
      return CacheState.FRESH;
    }
    return doubtful(hasTimestamp, false);
  }

  /** How a cache stands whose source has been touched, whatever its time and size say. */
  CacheState stateOfTouched(String cache) {
    return readStart(cache) ? doubtful(true, true) : CacheState.STALE;
  }

  private CacheState doubtful(boolean maybeTimed, boolean suspect) {
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
        FileNames.isPlain(cache)
            ? new FileInputStream(cache)
            : Files.newInputStream(FileNames.toPath(cache))) {
      return in.read(start) == start.length;
    } catch (IOException e) {
      return false;
    }
  }
}
