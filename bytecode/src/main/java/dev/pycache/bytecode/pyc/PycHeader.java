package dev.pycache.bytecode.pyc;

import dev.pycache.bytecode.Target;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The bytes before the code object in a {@code .pyc}: which interpreter it is for, and of which
 * source. There are 8 of them up to 3.2, 12 from 3.3 on and 16 from 3.7 on (PEP 552).
 *
 * @param magic magic number, without the two bytes 0D 0A behind it
 * @param size number of bytes: 8, 12 or 16
 * @param flags bit 0: the source is known by its hash, not by time and size; bit 1: the hash is to
 *     be checked; 0 if there are fewer than 16 bytes
 * @param stamp the last eight bytes as they stand, little endian; the last four if there are 8
 */
public record PycHeader(int magic, int size, int flags, long stamp) {
  /** Number of bytes from 3.7 on. */
  public static final int SIZE = 16;

  /** Number of bytes up to 3.2: no size of the source. */
  private static final int SMALL = 8;

  private static final int HASH_BASED = 1;
  private static final int CHECK_SOURCE = 2;
  private static final int LINE_END = 0x0A0D;

  /**
   * The header of a pyc that is good as long as its source has this time and size.
   *
   * @param mtime seconds; CPython keeps the low 32 bits
   * @param sourceSize bytes; CPython keeps the low 32 bits
   */
  public static PycHeader timestamp(Target target, long mtime, long sourceSize) {
    return new PycHeader(target.magic(), SIZE, 0, mtime & 0xFFFFFFFFL | sourceSize << 32);
  }

  /**
   * The header of a pyc that is good as long as its source has this hash.
   *
   * @param sourceHash what {@link SourceHash} makes of the source
   * @param checkSource whether a reader is to look at the source at all
   */
  public static PycHeader hashed(Target target, long sourceHash, boolean checkSource) {
    int flags = checkSource ? HASH_BASED | CHECK_SOURCE : HASH_BASED;
    return new PycHeader(target.magic(), SIZE, flags, sourceHash);
  }

  /**
   * The header at the start of a file.
   *
   * @throws PycFormatException if it is none, or of a version that is not known
   */
  public static PycHeader read(byte[] file) throws PycFormatException {
    if (file.length < 4) {
      throw new PycFormatException(
          "bad magic number: a pyc begins with four bytes of magic, found " + file.length, 0);
    }
    ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int number = buffer.getShort() & 0xFFFF;
    int lineEnd = buffer.getShort() & 0xFFFF;
    if (lineEnd != LINE_END) {
      throw new PycFormatException("bad magic number: expected 0d 0a behind " + number, 2);
    }
    int size =
        Magic.of(number)
            .orElseThrow(
                () -> new PycFormatException("bad magic number: " + number + " is unknown", 0))
            .headerSize();
    if (file.length < size) {
      throw new PycFormatException(
          "reached EOF while reading pyc header: " + file.length + " bytes of " + size,
          file.length);
    }
    int flags = size == SIZE ? buffer.getInt() : 0;
    if ((flags & ~(HASH_BASED | CHECK_SOURCE)) != 0) {
      throw new PycFormatException("invalid flags 0x" + Integer.toHexString(flags), 4);
    }
    long stamp = size == SMALL ? buffer.getInt() & 0xFFFFFFFFL : buffer.getLong();
    return new PycHeader(number, size, flags, stamp);
  }

  /** The {@link #size} bytes of this header. */
  public byte[] toByteArray() {
    ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putShort((short) magic).putShort((short) LINE_END);
    if (size == SIZE) {
      buffer.putInt(flags);
    }
    if (size == SMALL) {
      buffer.putInt((int) stamp);
    } else {
      buffer.putLong(stamp);
    }
    return buffer.array();
  }

  /** Whether the source is known by its hash. */
  public boolean isHashBased() {
    return (flags & HASH_BASED) != 0;
  }

  /** Whether a reader of a hash-based pyc is to compare the source's hash. */
  public boolean checksSource() {
    return (flags & CHECK_SOURCE) != 0;
  }

  /** Time of the source in seconds modulo 2**32, if it is not hash based. */
  public long mtime() {
    return stamp & 0xFFFFFFFFL;
  }

  /** Whether the size of the source is there, if it is not hash based. */
  public boolean hasSourceSize() {
    return size != SMALL;
  }

  /** Size of the source in bytes modulo 2**32, if it is not hash based; 0 if it is not there. */
  public long sourceSize() {
    return stamp >>> 32;
  }

  /** Hash of the source, if it is hash based. */
  public long sourceHash() {
    return stamp;
  }
}
