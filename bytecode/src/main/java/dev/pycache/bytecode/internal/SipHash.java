package dev.pycache.bytecode.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** SipHash by Aumasson and Bernstein, with any number of rounds; an object hashes one message. */
public final class SipHash {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final int compressionRounds;
  private final int finalRounds;
  private long v0;
  private long v1;
  private long v2;
  private long v3;

  public SipHash(int compressionRounds, int finalRounds, long key0, long key1) {
    this.compressionRounds = compressionRounds;
    this.finalRounds = finalRounds;
    v0 = key0 ^ 0x736F6D6570736575L;
    v1 = key1 ^ 0x646F72616E646F6DL;
    v2 = key0 ^ 0x6C7967656E657261L;
    v3 = key1 ^ 0x7465646279746573L;
  }

  public long hash(byte[] message) {
    int whole = message.length & ~7;
    for (int i = 0; i < whole; i += 8) {
      compress((long) LONGS.get(message, i));
    }
    long last = (long) message.length << 56;
    for (int i = whole; i < message.length; i++) {
      last |= (message[i] & 0xFFL) << 8 * (i - whole);
    }
    compress(last);
    v2 ^= 0xFF;
    rounds(finalRounds);
    return v0 ^ v1 ^ v2 ^ v3;
  }

  private void compress(long word) {
    v3 ^= word;
    rounds(compressionRounds);
    v0 ^= word;
  }

  private void rounds(int count) {
    for (int i = 0; i < count; i++) {
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
  }
}
