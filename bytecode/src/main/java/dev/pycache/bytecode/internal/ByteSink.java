package dev.pycache.bytecode.internal;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A byte array that grows, with the primitives of little-endian formats; reused from one result to
 * the next.
 */
public final class ByteSink {
  private byte[] bytes;
  private int size;

  public ByteSink(int capacity) {
    bytes = new byte[capacity];
  }

  /** Forgets what has been written, keeps the memory. */
  public void clear() {
    size = 0;
  }

  public int size() {
    return size;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** What has been written, in the memory of the sink: it is good until more is written. */
  public ByteBuffer view() {
    return ByteBuffer.wrap(bytes, 0, size);
  }

  public void putByte(int value) {
    if (size == bytes.length) {
      grow(1);
    }
    bytes[size++] = (byte) value;
  }

  /** 16 bits, least significant byte first. */
  public void putShort(int value) {
    putByte(value);
    putByte(value >> 8);
  }

  /** 32 bits, least significant byte first. */
  public void putInt(int value) {
    if (bytes.length - size < Integer.BYTES) {
      grow(Integer.BYTES);
    }
    setInt(size, value);
    size += Integer.BYTES;
  }

  /** Leaves room for bytes that are set later. */
  public void skip(int count) {
    if (bytes.length - size < count) {
      grow(count);
    }
    size += count;
  }

  /** 64 bits, least significant byte first. */
  public void putLong(long value) {
    putInt((int) value);
    putInt((int) (value >> 32));
  }

  /** The array in which the bytes are, until something is written. */
  public byte[] array() {
    return bytes;
  }

  /** A byte that has been written. */
  public int byteAt(int index) {
    return bytes[index];
  }

  /** Writes another byte in the place of one. */
  public void setByte(int index, int value) {
    bytes[index] = (byte) value;
  }

  /** Writes other 32 bits in the place of some. */
  public void setInt(int index, int value) {
    LittleEndian.putInt(bytes, index, value);
  }

  public void putBytes(byte[] source) {
    if (bytes.length - size < source.length) {
      grow(source.length);
    }
    System.arraycopy(source, 0, bytes, size, source.length);
    size += source.length;
  }

  /**
   * Writes two bytes and an array: most of what is written is a short string with its type and
   * length.
   */
  public void putBytes(int first, int second, byte[] source) {
    int length = source.length;
    int n = size;
    if (bytes.length - n < length + 2) {
      grow(length + 2);
    }
    byte[] b = bytes;
    LittleEndian.putShort(b, n, first & 0xFF | second << Byte.SIZE);
    System.arraycopy(source, 0, b, n + 2, length);
    size = n + 2 + length;
  }

  private void grow(int needed) {
    long wanted = Math.max((long) size + needed, bytes.length * 2L);
    if ((long) size + needed > Integer.MAX_VALUE - 16) {
      throw new OutOfMemoryError("more than 2 GiB of output");
    }
    bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 16));
  }
}
