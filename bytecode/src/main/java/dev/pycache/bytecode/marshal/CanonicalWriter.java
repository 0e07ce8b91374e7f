package dev.pycache.bytecode.marshal;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Complex;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.DictObject;
import dev.pycache.bytecode.Float;
import dev.pycache.bytecode.FrozenSet;
import dev.pycache.bytecode.Int;
import dev.pycache.bytecode.ListObject;
import dev.pycache.bytecode.LongInt;
import dev.pycache.bytecode.SetObject;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Slice;
import dev.pycache.bytecode.StopIterationClass;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import dev.pycache.bytecode.internal.ByteSink;
import java.util.List;

/** Writes objects in {@link CanonicalForm}, with or without references. */
final class CanonicalWriter {
  /** Lengths below are written in one byte, where the dialect has such forms. */
  private static final int SHORT = 256;

  private final Dialect dialect;
  private final CodeLayout layout;
  private final SetOrder order;
  private final ObjectNumbers numbers;
  private final int limit;
  private final ByteSink out = new ByteSink(256);
  private int depth;

  CanonicalWriter(Dialect dialect, CodeLayout layout, SetOrder order, ObjectNumbers numbers) {
    this(dialect, layout, order, numbers, Integer.MAX_VALUE);
  }

  /**
   * @param limit number of bytes beyond which nothing is written
   */
  CanonicalWriter(
      Dialect dialect, CodeLayout layout, SetOrder order, ObjectNumbers numbers, int limit) {
    this.dialect = dialect;
    this.layout = layout;
    this.order = order;
    this.numbers = numbers;
    this.limit = limit;
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }

  void write(Constant object) {
    if (++depth > TypeCode.MAX_DEPTH) {
      throw new IllegalArgumentException("object too deeply nested to marshal");
    }
    if (out.size() > limit) {
      throw new IllegalArgumentException("the elements of sets are too large to be sorted");
    }
    int number = numbers.referenceTo(object);
    if (number != ObjectNumbers.NONE) {
      out.putByte(dialect.hasReferences() ? TypeCode.REFERENCE : TypeCode.STRING_REFERENCE);
      out.putInt(number);
    } else {
      int type = typeOf(object);
      if (!dialect.accepts(type)) {
        throw new IllegalArgumentException(
            "this version has no objects of type '" + (char) type + "'");
      }
      out.putByte(numbers.isFlagged(object) ? type | TypeCode.FLAG_REF : type);
      writeContents(type, object);
    }
    depth--;
  }

  private void writeContents(int type, Constant object) {
    switch (object) {
      case Tuple tuple -> {
        if (type == TypeCode.SMALL_TUPLE) {
          out.putByte(tuple.size());
        } else {
          out.putInt(tuple.size());
        }
        writeAll(tuple.items());
      }
      case ListObject list -> {
        out.putInt(list.items().size());
        writeAll(list.items());
      }
      case SetObject set -> {
        out.putInt(set.items().size());
        writeAll(order.elements(set, set.items()));
      }
      case FrozenSet set -> {
        out.putInt(set.items().size());
        writeAll(order.elements(set, set.items()));
      }
      case DictObject dict -> {
        writeAll(dict.keysAndValues());
        out.putByte(TypeCode.NULL);
      }
      case Slice slice -> writeAll(Contents.of(layout, slice));
      case CodeObject code -> layout.write(code, out, this::write);
      default -> Scalars.write(out, type, object);
    }
  }

  private void writeAll(List<Constant> items) {
    for (Constant item : items) {
      write(item);
    }
  }

  private int typeOf(Constant object) {
    return switch (object) {
      case Singleton singleton ->
          switch (singleton) {
            case NONE -> TypeCode.NONE;
            case TRUE -> TypeCode.TRUE;
            case FALSE -> TypeCode.FALSE;
            case ELLIPSIS -> TypeCode.ELLIPSIS;
          };
      case StopIterationClass s -> TypeCode.STOP_ITERATION;
      case Int number -> typeOf(number);
      case LongInt number -> typeOf(number);
      case Float number -> TypeCode.FLOAT;
      case Complex number -> TypeCode.COMPLEX;
      case Str text -> typeOf(text);
      case Bytes bytes -> bytes.isInterned() ? TypeCode.INTERNED : TypeCode.BYTES;
      case Tuple tuple ->
          tuple.size() < SHORT && dialect.accepts(TypeCode.SMALL_TUPLE)
              ? TypeCode.SMALL_TUPLE
              : TypeCode.TUPLE;
      case ListObject list -> TypeCode.LIST;
      case SetObject set -> TypeCode.SET;
      case FrozenSet set -> TypeCode.FROZEN_SET;
      case DictObject dict -> dict.frozen() ? TypeCode.FROZEN_DICT : TypeCode.DICT;
      case Slice slice -> TypeCode.SLICE;
      case CodeObject code -> TypeCode.CODE;
    };
  }

  private int typeOf(Int number) {
    int bits = number.value().bitLength();
    if (bits < Integer.SIZE) {
      return TypeCode.INT;
    }
    if (bits < Long.SIZE && dialect.writesInt64()) {
      return TypeCode.INT64;
    }
    if (dialect.hasLong()) {
      throw new IllegalArgumentException("an int of more than 64 bits");
    }
    return TypeCode.LONG;
  }

  private int typeOf(LongInt number) {
    if (!dialect.hasLong()) {
      throw new IllegalArgumentException("a long of Python 2: " + number.value());
    }
    return TypeCode.LONG;
  }

  private int typeOf(Str text) {
    if (!dialect.accepts(TypeCode.ASCII)) {
      return TypeCode.UNICODE;
    }
    boolean interned = numbers.isInterned(text);
    if (!text.isAscii()) {
      return interned ? TypeCode.INTERNED : TypeCode.UNICODE;
    }
    if (text.utf8().length < SHORT) {
      return interned ? TypeCode.SHORT_ASCII_INTERNED : TypeCode.SHORT_ASCII;
    }
    return interned ? TypeCode.ASCII_INTERNED : TypeCode.ASCII;
  }
}
