package dev.pycache.cache.freshness;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.pyc.Magic;
import dev.pycache.bytecode.pyc.PycHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Judges headers as a Python does when it imports ({@code _classify_pyc}, {@code
 * _validate_timestamp_pyc}, {@code _validate_hash_pyc}; {@code Python/import.c} before 3.3).
 *
 * @param reader the Python
 * @param hashes which hash-based caches it compares
 */
public record HeaderCheck(PythonVersion reader, HashCheck hashes) {
  private static final int KNOWN_FLAGS = 3;
  private static final int LINE_END = 0x0A0D;

  /**
   * The verdict.
   *
   * @param start the first bytes of the cache, {@link PycHeader#SIZE} of them if it has as many
   * @param length how many bytes of {@code start} are the cache's
   * @param source what is known of its source
   * @throws IOException if the source has to be read and cannot be
   */
  public HeaderVerdict judge(byte[] start, int length, SourceFacts source) throws IOException {
    ByteBuffer header = ByteBuffer.wrap(start, 0, length).order(ByteOrder.LITTLE_ENDIAN);
    int magic =
        length >= 4 && (header.getShort(2) & 0xFFFF) == LINE_END ? header.getShort(0) & 0xFFFF : -1;
    if (magic != reader.magic()) {
      return new HeaderVerdict.OtherMagic(magic);
    }
    int size = Magic.of(reader).headerSize();
    if (length < size) {
      return new HeaderVerdict.Truncated(length, size);
    }
    boolean hasFlags = size == PycHeader.SIZE;
    int flags = hasFlags ? header.getInt(4) : 0;
    if ((flags & ~KNOWN_FLAGS) != 0) {
      return new HeaderVerdict.UnknownFlags(flags);
    }
    int stamp = hasFlags ? 8 : 4;
    if ((flags & 1) != 0) {
      return judgeHash(header.getLong(stamp), (flags & 2) != 0, source);
    }
    return judgeTime(header, stamp, size > stamp + 4, source);
  }

  private HeaderVerdict judgeHash(long recorded, boolean checkSource, SourceFacts source)
      throws IOException {
    boolean compares =
        switch (hashes) {
          case DEFAULT -> checkSource;
          case ALWAYS -> true;
          case NEVER -> false;
        };
    if (!compares) {
      return new HeaderVerdict.Unchecked();
    }
    long actual = source.hash(reader);
    return recorded == actual
        ? new HeaderVerdict.Fresh()
        : new HeaderVerdict.StaleHash(recorded, actual);
  }

  private static HeaderVerdict judgeTime(
      ByteBuffer header, int stamp, boolean hasSize, SourceFacts source) {
    long recordedTime = Integer.toUnsignedLong(header.getInt(stamp));
    long actualTime = source.mtime() & 0xFFFFFFFFL;
    if (recordedTime != actualTime) {
      return new HeaderVerdict.StaleTime(recordedTime, actualTime);
    }
    if (hasSize) {
      long recordedSize = Integer.toUnsignedLong(header.getInt(stamp + 4));
      long actualSize = source.size() & 0xFFFFFFFFL;
      if (recordedSize != actualSize) {
        return new HeaderVerdict.StaleSize(recordedSize, actualSize);
      }
    }
    return new HeaderVerdict.Fresh();
  }
}
