package dev.pycache.cache.verify;

import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.marshal.CodeField;
import dev.pycache.bytecode.marshal.CodeLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first {@code co_filename} in the bytes of a code object: that of the first function in
 * it that is complete, since functions stand among the constants. Nothing is read but lengths, and
 * what is odd in any way is left to the reader that knows how to say it.
 */
final class FileNameScan {
  /** A type without the flag that says that it may be referred to. */
  private static final int TYPE = 0x7F;

  /** Sources are not nested more deeply; a file that is gets read properly. */
  private static final int MAX_DEPTH = 150;

  private final CodeLayout layout;
  private final byte[] bytes;
  private int position;
  private int depth;
  private @Nullable Str found;

  private FileNameScan(CodeLayout layout, byte[] bytes, int start) {
    this.layout = layout;
    this.bytes = bytes;
    this.position = start;
  }

  /** The name; null if it cannot be found this way. */
  static @Nullable Str first(CodeLayout layout, byte[] bytes, int start) {
    var scan = new FileNameScan(layout, bytes, start);
    try {
      scan.skip();
    } catch (IndexOutOfBoundsException damaged) {
      return null;
    }
    return scan.found;
  }

  private int length() {
    int length =
        bytes[position] & 0xFF
            | (bytes[position + 1] & 0xFF) << 8
            | (bytes[position + 2] & 0xFF) << 16
            | (bytes[position + 3] & 0xFF) << 24;
    position += 4;
    if (length < 0 || length > bytes.length - position) {
      throw new IndexOutOfBoundsException();
    }
    return length;
  }

  /** Goes behind an object, or ends the scan. */
  private boolean skip() {
    int type = bytes[position++] & TYPE;
    switch (type) {
      case 'N', 'T', 'F', '.' -> {}
      case 'i', 'r' -> position += 4;
      case 'g' -> position += 8;
      case 'y' -> position += 16;
      case 's', 'u', 't', 'a', 'A' -> {
        int length = length();
        position += length;
      }
      case 'z', 'Z' -> position += 1 + (bytes[position] & 0xFF);
      case 'l' -> {
        int digits = bytes[position] & 0xFF | (bytes[position + 1] & 0xFF) << 8;
        digits |= (bytes[position + 2] & 0xFF) << 16 | bytes[position + 3] << 24;
        if (digits == Integer.MIN_VALUE || Math.abs(digits) > bytes.length) {
          return false;
        }
        position += 4 + 2 * Math.abs(digits);
      }
      case ')' -> {
        int count = bytes[position++] & 0xFF;
        return skipAll(count);
      }
      case '(', '>' -> {
        return skipAll(length());
      }
      case 'c' -> {
        return skipCode();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean skipAll(int count) {
    if (++depth > MAX_DEPTH) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      if (!skip()) {
        return false;
      }
    }
    depth--;
    return true;
  }

  private boolean skipCode() {
    if (++depth > MAX_DEPTH) {
      return false;
    }
    for (CodeField field : layout.fields()) {
      switch (field.form()) {
        case NUMBER -> position += 4;
        case RAW -> {
          return false;
        }
        case OBJECT -> {
          if (field == CodeField.FILENAME) {
            found = text();
            return false;
          }
          if (!skip()) {
            return false;
          }
        }
      }
    }
    return false;
  }

  private @Nullable Str text() {
    int type = bytes[position++] & TYPE;
    int length;
    switch (type) {
      case 'u', 't', 'a', 'A' -> length = length();
      case 'z', 'Z' -> length = bytes[position++] & 0xFF;
      default -> {
        return null;
      }
    }
    for (int i = position; i < position + length; i++) {
      if (bytes[i] < 0) {
        return null; // whether it is well-formed is for the reader to find out
      }
    }
    return Str.ofUtf8(Arrays.copyOfRange(bytes, position, position + length));
  }
}
