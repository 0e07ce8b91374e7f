package dev.pycache.compiler.fold;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Int;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import dev.pycache.compiler.Strings;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Operators of {@code str}, {@code bytes} and {@code tuple}. */
final class SequenceOperations {
  /**
   * Limits of {@code ast_opt.c}: items of a repeated tuple, of the same with all nested ones,
   * characters.
   */
  private static final int MAX_COLLECTION_SIZE = 256;

  private static final int MAX_TOTAL_ITEMS = 1024;
  private static final int MAX_STR_SIZE = 4096;

  private final Strings strings;

  SequenceOperations(Strings strings) {
    this.strings = strings;
  }

  @Nullable Constant concatenate(Constant left, Constant right) {
    if (left instanceof Str a && right instanceof Str b) {
      return strings.constant(concatenate(a.utf8(), b.utf8()));
    }
    if (left instanceof Bytes a && right instanceof Bytes b) {
      return bytes(concatenate(a.value(), b.value()));
    }
    if (left instanceof Tuple a && right instanceof Tuple b) {
      Constant[] items = new Constant[a.size() + b.size()];
      for (int i = 0; i < items.length; i++) {
        items[i] = i < a.size() ? a.get(i) : b.get(i - a.size());
      }
      return Tuple.of(items);
    }
    return null;
  }

  private static byte[] concatenate(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  /** Mirrors the part of {@code safe_multiply} that is about sequences. */
  @Nullable Constant repeat(Constant sequence, BigInteger times) {
    if (sequence instanceof Str text) {
      int n = repetitions(times, text.length(), MAX_STR_SIZE);
      return n < 0 ? null : strings.constant(repeat(text.utf8(), n));
    }
    if (sequence instanceof Bytes bytes) {
      int n = repetitions(times, bytes.length(), MAX_STR_SIZE);
      return n < 0 ? null : bytes(repeat(bytes.value(), n));
    }
    if (sequence instanceof Tuple tuple) {
      int n = repetitions(times, tuple.size(), MAX_COLLECTION_SIZE);
      boolean large = n < 0 || (n > 0 && itemsLeft(tuple, MAX_TOTAL_ITEMS / n) < 0);
      return large ? null : repeat(tuple, n);
    }
    return null;
  }

  /**
   * How often a sequence is to be repeated, -1 if that must be left to run time. An empty one can
   * be repeated any number of times that fits {@code Py_ssize_t}.
   */
  private static int repetitions(BigInteger times, int size, int limit) {
    if (size == 0) {
      return times.bitLength() < Long.SIZE ? 0 : -1;
    }
    boolean large =
        times.signum() < 0
            || times.bitLength() > Integer.SIZE - 1
            || times.intValue() > limit / size;
    return large ? -1 : times.intValue();
  }

  private static byte[] repeat(byte[] bytes, int n) {
    byte[] result = new byte[bytes.length * n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(bytes, 0, result, i * bytes.length, bytes.length);
    }
    return result;
  }

  private static Tuple repeat(Tuple tuple, int n) {
    Constant[] items = new Constant[tuple.size() * n];
    for (int i = 0; i < items.length; i++) {
      items[i] = tuple.get(i % tuple.size());
    }
    return Tuple.of(items);
  }

  /**
   * What is left of a limit without the items of a tuple, nested ones included ({@code
   * check_complexity}).
   */
  private static int itemsLeft(Constant constant, int limit) {
    int left = limit;
    if (constant instanceof Tuple tuple) {
      left -= tuple.size();
      for (int i = 0; left >= 0 && i < tuple.size(); i++) {
        left = itemsLeft(tuple.get(i), left);
      }
    }
    return left;
  }

  /** The item at an index, which counts from the end if it is negative; null if there is none. */
  @Nullable Constant item(Constant sequence, BigInteger index) {
    if (index.bitLength() > Integer.SIZE - 1) {
      return null;
    }
    int i = index.intValue();
    if (sequence instanceof Str text) {
      return character(text, i < 0 ? i + text.length() : i);
    }
    if (sequence instanceof Bytes bytes) {
      int at = i < 0 ? i + bytes.length() : i;
      return at >= 0 && at < bytes.length() ? Int.of(bytes.value()[at] & 0xFF) : null;
    }
    if (sequence instanceof Tuple tuple) {
      int at = i < 0 ? i + tuple.size() : i;
      return at >= 0 && at < tuple.size() ? tuple.get(at) : null;
    }
    return null;
  }

  /** The code point of this number, counted from 0, as a string. */
  private @Nullable Constant character(Str text, int number) {
    if (number < 0) {
      return null;
    }
    byte[] utf8 = text.utf8();
    int start = 0;
    for (int left = number; start < utf8.length && left > 0; left--) {
      start = nextCharacter(utf8, start);
    }
    return start >= utf8.length
        ? null
        : strings.constant(Arrays.copyOfRange(utf8, start, nextCharacter(utf8, start)));
  }

  private static int nextCharacter(byte[] utf8, int at) {
    int next = at + 1;
    while (next < utf8.length && (utf8[next] & 0xC0) == 0x80) {
      next++;
    }
    return next;
  }

  private static Bytes bytes(byte[] value) {
    return value.length == 0 ? Bytes.EMPTY : new Bytes(value);
  }
}
