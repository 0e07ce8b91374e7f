package dev.pycache.compiler.literal;

import dev.pycache.bytecode.Str;
import java.util.Arrays;

/** A growing array of bytes: the text of a string that is put together from pieces. */
final class ByteBuilder {
  private byte[] bytes;
  private int length;

  ByteBuilder(int capacity) {
    bytes = new byte[capacity];
  }

  /** The bytes so far; those from {@link #length} on mean nothing. */
  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  void add(int b) {
    if (length == bytes.length) {
      grow(1);
    }
    bytes[length++] = (byte) b;
  }

  void add(byte[] from, int start, int end) {
    int count = end - start;
    if (count > bytes.length - length) {
      grow(count);
    }
    System.arraycopy(from, start, bytes, length, count);
    length += count;
  }

  /** Adds the UTF-8 form of a code point, which may be a surrogate. */
  void addCodePoint(int c) {
    if (bytes.length - length < 4) {
      grow(4);
    }
    length = Str.putUtf8(bytes, length, c);
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, length);
  }

  private void grow(int count) {
    bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2 + 16));
  }
}
