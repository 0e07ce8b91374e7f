package dev.pycache.bytecode.internal;

/**
 * SipHash by Aumasson and Bernstein, with one or two rounds for each word of the message.
 *
 * <p>Whole trees of sources go through it in a process that has just started. So the state is in
 * local variables, and words are read without a VarHandle, which takes a call until the optimising
 * compiler has seen it.
 */
public final class SipHash {
  private static final int FINAL_ROUNDS_OF_1 = 3;
  private static final int FINAL_ROUNDS_OF_2 = 4;

  private SipHash() {}

  /** SipHash-1-3 of the first {@code length} bytes. */
  public static long hash13(long key0, long key1, byte[] message, int length) {
    return hash(false, FINAL_ROUNDS_OF_1, key0, key1, message, length);
  }

  /** SipHash-2-4 of the first {@code length} bytes. */
  public static long hash24(long key0, long key1, byte[] message, int length) {
    return hash(true, FINAL_ROUNDS_OF_2, key0, key1, message, length);
  }

  private static long hash(
      boolean twice, int finalRounds, long key0, long key1, byte[] message, int length) {
    long v0 = key0 ^ 0x736F6D6570736575L;
    long v1 = key1 ^ 0x646F72616E646F6DL;
    long v2 = key0 ^ 0x6C7967656E657261L;
    long v3 = key1 ^ 0x7465646279746573L;
    int rounds = twice ? 2 : 1;
    int words = length >>> 3;
    for (int i = 0; i <= words + 1; i++) {
      // The words, the last one with the length, and what ends the message.
      long word = i < words ? word(message, 8 * i) : i == words ? lastWord(message, length) : 0xFF;
      if (i <= words) {
        v3 ^= word;
      } else {
        v2 ^= word;
        rounds = finalRounds;
      }
      for (int round = 0; round < rounds; round++) {
        v0 += v1;
        v2 += v3;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 = Long.rotateLeft(v2, 32);
      }
      if (i <= words) {
        v0 ^= word;
      }
    }
    return v0 ^ v1 ^ v2 ^ v3;
  }

  private static long word(byte[] b, int i) {
    int low = b[i] & 0xFF | (b[i + 1] & 0xFF) << 8 | (b[i + 2] & 0xFF) << 16 | b[i + 3] << 24;
    int high = b[i + 4] & 0xFF | (b[i + 5] & 0xFF) << 8 | (b[i + 6] & 0xFF) << 16 | b[i + 7] << 24;
    return low & 0xFFFFFFFFL | (long) high << 32;
  }

  /** The bytes that fill no word, and the length above them. */
  private static long lastWord(byte[] message, int length) {
    long last = (long) length << 56;
    int whole = length & ~7;
    for (int i = whole; i < length; i++) {
      last |= (message[i] & 0xFFL) << 8 * (i - whole);
    }
    return last;
  }
}
