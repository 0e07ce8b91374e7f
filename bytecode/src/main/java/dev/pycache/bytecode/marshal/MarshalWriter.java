package dev.pycache.bytecode.marshal;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Complex;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Float;
import dev.pycache.bytecode.FrozenSet;
import dev.pycache.bytecode.Int;
import dev.pycache.bytecode.MarshalOnly;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Slice;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.Text;
import dev.pycache.bytecode.Tuple;
import dev.pycache.bytecode.Variables;
import dev.pycache.bytecode.internal.DeepStack;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes code objects as {@code marshal.dumps} does (version 4 of the format, or version 5, which
 * has slices besides: no code object of an earlier version holds one). One writer can write any
 * number of code objects, one after the other, and keeps its memory.
 *
 * <p>An object that has more than one reference is flagged and numbered where it is first met, and
 * a reference of its number is written from then on. All is written in one walk: whether an object
 * is met again shows later, so that flags and numbers are put in behind.
 */
public final class MarshalWriter {
  private static final int MASK_15 = 0x7FFF;

  private final Dialect dialect;
  private final boolean holdsElementsToSort;
  private final SharedObjects shared = new SharedObjects();

  /** Whether {@link #shared} has counted the objects of this module. */
  private boolean counted;

  /** Whether the bytes by which an element of a frozenset is sorted are being written. */
  private boolean alone;

  private @Nullable CodeObject module;

  /** How many objects that hold others are begun. */
  private int depth;

  private MarshalOutput out = MarshalOutput.forModule();

  /**
   * @param target the release whose bytes are wanted
   */
  public MarshalWriter(Target target) {
    this.dialect = Dialect.of(target.python());
    this.holdsElementsToSort = target.python().holdsElementsToSort();
  }

  /** The bytes of a module's code object. */
  public byte[] write(CodeObject module) {
    return write(new byte[0], module);
  }

  /**
   * The bytes of a module's code object behind those of {@code header}.
   *
   * @throws IllegalArgumentException if objects are nested too deeply for the format
   */
  public byte[] write(byte[] header, CodeObject module) {
    writeInPlace(header, module);
    return out.toByteArray();
  }

  /**
   * The same bytes in the memory of this writer, where they are until it writes again.
   *
   * @throws IllegalArgumentException if objects are nested too deeply for the format
   */
  public ByteBuffer writeInPlace(byte[] header, CodeObject module) {
    return DeepStack.get(() -> writeHere(header, module));
  }

  private ByteBuffer writeHere(byte[] header, CodeObject root) {
    module = root;
    counted = false;
    alone = false;
    depth = 0;
    out.clear();
    out.putBytes(header);
    writeHeld(root);
    out.finish();
    return out.view();
  }

  /** An object that somebody else holds as well, so that it is flagged in any case. */
  private void writeHeld(Constant object) {
    if (object instanceof Singleton singleton) {
      writeSingleton(singleton);
    } else if (!out.putReference(object)) {
      writeContents(object, TypeCode.FLAG_REF);
    }
  }

  /** {@code w_object}. */
  private void write(Constant object) {
    if (object instanceof Str text) { // as most are
      if (!out.putReference(text)) {
        boolean flagged = SharedObjects.isHeldByProcess(text) || alone && isMetOften(text);
        writeStr(text, flagged ? TypeCode.FLAG_REF : 0);
      }
    } else if (object instanceof Singleton singleton) {
      writeSingleton(singleton);
    } else if (!out.putReference(object)) {
      writeContents(object, isShared(object) ? TypeCode.FLAG_REF : 0);
    }
  }

  /** Turns to what an object holds, which is nested one deeper than the object. */
  private void enter() {
    if (++depth >= TypeCode.MAX_DEPTH) {
      throw new IllegalArgumentException("object too deeply nested to marshal");
    }
  }

  private void leave() {
    depth--;
  }

  /** Whether it is known that an object is flagged; it will be if it is met again. */
  private boolean isShared(Constant object) {
    return SharedObjects.isHeldByProcess(object) || alone && isMetOften(object);
  }

  private boolean isMetOften(Constant object) {
    if (!counted && module != null) {
      shared.count(module);
      counted = true;
    }
    return shared.isMetOften(object);
  }

  private void writeSingleton(Singleton singleton) {
    out.putByte(
        switch (singleton) {
          case NONE -> TypeCode.NONE;
          case TRUE -> TypeCode.TRUE;
          case FALSE -> TypeCode.FALSE;
          case ELLIPSIS -> TypeCode.ELLIPSIS;
        });
  }

  /** {@code w_complex_object}. */
  private void writeContents(Constant object, int flag) {
    switch (object) {
      case Str text -> writeStr(text, flag);
      case Tuple tuple -> writeTuple(tuple, flag);
      case CodeObject code -> writeCode(code, flag);
      case Bytes bytes -> writeBytes(bytes, flag);
      case Int integer -> writeInt(integer.value(), flag);
      case Float number -> {
        out.putByte(TypeCode.FLOAT | flag);
        writeDouble(number);
      }
      case Complex number -> {
        out.putByte(TypeCode.COMPLEX | flag);
        writeDouble(number.real());
        writeDouble(number.imaginary());
      }
      case FrozenSet set -> writeFrozenSet(set, flag);
      case Slice slice -> {
        if (!dialect.accepts(TypeCode.SLICE)) {
          throw new IllegalArgumentException("unmarshallable object");
        }
        out.putByte(TypeCode.SLICE | flag);
        enter();
        write(slice.start());
        write(slice.stop());
        write(slice.step());
        leave();
      }
      case MarshalOnly other -> throw new IllegalArgumentException("no code object holds " + other);
      case Singleton singleton -> throw new AssertionError(singleton);
    }
  }

  private void writeCode(CodeObject code, int flag) {
    out.putByte(TypeCode.CODE | flag);
    out.putInt(code.argCount());
    out.putInt(code.posOnlyArgCount());
    out.putInt(code.kwOnlyArgCount());
    out.putInt(code.stackSize());
    out.putInt(code.flags());
    enter();
    // The interpreter keeps the bytes it makes here: flagged, and an object of its own for each
    // code object.
    out.beginObject();
    writeBytes(code.code(), TypeCode.FLAG_REF);
    write(code.consts());
    write(code.names());
    if (!(code.variables() instanceof Variables.Merged variables)) {
      throw new IllegalArgumentException("not a code object of 3.11 or later");
    }
    write(variables.names());
    if (variables.kinds().length() == 0) {
      write(Bytes.EMPTY);
    } else {
      writeBytes(variables.kinds(), 0);
    }
    writeHeld(code.filename());
    writeName(code.name());
    write(code.qualname());
    out.putInt(code.firstLine());
    write(code.lineTable());
    write(code.exceptionTable());
    leave();
  }

  /**
   * Names are interned, or the interpreter's own such as {@code <module>}, but for one that it puts
   * together: up to 3.12 nobody else holds that, unless it is the qualified name too.
   */
  private void writeName(Text name) {
    if (name instanceof Str text && !text.interned() && CodeObject.isPutTogether(text)) {
      write(name);
    } else {
      writeHeld(name);
    }
  }

  private void writeStr(Str text, int flag) {
    byte[] utf8 = text.utf8();
    boolean interned = text.interned();
    if (text.isAscii() && utf8.length < 256) {
      int type = interned ? TypeCode.SHORT_ASCII_INTERNED : TypeCode.SHORT_ASCII;
      out.putShortObject(type | flag, utf8);
      return;
    }
    int type =
        text.isAscii()
            ? (interned ? TypeCode.ASCII_INTERNED : TypeCode.ASCII)
            : (interned ? TypeCode.INTERNED : TypeCode.UNICODE);
    out.putByte(type | flag);
    out.putInt(utf8.length);
    out.putBytes(utf8);
  }

  private void writeBytes(Bytes bytes, int flag) {
    out.putByte(TypeCode.BYTES | flag);
    out.putInt(bytes.length());
    out.putBytes(bytes.value());
  }

  private void writeTuple(Tuple tuple, int flag) {
    int size = tuple.size();
    if (size < 256) {
      out.putByte(TypeCode.SMALL_TUPLE | flag);
      out.putByte(size);
    } else {
      out.putByte(TypeCode.TUPLE | flag);
      out.putInt(size);
    }
    if (size > 0) {
      enter();
      for (int i = 0; i < size; i++) {
        write(tuple.get(i));
      }
      leave();
    }
  }

  private void writeInt(BigInteger value, int flag) {
    if (value.bitLength() < 32) {
      out.putByte(TypeCode.INT | flag);
      out.putInt(value.intValue());
      return;
    }
    out.putByte(TypeCode.LONG | flag);
    byte[] magnitude = value.abs().toByteArray();
    int digits = (value.abs().bitLength() + 14) / 15;
    out.putInt(value.signum() < 0 ? -digits : digits);
    int bits = 0;
    int available = 0;
    int next = magnitude.length - 1;
    for (int i = 0; i < digits; i++) {
      while (available < 15 && next >= 0) {
        bits |= (magnitude[next--] & 0xFF) << available;
        available += 8;
      }
      out.putShort(bits & MASK_15);
      bits >>>= 15;
      available -= 15;
    }
  }

  private void writeDouble(Float number) {
    out.putLong(Double.doubleToRawLongBits(number.value()));
  }

  /**
   * The elements in the order of their own bytes. What sorts them holds them, so that each is
   * flagged; in the bytes it is sorted by, it is not in older versions, unless it is shared
   * otherwise.
   */
  private void writeFrozenSet(FrozenSet set, int flag) {
    List<Constant> items = set.items();
    out.putByte(TypeCode.FROZEN_SET | flag);
    out.putInt(items.size());
    if (items.isEmpty()) {
      return;
    }
    enter();
    var elements = new Element[items.size()];
    for (int i = 0; i < elements.length; i++) {
      Constant item = items.get(i);
      elements[i] = new Element(writeAlone(item), item);
    }
    Arrays.sort(elements, (a, b) -> Arrays.compareUnsigned(a.bytes, b.bytes));
    for (Element element : elements) {
      writeHeld(element.object);
    }
    leave();
  }

  private byte[] writeAlone(Constant item) {
    MarshalOutput outerOut = out;
    int outerDepth = depth;
    boolean outerAlone = alone;
    out = MarshalOutput.forConstant();
    depth = 0;
    // Here an object that is met once is flagged too, if it is met in another place of the module.
    alone = true;
    if (holdsElementsToSort) {
      writeHeld(item);
    } else {
      write(item);
    }
    out.finish();
    byte[] bytes = out.toByteArray();
    out = outerOut;
    depth = outerDepth;
    alone = outerAlone;
    return bytes;
  }

  private record Element(byte[] bytes, Constant object) {}
}
