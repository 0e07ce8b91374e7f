package dev.pycache.bytecode.pyc;

import dev.pycache.bytecode.Target;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The 16 bytes before the code object in a {@code .pyc} of 3.7 and later (PEP 552): which
 * interpreter it is for, and of which source.
 *
 * @param magic magic number, without the two bytes 0D 0A behind it
 * @param flags bit 0: the source is known by its hash, not by time and size; bit 1: the hash is to
 *     be checked
 * @param stamp the last eight bytes as they stand, little endian
 */
public record PycHeader(int magic, int flags, long stamp) {
  /** Number of bytes. */
  public static final int SIZE = 16;

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
    return new PycHeader(target.magic(), 0, mtime & 0xFFFFFFFFL | sourceSize << 32);
  }

  /**
   * The header of a pyc that is good as long as its source has this hash.
   *
   * @param sourceHash what {@link SourceHash} makes of the source
   * @param checkSource whether a reader is to look at the source at all
   */
  public static PycHeader hashed(Target target, long sourceHash, boolean checkSource) {
    return new PycHeader(
        target.magic(), checkSource ? HASH_BASED | CHECK_SOURCE : HASH_BASED, sourceHash);
  }

  /**
   * The header at the start of a file.
   *
   * @throws PycFormatException if it is none
   */
  public static PycHeader read(byte[] file) throws PycFormatException {
    if (file.length < 4) {
      throw new PycFormatException(
          "bad magic number: a pyc has " + SIZE + " bytes at least, found " + file.length);
    }
    ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int magic = buffer.getShort() & 0xFFFF;
    int lineEnd = buffer.getShort() & 0xFFFF;
    if (lineEnd != LINE_END) {
      throw new PycFormatException("bad magic number: expected 0d 0a behind " + magic);
    }
    if (file.length < SIZE) {
      throw new PycFormatException(
          "reached EOF while reading pyc header: " + file.length + " bytes of " + SIZE);
    }
    int flags = buffer.getInt();
    if ((flags & ~(HASH_BASED | CHECK_SOURCE)) != 0) {
      throw new PycFormatException("invalid flags 0x" + Integer.toHexString(flags));
    }
    return new PycHeader(magic, flags, buffer.getLong());
  }

  /** The {@link #SIZE} bytes of this header. */
  public byte[] toByteArray() {
    return ByteBuffer.allocate(SIZE)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) magic)
        .putShort((short) LINE_END)
        .putInt(flags)
        .putLong(stamp)
        .array();
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

  /** Size of the source in bytes modulo 2**32, if it is not hash based. */
  public long sourceSize() {
    return stamp >>> 32;
  }

  /** Hash of the source, if it is hash based. */
  public long sourceHash() {
    return stamp;
  }
}
