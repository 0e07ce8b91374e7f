package dev.pycache.compiler.codegen.text;

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

  /** Text that need not be ASCII. */
  Utf8Builder appendText(String text) {
    return append(Str.of(text));
  }

  private void ensure(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  @Override
  public String toString() {
    return new String(bytes, 0, size, StandardCharsets.UTF_8);
  }
}
