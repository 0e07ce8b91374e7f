package dev.pycache.bytecode.marshal;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Complex;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Float;
import dev.pycache.bytecode.FrozenSet;
import dev.pycache.bytecode.Int;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.Tuple;
import dev.pycache.bytecode.Variables;
import dev.pycache.bytecode.internal.DeepStack;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code marshal.dumps} writes for a code object ({@code r_object}). Objects that were
 * one object come back as one object, and strings keep their interned mark, so that {@link
 * MarshalWriter} writes the same bytes again.
 *
 * <p>The bytes may be anything: no more memory is asked for than the bytes that are left can fill,
 * and nesting is bounded. Lists, sets and dictionaries, which marshal knows but no code object
 * holds, are rejected.
 */
public final class MarshalReader {
  private final byte[] bytes;
  private int position;
  private int depth;

  /** Objects by number; null for one that is not complete. */
  private final List<@Nullable Constant> numbered = new ArrayList<>();

  private MarshalReader(byte[] bytes, int start) {
    this.bytes = bytes;
    this.position = start;
  }

  /**
   * The code object that starts at {@code bytes[start]}; what follows it is not looked at.
   *
   * @throws MarshalException if there is none
   */
  public static CodeObject readCode(Target target, byte[] bytes, int start)
      throws MarshalException {
    Constant object = read(target, bytes, start);
    if (object instanceof CodeObject code) {
      return code;
    }
    throw new MarshalException("expected a code object, found " + object, start, false);
  }

  /**
   * The constant that starts at {@code bytes[start]}; what follows it is not looked at.
   *
   * @throws MarshalException if there is none
   */
  public static Constant read(Target target, byte[] bytes, int start) throws MarshalException {
    try {
      return switch (target) {
        case CPYTHON_3_11 -> DeepStack.call(() -> new MarshalReader(bytes, start).read());
      };
    } catch (MarshalException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private Constant read() throws MarshalException {
    int start = position;
    int first = readByte();
    int type = first & ~TypeCode.FLAG_REF & 0xFF;
    int number = -1;
    if ((first & TypeCode.FLAG_REF) != 0 && isNumbered(type)) {
      number = numbered.size();
      numbered.add(null);
    }
    if (++depth > TypeCode.MAX_DEPTH) {
      throw bad("recursion limit exceeded", start);
    }
    Constant object = readContents(type, start, (first & TypeCode.FLAG_REF) != 0);
    depth--;
    if (number >= 0) {
      numbered.set(number, object);
    }
    return object;
  }

  /** Singletons and references take no number even when they are flagged. */
  private static boolean isNumbered(int type) {
    return switch (type) {
      case TypeCode.NONE, TypeCode.TRUE, TypeCode.FALSE, TypeCode.ELLIPSIS, TypeCode.REFERENCE ->
          false;
      default -> true;
    };
  }

  private Constant readContents(int type, int start, boolean flagged) throws MarshalException {
    return switch (type) {
      case TypeCode.NONE -> Singleton.NONE;
      case TypeCode.TRUE -> Singleton.TRUE;
      case TypeCode.FALSE -> Singleton.FALSE;
      case TypeCode.ELLIPSIS -> Singleton.ELLIPSIS;
      case TypeCode.INT -> Int.of(readInt());
      case TypeCode.INT64 -> Int.of(readLong());
      case TypeCode.LONG -> new Int(readDigits());
      case TypeCode.FLOAT -> new Float(readDouble());
      case TypeCode.COMPLEX -> Complex.of(readDouble(), readDouble());
      case TypeCode.FLOAT_TEXT -> new Float(readFloatText());
      case TypeCode.COMPLEX_TEXT -> Complex.of(readFloatText(), readFloatText());
      case TypeCode.BYTES -> Bytes.of(take(readSize()));
      case TypeCode.UNICODE, TypeCode.ASCII -> str(take(readSize()), flagged);
      case TypeCode.INTERNED, TypeCode.ASCII_INTERNED -> Str.internedUtf8(take(readSize()));
      case TypeCode.SHORT_ASCII -> str(take(readByte()), flagged);
      case TypeCode.SHORT_ASCII_INTERNED -> Str.internedUtf8(take(readByte()));
      case TypeCode.SMALL_TUPLE -> Tuple.of(readItems(readByte()));
      case TypeCode.TUPLE -> Tuple.of(readItems(readSize()));
      case TypeCode.FROZEN_SET -> new FrozenSet(Arrays.asList(readItems(readSize())));
      case TypeCode.CODE -> readCode();
      case TypeCode.REFERENCE -> readReference(start);
      case TypeCode.NULL -> throw bad("NULL object in marshal data", start);
      case TypeCode.LIST, TypeCode.SET, TypeCode.DICT, TypeCode.STOP_ITERATION ->
          throw bad("no code object holds an object of type '" + (char) type + "'", start);
      default -> throw bad("bad marshal data (unknown type code " + type + ")", start);
    };
  }

  /**
   * A string that is not interned; one character that is flagged is taken to be from the
   * interpreter's cache.
   */
  private static Str str(byte[] utf8, boolean flagged) {
    boolean latin1 = utf8.length == 1 || (utf8.length == 2 && (utf8[0] & 0xFE) == 0xC2);
    return flagged && latin1 ? Str.cachedUtf8(utf8) : Str.ofUtf8(utf8);
  }

  private Constant readReference(int start) throws MarshalException {
    int number = readInt();
    Constant object = number >= 0 && number < numbered.size() ? numbered.get(number) : null;
    if (object == null) {
      throw bad("bad marshal data (invalid reference " + number + ")", start);
    }
    return object;
  }

  private Constant[] readItems(int count) throws MarshalException {
    // Each item takes a byte at least.
    if (count > bytes.length - position) {
      throw truncated();
    }
    var items = new Constant[count];
    for (int i = 0; i < count; i++) {
      items[i] = read();
    }
    return items;
  }

  private CodeObject readCode() throws MarshalException {
    int argCount = readInt();
    int posOnlyArgCount = readInt();
    int kwOnlyArgCount = readInt();
    int stackSize = readInt();
    int flags = readInt();
    Bytes code = read(Bytes.class);
    Tuple consts = read(Tuple.class);
    Tuple names = read(Tuple.class);
    Tuple localsPlusNames = read(Tuple.class);
    Bytes localsPlusKinds = read(Bytes.class);
    Str filename = read(Str.class);
    Str name = read(Str.class);
    Str qualname = read(Str.class);
    int firstLine = readInt();
    Bytes lineTable = read(Bytes.class);
    Bytes exceptionTable = read(Bytes.class);
    return new CodeObject(
        argCount,
        posOnlyArgCount,
        kwOnlyArgCount,
        stackSize,
        flags,
        code,
        consts,
        names,
        new Variables.Merged(localsPlusNames, localsPlusKinds),
        filename,
        name,
        qualname,
        firstLine,
        lineTable,
        exceptionTable,
        List.of());
  }

  /** A component of a code object, which can be of one type only. */
  private <T extends Constant> T read(Class<T> type) throws MarshalException {
    int start = position;
    Constant object = read();
    if (!type.isInstance(object)) {
      throw bad("bad marshal data (" + type.getSimpleName() + " expected in a code object)", start);
    }
    return type.cast(object);
  }

  private int readByte() throws MarshalException {
    if (position >= bytes.length) {
      throw truncated();
    }
    return bytes[position++] & 0xFF;
  }

  private int readShort() throws MarshalException {
    return readByte() | readByte() << 8;
  }

  private int readInt() throws MarshalException {
    return readShort() | readShort() << 16;
  }

  private long readLong() throws MarshalException {
    return readInt() & 0xFFFFFFFFL | (long) readInt() << 32;
  }

  private double readDouble() throws MarshalException {
    return Double.longBitsToDouble(readLong());
  }

  private int readSize() throws MarshalException {
    int start = position;
    int size = readInt();
    if (size < 0) {
      throw bad("bad marshal data (size out of range)", start);
    }
    return size;
  }

  private byte[] take(int length) throws MarshalException {
    if (length > bytes.length - position) {
      throw truncated();
    }
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  /** {@code r_PyLong}. */
  private BigInteger readDigits() throws MarshalException {
    int start = position;
    int count = readInt();
    if (count == Integer.MIN_VALUE) {
      throw bad("bad marshal data (long size out of range)", start);
    }
    int digits = Math.abs(count);
    if (digits > (bytes.length - position) / 2) {
      throw truncated();
    }
    byte[] magnitude = new byte[(int) ((digits * 15L + 7) / 8)];
    int bits = 0;
    int available = 0;
    int next = magnitude.length - 1;
    for (int i = 0; i < digits; i++) {
      int digit = readShort();
      if (digit > 0x7FFF) {
        throw bad("bad marshal data (digit out of range in long)", position - 2);
      }
      if (digit == 0 && i == digits - 1) {
        throw bad("bad marshal data (unnormalized long data)", position - 2);
      }
      bits |= digit << available;
      available += 15;
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

  /** A float as versions 0 and 1 of the format write it: its {@code repr}. */
  private double readFloatText() throws MarshalException {
    int start = position;
    String text = new String(take(readByte()), StandardCharsets.ISO_8859_1);
    try {
      return switch (text) {
        case "inf" -> Double.POSITIVE_INFINITY;
        case "-inf" -> Double.NEGATIVE_INFINITY;
        case "nan" -> Double.NaN;
        default -> Double.parseDouble(text);
      };
    } catch (NumberFormatException e) {
      throw bad("bad marshal data (" + text + " is no float)", start);
    }
  }

  private MarshalException bad(String message, int offset) {
    return new MarshalException(message, offset, false);
  }

  private MarshalException truncated() {
    return new MarshalException("marshal data too short", bytes.length, true);
  }
}
