package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Str;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text in the making, in the form of {@link Str}: UTF-8 that may hold lone surrogates. */
final class Utf8Builder {
  private byte[] bytes = new byte[64];
  private int size;

  Utf8Builder append(char ascii) {
    ensure(1);
    bytes[size++] = (byte) ascii;
    return this;
  }

  Utf8Builder append(String ascii) {
    int length = ascii.length();
    ensure(length);
    for (int i = 0; i < length; i++) {
      bytes[size++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  Utf8Builder append(Str text) {
    append(text.utf8());
    return this;
  }

  Utf8Builder append(byte[] utf8) {
    ensure(utf8.length);
    System.arraycopy(utf8, 0, bytes, size, utf8.length);
    size += utf8.length;
    return this;
  }

  Utf8Builder appendCodePoint(int codePoint) {
    ensure(4);
    size = Str.putUtf8(bytes, size, codePoint);
    return this;
  }

  /** {@code digits} hexadecimal digits of {@code value}. */
  Utf8Builder appendHex(int value, int digits) {
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
      append(Character.forDigit(value >> shift & 0xF, 16));
    }
    return this;
  }

  private void ensure(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }

  int size() {
    return size;
  }

  byte get(int index) {
    return bytes[index];
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  @Override
  public String toString() {
    return new String(bytes, 0, size, StandardCharsets.UTF_8);
  }
}
