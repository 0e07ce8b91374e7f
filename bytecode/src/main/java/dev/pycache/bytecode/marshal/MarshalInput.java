package dev.pycache.bytecode.marshal;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * A position in bytes that need not be trusted, and the little-endian primitives that stand there.
 * Nothing is allocated for which there are no bytes.
 */
final class MarshalInput {
  private static final int DIGIT_BITS = 15;
  private static final int MAX_DIGIT = (1 << DIGIT_BITS) - 1;

  private final byte[] bytes;
  private int position;

  MarshalInput(byte[] bytes, int start) {
    this.bytes = bytes;
    this.position = start;
  }

  int position() {
    return position;
  }

  int remaining() {
    return bytes.length - position;
  }

  int readTypeByte() throws MarshalException {
    if (position >= bytes.length) {
      throw new MarshalException("EOF read where object expected", bytes.length, true);
    }
    return bytes[position++] & 0xFF;
  }

  int readByte() throws MarshalException {
    if (position >= bytes.length) {
      throw truncated();
    }
    return bytes[position++] & 0xFF;
  }

  int readShort() throws MarshalException {
    if (remaining() < Short.BYTES) {
      throw truncated();
    }
    int at = position;
    position = at + Short.BYTES;
    return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8;
  }

  int readInt() throws MarshalException {
    if (remaining() < Integer.BYTES) {
      throw truncated();
    }
    int at = position;
    position = at + Integer.BYTES;
    return bytes[at] & 0xFF
        | (bytes[at + 1] & 0xFF) << 8
        | (bytes[at + 2] & 0xFF) << 16
        | bytes[at + 3] << 24;
  }

  long readLong() throws MarshalException {
    return readInt() & 0xFFFFFFFFL | (long) readInt() << 32;
  }

  double readDouble() throws MarshalException {
    return Double.longBitsToDouble(readLong());
  }

  /**
   * A count or length.
   *
   * @param what whose it is, for the message
   */
  int readSize(String what) throws MarshalException {
    int start = position;
    int size = readInt();
    if (size < 0) {
      throw bad("bad marshal data (" + what + " size out of range)", start);
    }
    return size;
  }

  byte[] take(int length) throws MarshalException {
    if (length > remaining()) {
      throw truncated();
    }
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  /** {@code r_PyLong}: a signed count, and that many digits to the base 2**15. */
  BigInteger readDigits() throws MarshalException {
    int start = position;
    int count = readInt();
    if (count == Integer.MIN_VALUE) {
      throw bad("bad marshal data (long size out of range)", start);
    }
    int digits = Math.abs(count);
    byte[] magnitude =
        new byte[(int) ((Math.min(digits, remaining()) * (long) DIGIT_BITS + 7) / 8)];
    int bits = 0;
    int available = 0;
    int next = magnitude.length - 1;
    for (int i = 0; i < digits; i++) {
      int digit = readShort();
      if (digit > MAX_DIGIT) {
        throw bad("bad marshal data (digit out of range in long)", position - Short.BYTES);
      }
      if (digit == 0 && i == digits - 1) {
        throw bad("bad marshal data (unnormalized long data)", position - Short.BYTES);
      }
      bits |= digit << available;
      available += DIGIT_BITS;
      while (available >= 8) {
        magnitude[next--] = (byte) bits;
        bits >>>= 8;
        available -= 8;
      }
    }
    if (next >= 0) {
      magnitude[next] = (byte) bits;
    }
    return new BigInteger(Integer.signum(count), magnitude);
  }

  MarshalException bad(String message, int offset) {
    return new MarshalException(message, offset, false);
  }

  MarshalException truncated() {
    return new MarshalException("marshal data too short", bytes.length, true);
  }
}
