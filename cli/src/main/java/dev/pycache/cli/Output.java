package dev.pycache.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A stream of text as Python writes it: UTF-8 whatever the locale; the odd bytes of a file name as
 * they are; what else has no UTF-8 form as an escape. An error of the stream ends the output, not
 * the work; {@link #failed} tells of it.
 */
public final class Output {
  private final OutputStream stream;
  private boolean failed;

  public Output(OutputStream stream) {
    this.stream = stream;
  }

  static Output standardOutput() {
    return new Output(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16));
  }

  static Output standardError() {
    return new Output(new BufferedOutputStream(new FileOutputStream(FileDescriptor.err)));
  }

  public void print(String text) {
    write(encode(text));
  }

  /** Text that is {@linkplain #encode encoded} already. */
  public void write(byte[] encoded) {
    if (failed) {
      return;
    }
    try {
      stream.write(encoded);
    } catch (IOException e) {
      failed = true;
    }
  }

  public void flush() {
    if (failed) {
      return;
    }
    try {
      stream.flush();
    } catch (IOException e) {
      failed = true;
    }
  }

  /** Whether some of the text was lost. */
  public boolean failed() {
    return failed;
  }

  /** The bytes of a text. */
  public static byte[] encode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return encodeSurrogates(text);
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] encodeSurrogates(String text) {
    var out = new java.io.ByteArrayOutputStream(text.length() + 16);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c >= 0xDC80 && c <= 0xDCFF) {
        out.write(c - 0xDC00);
      } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        out.writeBytes(("\\u" + Integer.toHexString(c)).getBytes(StandardCharsets.US_ASCII));
      } else {
        out.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toByteArray();
  }
}
