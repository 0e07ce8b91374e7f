package dev.pycache.bytecode.hash;

import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.internal.SipHash;

/** The hash of a string of characters or bytes, as it is without a secret of the process. */
enum TextHash {
  /**
   * Up to 3.3: each unit multiplies and is mixed in ({@code string_hash}, {@code unicode_hash}).
   */
  MULTIPLICATIVE {
    @Override
    long of(Str text) {
      byte[] utf8 = text.utf8();
      if (utf8.length == 0) {
        return 0;
      }
      long hash = (long) Str.codePointAt(utf8, 0) << 7;
      int length = 0;
      for (int i = 0; i < utf8.length; length++) {
        int codePoint = Str.codePointAt(utf8, i);
        i += Str.utf8Length(codePoint);
        hash = hash * MULTIPLIER ^ codePoint;
      }
      return NumberHash.notError(hash ^ length);
    }

    @Override
    long of(byte[] bytes) {
      if (bytes.length == 0) {
        return 0;
      }
      long hash = (bytes[0] & 0xFFL) << 7;
      for (byte b : bytes) {
        hash = hash * MULTIPLIER ^ b & 0xFF;
      }
      return NumberHash.notError(hash ^ bytes.length);
    }
  },
  /** From 3.4 to 3.10: SipHash-2-4 (PEP 456). */
  SIP_2_4 {
    @Override
    long of(byte[] bytes) {
      return bytes.length == 0 ? 0 : NumberHash.notError(SipHash.hash24(0, 0, bytes, bytes.length));
    }
  },
  /** Since 3.11: SipHash-1-3. */
  SIP_1_3 {
    @Override
    long of(byte[] bytes) {
      return bytes.length == 0 ? 0 : NumberHash.notError(SipHash.hash13(0, 0, bytes, bytes.length));
    }
  };

  private static final long MULTIPLIER = 1_000_003;

  abstract long of(byte[] bytes);

  /** The hash of the bytes in which the interpreter stores the string. */
  long of(Str text) {
    return of(text.isAscii() ? text.utf8() : stored(text.utf8()));
  }

  /**
   * The characters in as many bytes each as the greatest of them needs, one, two or four, least
   * significant first (PEP 393).
   */
  private static byte[] stored(byte[] utf8) {
    int greatest = 0;
    int length = 0;
    for (int i = 0; i < utf8.length; length++) {
      int codePoint = Str.codePointAt(utf8, i);
      greatest = Math.max(greatest, codePoint);
      i += Str.utf8Length(codePoint);
    }
    int width = greatest <= 0xFF ? 1 : greatest <= 0xFFFF ? 2 : 4;
    byte[] stored = new byte[Math.multiplyExact(length, width)];
    int n = 0;
    for (int i = 0; i < utf8.length; ) {
      int codePoint = Str.codePointAt(utf8, i);
      i += Str.utf8Length(codePoint);
      for (int shift = 0; shift < 8 * width; shift += 8) {
        stored[n++] = (byte) (codePoint >> shift);
      }
    }
    return stored;
  }
}
