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

  /** What {@link #magicOf} says of a file that begins with no magic number. */
  public static final int NO_MAGIC = -1;

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
    return new PycHeader(target.magic(), SIZE, 0, 0).withTimestamp(mtime, sourceSize);
  }

  /**
   * The header of a pyc that is good as long as its source has this hash.
   *
   * @param sourceHash what {@link SourceHash} makes of the source
   * @param checkSource whether a reader is to look at the source at all
   */
  public static PycHeader hashed(Target target, long sourceHash, boolean checkSource) {
    return new PycHeader(target.magic(), SIZE, 0, 0).withHash(sourceHash, checkSource);
  }

  /**
   * The header of a pyc of any version that is good as long as its source has this time, and from
   * 3.3 on this size.
   *
   * @param mtime seconds; Python keeps the low 32 bits
   * @param sourceSize bytes; Python keeps the low 32 bits
   */
  public static PycHeader timestamp(Magic magic, long mtime, long sourceSize) {
    return new PycHeader(magic.number(), magic.headerSize(), 0, 0).withTimestamp(mtime, sourceSize);
  }

  /**
   * The header of a pyc that is good as long as its source has this hash.
   *
   * @param sourceHash what {@link SourceHash} makes of the source
   * @param checkSource whether a reader is to look at the source at all
   * @throws IllegalArgumentException if the header of that version has no flags (before 3.7)
   */
  public static PycHeader hashed(Magic magic, long sourceHash, boolean checkSource) {
    return new PycHeader(magic.number(), magic.headerSize(), 0, 0)
        .withHash(sourceHash, checkSource);
  }

  /**
   * The magic number at the start of a file, without the two bytes 0D 0A behind it, whether it is
   * known or not; or {@link #NO_MAGIC} if there are no four bytes, or others than those two.
   *
   * @param length how many bytes of {@code file} are the file's
   */
  public static int magicOf(byte[] file, int length) {
    if (length < Integer.BYTES || (file[2] & 0xFF | (file[3] & 0xFF) << Byte.SIZE) != LINE_END) {
      return NO_MAGIC;
    }
    return file[0] & 0xFF | (file[1] & 0xFF) << Byte.SIZE;
  }

  /**
   * Whether a file begins with the very bytes of {@link #timestamp(Target, long, long)}. Said
   * without making a header, since whoever looks after caches asks it of each of them.
   *
   * @param file at least {@link #SIZE} bytes
   */
  public static boolean isTimestamp(byte[] file, Target target, long mtime, long sourceSize) {
    return magicOf(file, SIZE) == target.magic()
        && intAt(file, 4) == 0
        && intAt(file, 8) == (int) mtime
        && intAt(file, 12) == (int) sourceSize;
  }

  private static int intAt(byte[] file, int at) {
    return file[at] & 0xFF
        | (file[at + 1] & 0xFF) << 8
        | (file[at + 2] & 0xFF) << 16
        | file[at + 3] << 24;
  }

  /** The four bytes of a magic number as a little-endian number. */
  static int withLineEnd(int magic) {
    return magic | LINE_END << Short.SIZE;
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

  /** This header, of the same version, for a source that is known by time and size. */
  public PycHeader withTimestamp(long mtime, long sourceSize) {
    long time = mtime & 0xFFFFFFFFL;
    return new PycHeader(magic, size, 0, size == SMALL ? time : time | sourceSize << Integer.SIZE);
  }

  /**
   * This header, of the same version, for a source that is known by its hash.
   *
   * @throws IllegalArgumentException if there are fewer than 16 bytes
   */
  public PycHeader withHash(long sourceHash, boolean checkSource) {
    if (size != SIZE) {
      throw new IllegalArgumentException("a header of " + size + " bytes has no flags");
    }
    int newFlags = checkSource ? HASH_BASED | CHECK_SOURCE : HASH_BASED;
    return new PycHeader(magic, size, newFlags, sourceHash);
  }

  /**
   * Puts this header in the place of the one at the start of a file, whose code stays as it is.
   *
   * @throws IllegalArgumentException if what is there is not of the same magic number, or too short
   */
  public void replaceIn(byte[] file) {
    if (file.length < size || magicOf(file, file.length) != magic) {
      throw new IllegalArgumentException("no header of " + magic + " to be replaced");
    }
    System.arraycopy(toByteArray(), 0, file, 0, size);
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
