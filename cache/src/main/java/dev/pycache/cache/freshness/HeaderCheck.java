package dev.pycache.cache.freshness;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.pyc.Magic;
import dev.pycache.bytecode.pyc.PycHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Judges headers as a Python does when it imports ({@code _classify_pyc}, {@code
 * _validate_timestamp_pyc}, {@code _validate_hash_pyc}; {@code _validate_bytecode_header} before
 * 3.7; {@code Python/import.c} before 3.3).
 *
 * @param reader the Python
 * @param hashes which hash-based caches it compares
 */
public record HeaderCheck(PythonVersion reader, HashCheck hashes) {
  private static final int MAGIC_BYTES = 4;
  private static final int HASH_BASED = 1;
  private static final int CHECK_SOURCE = 2;
  private static final int KNOWN_FLAGS = HASH_BASED | CHECK_SOURCE;
  private static final long LOW_32_BITS = 0xFFFFFFFFL;

  /**
   * The verdict on a cache whose source is there.
   *
   * @param start the first bytes of the cache, {@link PycHeader#SIZE} of them if it has as many
   * @param length how many bytes of {@code start} are the cache's
   * @param source what is known of its source; time and size are enough unless the hash decides
   * @throws IOException if the source has to be read and cannot be; the import fails with that
   */
  public HeaderVerdict judge(byte[] start, int length, SourceFacts source) throws IOException {
    HeaderVerdict refused = refusal(start, length);
    if (refused != null) {
      return refused;
    }
    ByteBuffer header = littleEndian(start, length);
    boolean hasFlags = reader.hasHashBasedCaches();
    int flags = hasFlags ? header.getInt(MAGIC_BYTES) : 0;
    int stamp = hasFlags ? 2 * MAGIC_BYTES : MAGIC_BYTES;
    if ((flags & HASH_BASED) != 0) {
      return judgeHash(header.getLong(stamp), (flags & CHECK_SOURCE) != 0, source);
    }
    return judgeTime(header, stamp, source);
  }

  /**
   * The verdict on a cache that is imported without its source ({@code SourcelessFileLoader}), of
   * which neither time nor hash is looked at.
   *
   * @param start as above
   * @param length as above
   */
  public HeaderVerdict judgeSourceless(byte[] start, int length) {
    HeaderVerdict refused = refusal(start, length);
    if (refused != null) {
      return refused;
    }
    int flags = reader.hasHashBasedCaches() ? littleEndian(start, length).getInt(MAGIC_BYTES) : 0;
    return (flags & HASH_BASED) == 0
        ? new HeaderVerdict.Fresh(InvalidationMode.TIMESTAMP)
        : new HeaderVerdict.Unchecked(hashMode((flags & CHECK_SOURCE) != 0));
  }

  /** What is wrong with a header whatever the source is; null if nothing. */
  private @Nullable HeaderVerdict refusal(byte[] start, int length) {
    int magic = PycHeader.magicOf(start, length);
    if (magic != reader.magic()) {
      byte[] found = Arrays.copyOf(start, Math.min(length, MAGIC_BYTES));
      return new HeaderVerdict.OtherMagic(magic, new Bytes(found));
    }
    int size = Magic.of(reader).headerSize();
    if (length < size) {
      return new HeaderVerdict.Truncated(length, size);
    }
    int flags = reader.hasHashBasedCaches() ? littleEndian(start, length).getInt(MAGIC_BYTES) : 0;
    return (flags & ~KNOWN_FLAGS) == 0 ? null : new HeaderVerdict.UnknownFlags(flags);
  }

  private HeaderVerdict judgeHash(long recorded, boolean checkSource, SourceFacts source)
      throws IOException {
    boolean compares =
        switch (hashes) {
          case DEFAULT -> checkSource;
          case ALWAYS -> true;
          case NEVER -> false;
        };
    InvalidationMode mode = hashMode(checkSource);
    if (!compares) {
      return new HeaderVerdict.Unchecked(mode);
    }
    long actual = source.hash(reader);
    return recorded == actual
        ? new HeaderVerdict.Fresh(mode)
        : new HeaderVerdict.StaleHash(mode, recorded, actual);
  }

  private HeaderVerdict judgeTime(ByteBuffer header, int stamp, SourceFacts source) {
    long recordedTime = Integer.toUnsignedLong(header.getInt(stamp));
    long mtime = source.mtime();
    long actualTime = reader.comparesWholeTimes() ? mtime : mtime & LOW_32_BITS;
    boolean beyondReader = reader.readsTimesSigned() && recordedTime > Integer.MAX_VALUE;
    if (recordedTime != actualTime || beyondReader) {
      return new HeaderVerdict.StaleTime(recordedTime, actualTime);
    }
    boolean hasSize = Magic.of(reader).headerSize() > stamp + Integer.BYTES;
    if (hasSize) {
      long recordedSize = Integer.toUnsignedLong(header.getInt(stamp + Integer.BYTES));
      long actualSize = source.size() & LOW_32_BITS;
      if (recordedSize != actualSize) {
        return new HeaderVerdict.StaleSize(recordedSize, actualSize);
      }
    }
    return new HeaderVerdict.Fresh(InvalidationMode.TIMESTAMP);
  }

  private static InvalidationMode hashMode(boolean checkSource) {
    return checkSource ? InvalidationMode.CHECKED_HASH : InvalidationMode.UNCHECKED_HASH;
  }

  private static ByteBuffer littleEndian(byte[] start, int length) {
    return ByteBuffer.wrap(start, 0, length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
