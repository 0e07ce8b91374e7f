package dev.pycache.compiler.fold;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Slice;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import dev.pycache.compiler.Strings;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The items that a slice takes from a sequence of some length ({@code PySlice_Unpack}, {@code
 * PySlice_AdjustIndices}).
 */
record Slicing(int start, int step, int count) {
  private static final BigInteger LARGE = BigInteger.valueOf(Integer.MAX_VALUE);

  /**
   * The items of a slice; null if its parts are no integers. Numbers beyond any length of a
   * sequence here stand for the largest there are.
   */
  static @Nullable Slicing of(Slice slice, int length) {
    Long step = part(slice.step(), 1);
    if (step == null || step == 0) {
      return null;
    }
    boolean backwards = step < 0;
    Long start = part(slice.start(), backwards ? Integer.MAX_VALUE : 0);
    Long stop = part(slice.stop(), backwards ? -Integer.MAX_VALUE : Integer.MAX_VALUE);
    if (start == null || stop == null) {
      return null;
    }
    long first = clamp(start, length, backwards);
    boolean toBegin = backwards && slice.stop() == Singleton.NONE;
    long end = toBegin ? -1 : clamp(stop, length, backwards);
    long distance = backwards ? first - end : end - first;
    long count = distance <= 0 ? 0 : (distance - 1) / Math.abs(step) + 1;
    return new Slicing((int) first, (int) (long) step, (int) count);
  }

  /** A part of a slice as an integer, null if it is none. */
  private static @Nullable Long part(Constant part, int ifNone) {
    if (part == Singleton.NONE) {
      return (long) ifNone;
    }
    BigInteger number = ConstantArithmetic.asInteger(part);
    return number == null ? null : number.min(LARGE).max(LARGE.negate()).longValue();
  }

  private static long clamp(long index, int length, boolean backwards) {
    if (index < 0) {
      return Math.max(index + length, backwards ? -1 : 0);
    }
    return Math.min(index, backwards ? length - 1 : length);
  }

  /** Whether these are all items of the sequence, so that Python returns the sequence itself. */
  private boolean isWhole(int length) {
    return start == 0 && step == 1 && count == length;
  }

  private int index(int number) {
    return start + number * step;
  }

  /** The items of a string, bytes or tuple; null for other constants, which have none. */
  static @Nullable Constant slice(Constant sequence, Slice slice, Strings strings) {
    int length =
        switch (sequence) {
          case Str text -> text.length();
          case Bytes bytes -> bytes.length();
          case Tuple tuple -> tuple.size();
          default -> -1;
        };
    Slicing slicing = length < 0 ? null : of(slice, length);
    if (slicing == null || slicing.isWhole(length)) {
      return slicing == null ? null : sequence;
    }
    return switch (sequence) {
      case Str text -> strings.constant(slicing.characters(text));
      case Bytes bytes -> Bytes.of(slicing.bytes(bytes.value()));
      case Tuple tuple -> slicing.items(tuple);
      default -> null;
    };
  }

  private byte[] bytes(byte[] all) {
    byte[] some = new byte[count];
    for (int i = 0; i < count; i++) {
      some[i] = all[index(i)];
    }
    return some;
  }

  private Tuple items(Tuple all) {
    Constant[] some = new Constant[count];
    for (int i = 0; i < count; i++) {
      some[i] = all.get(index(i));
    }
    return Tuple.of(some);
  }

  /** Characters are code points, as long in UTF-8 as their first byte says. */
  private byte[] characters(Str text) {
    byte[] utf8 = text.utf8();
    if (text.isAscii()) {
      return bytes(utf8);
    }
    int[] starts = new int[text.length() + 1];
    int n = 0;
    for (int i = 0; i < utf8.length; i++) {
      if ((utf8[i] & 0xC0) != 0x80) {
        starts[n++] = i;
      }
    }
    starts[n] = utf8.length;
    var some = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      int at = index(i);
      some.write(utf8, starts[at], starts[at + 1] - starts[at]);
    }
    return some.toByteArray();
  }
}
