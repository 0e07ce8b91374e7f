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
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.SetObject;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Slice;
import dev.pycache.bytecode.StopIterationClass;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.Tuple;
import dev.pycache.bytecode.internal.DeepStack;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code marshal.dumps} of any version writes ({@code r_object}). Objects that were one
 * object come back as one object, strings keep their interned mark, and a {@link MarshalTrace}
 * keeps what the values do not tell.
 *
 * <p>The bytes may be anything: no more memory is asked for than the bytes that are left can fill,
 * and nesting is bounded. As in CPython, a tuple, list, set or dictionary can be referred to from
 * within itself; a frozen set, slice or code object, which exist only when they are complete,
 * cannot. What CPython would crash on, such as a code object whose names are a tuple that is not
 * complete, is an error here.
 */
public final class MarshalReader {
  private final Dialect dialect;
  private final CodeReader codes;
  private final MarshalInput in;
  private final MarshalTrace trace = new MarshalTrace();
  private final Hashability hashability = new Hashability();
  private int depth;

  /** Items that the containers being read still lack; each takes a byte at least. */
  private long promised;

  /** Objects by number; null for one that cannot be referred to yet. */
  private final List<@Nullable Constant> numbered = new ArrayList<>();

  private MarshalReader(PythonVersion python, CodeLayout layout, byte[] bytes, int start) {
    this.dialect = Dialect.of(python);
    this.in = new MarshalInput(bytes, start);
    this.codes = new CodeReader(dialect, layout, in, this);
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
    throw new MarshalException(
        "expected a code object, found type '" + (char) (bytes[start] & 0x7F) + "'", start, false);
  }

  /**
   * The constant that starts at {@code bytes[start]}; what follows it is not looked at.
   *
   * @throws MarshalException if there is none
   */
  public static Constant read(Target target, byte[] bytes, int start) throws MarshalException {
    return readData(target.python(), bytes, start).root();
  }

  /**
   * The object that starts at {@code bytes[start]}, as the final releases of a version read it;
   * what follows it is not looked at.
   *
   * @throws MarshalException if there is none
   */
  public static MarshalData readData(PythonVersion python, byte[] bytes, int start)
      throws MarshalException {
    return readData(python, CodeLayout.of(python), bytes, start);
  }

  /**
   * The object that starts at {@code bytes[start]}; what follows it is not looked at.
   *
   * @param layout the fields of code objects, which differ before a version's final release
   * @throws MarshalException if there is none
   */
  public static MarshalData readData(
      PythonVersion python, CodeLayout layout, byte[] bytes, int start) throws MarshalException {
    try {
      return DeepStack.call(
          () -> {
            var reader = new MarshalReader(python, layout, bytes, start);
            Constant root = reader.read("object");
            return new MarshalData(python, layout, root, reader.trace, start, reader.in.position());
          });
    } catch (MarshalException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /**
   * An object that has to be there.
   *
   * @param whole what it is part of, for the message
   */
  Constant read(String whole) throws MarshalException {
    int start = in.position();
    Constant object = readOrEnd();
    if (object == null) {
      throw in.bad("NULL object in marshal data for " + whole, start);
    }
    return object;
  }

  /** {@code r_object}: an object, or null for the mark that ends a dictionary. */
  private @Nullable Constant readOrEnd() throws MarshalException {
    int start = in.position();
    int typeByte = in.readTypeByte();
    int entry = trace.begin(typeByte, start);
    if (++depth > TypeCode.MAX_DEPTH) {
      throw in.bad("recursion limit exceeded", start);
    }
    if (!dialect.accepts(typeByte)) {
      throw in.bad("bad marshal data (unknown type code)", start);
    }
    Constant object = readContents(typeByte & ~TypeCode.FLAG_REF, entry);
    depth--;
    trace.setEnd(entry, in.position());
    return object;
  }

  private @Nullable Constant readContents(int type, int entry) throws MarshalException {
    return switch (type) {
      // What exists once takes no number, flagged or not.
      case TypeCode.NULL -> null;
      case TypeCode.NONE -> Singleton.NONE;
      case TypeCode.TRUE -> Singleton.TRUE;
      case TypeCode.FALSE -> Singleton.FALSE;
      case TypeCode.ELLIPSIS -> Singleton.ELLIPSIS;
      case TypeCode.STOP_ITERATION -> StopIterationClass.STOP_ITERATION;
      case TypeCode.REFERENCE, TypeCode.STRING_REFERENCE -> readReference(entry);
      case TypeCode.SMALL_TUPLE -> readTuple(in.readByte(), entry);
      case TypeCode.TUPLE -> readTuple(in.readSize("tuple"), entry);
      case TypeCode.LIST -> readList(entry);
      case TypeCode.SET -> readSet(entry);
      case TypeCode.FROZEN_SET -> readFrozenSet(entry);
      case TypeCode.DICT -> readDict(entry);
      case TypeCode.FROZEN_DICT -> readFrozenDict(entry);
      case TypeCode.SLICE -> readSlice(entry);
      case TypeCode.CODE -> {
        int number = reserve(entry);
        yield complete(number, codes.read());
      }
      case TypeCode.INTERNED -> {
        Constant string = readText(type, entry);
        yield dialect.hasStringReferences() ? addString(string, entry) : register(string, entry);
      }
      default -> register(readScalar(type, entry), entry);
    };
  }

  private Constant readScalar(int type, int entry) throws MarshalException {
    return switch (type) {
      case TypeCode.INT -> Int.of(in.readInt());
      case TypeCode.INT64 -> Int.of(in.readLong());
      case TypeCode.LONG -> integer(in.readDigits());
      case TypeCode.FLOAT -> new Float(in.readDouble());
      case TypeCode.COMPLEX -> Complex.of(in.readDouble(), in.readDouble());
      case TypeCode.FLOAT_TEXT -> {
        byte[] text = in.take(in.readByte());
        trace.setText(entry, text);
        yield new Float(floatOf(text));
      }
      case TypeCode.COMPLEX_TEXT -> {
        byte[] real = in.take(in.readByte());
        double realPart = floatOf(real);
        byte[] imaginary = in.take(in.readByte());
        trace.setText(entry, real, imaginary);
        yield Complex.of(realPart, floatOf(imaginary));
      }
      default -> readText(type, entry);
    };
  }

  private Constant readText(int type, int entry) throws MarshalException {
    boolean flagged = trace.isFlagged(entry);
    return switch (type) {
      case TypeCode.BYTES -> Bytes.of(in.take(in.readSize(dialect.bytesName())));
      case TypeCode.UNICODE -> str(takeUtf8(dialect.unicodeName()), flagged);
      case TypeCode.INTERNED ->
          dialect.hasStringReferences()
              ? Bytes.interned(in.take(in.readSize("string")))
              : Str.internedUtf8(takeUtf8("string"));
      case TypeCode.ASCII -> str(takeLatin1(in.readSize("string")), flagged);
      case TypeCode.ASCII_INTERNED -> Str.internedUtf8(takeLatin1(in.readSize("string")));
      case TypeCode.SHORT_ASCII -> str(takeLatin1(in.readByte()), flagged);
      case TypeCode.SHORT_ASCII_INTERNED -> Str.internedUtf8(takeLatin1(in.readByte()));
      default -> throw new AssertionError(type);
    };
  }

  /** Python 2 alone has a type of its own for what 32 bits do not hold. */
  private Constant integer(BigInteger value) {
    return dialect.hasLong() ? new LongInt(value) : new Int(value);
  }

  private double floatOf(byte[] text) throws MarshalException {
    try {
      return FloatText.parse(text);
    } catch (NumberFormatException e) {
      throw in.bad(
          "could not convert string to float: " + FloatText.show(text),
          in.position() - text.length);
    }
  }

  private byte[] takeUtf8(String name) throws MarshalException {
    byte[] utf8 = in.take(in.readSize(name));
    int wrong = Utf8.firstError(utf8);
    if (wrong >= 0) {
      int offset = in.position() - utf8.length + wrong;
      throw in.bad("'utf-8' codec can't decode the bytes of a string", offset);
    }
    return utf8;
  }

  /** The short forms are of Latin-1, though only ASCII is written in them. */
  private byte[] takeLatin1(int length) throws MarshalException {
    return Utf8.ofLatin1(in.take(length));
  }

  /**
   * A string that is not interned; one character that is flagged is taken to be from the
   * interpreter's cache.
   */
  private static Str str(byte[] utf8, boolean flagged) {
    boolean latin1 = utf8.length == 1 || (utf8.length == 2 && (utf8[0] & 0xFE) == 0xC2);
    return flagged && latin1 ? Str.cachedUtf8(utf8) : Str.ofUtf8(utf8);
  }

  /** {@code R_REF}: a flagged object can be referred to from now on. */
  private Constant register(Constant object, int entry) {
    return complete(reserve(entry), object);
  }

  /** {@code r_ref_reserve}: a number for a flagged object that is not yet there, or no number. */
  private int reserve(int entry) {
    if (!trace.isFlagged(entry)) {
      return MarshalTrace.NO_NUMBER;
    }
    trace.setNumber(entry, numbered.size());
    numbered.add(null);
    return numbered.size() - 1;
  }

  /** {@code r_ref_insert}. */
  private Constant complete(int number, Constant object) {
    if (number != MarshalTrace.NO_NUMBER) {
      numbered.set(number, object);
    }
    return object;
  }

  /** The numbers of Python 2 are those of its interned strings. */
  private Constant addString(Constant string, int entry) {
    trace.setNumber(entry, numbered.size());
    numbered.add(string);
    return string;
  }

  private Constant readReference(int entry) throws MarshalException {
    int number = in.readInt();
    Constant object = number >= 0 && number < numbered.size() ? numbered.get(number) : null;
    if (object == null) {
      throw in.bad(
          dialect.hasStringReferences()
              ? "bad marshal data (string ref out of range)"
              : "bad marshal data (invalid reference)",
          trace.start(entry));
    }
    trace.setNumber(entry, number);
    return object;
  }

  private Constant readTuple(int size, int entry) throws MarshalException {
    promise(size);
    @Nullable Constant[] items = new Constant[size];
    // Within itself the tuple can be referred to, though not yet used.
    Tuple tuple = Tuple.of(items);
    register(tuple, entry);
    for (int i = 0; i < size; i++) {
      items[i] = readPromised("tuple");
    }
    return tuple;
  }

  private Constant readList(int entry) throws MarshalException {
    int size = in.readSize("list");
    promise(size);
    List<Constant> items = new ArrayList<>(size);
    Constant list = register(new ListObject(items), entry);
    for (int i = 0; i < size; i++) {
      items.add(readPromised("list"));
    }
    return list;
  }

  private Constant readSet(int entry) throws MarshalException {
    int size = in.readSize("set");
    promise(size);
    List<Constant> items = new ArrayList<>(size);
    Constant set = register(new SetObject(items), entry);
    readElements(size, items);
    return set;
  }

  private Constant readFrozenSet(int entry) throws MarshalException {
    int size = in.readSize("set");
    promise(size);
    int number = reserve(entry);
    List<Constant> items = new ArrayList<>(size);
    readElements(size, items);
    return complete(number, new FrozenSet(items));
  }

  private void readElements(int size, List<Constant> items) throws MarshalException {
    for (int i = 0; i < size; i++) {
      int start = in.position();
      Constant element = readPromised("set");
      requireHashable(element, start);
      items.add(element);
    }
  }

  private Constant readDict(int entry) throws MarshalException {
    List<Constant> items = new ArrayList<>();
    Constant dict = register(new DictObject(false, items), entry);
    readKeysAndValues(items);
    return dict;
  }

  private Constant readFrozenDict(int entry) throws MarshalException {
    int number = reserve(entry);
    List<Constant> items = new ArrayList<>();
    readKeysAndValues(items);
    return complete(number, new DictObject(true, items));
  }

  private void readKeysAndValues(List<Constant> items) throws MarshalException {
    while (true) {
      int start = in.position();
      Constant key = readOrEnd();
      if (key == null) {
        return;
      }
      requireHashable(key, start);
      items.add(key);
      // CPython drops a key that the end mark follows; nothing has ever written one.
      items.add(read("dict"));
    }
  }

  private Constant readSlice(int entry) throws MarshalException {
    int number = reserve(entry);
    return complete(number, new Slice(read("slice"), read("slice"), read("slice")));
  }

  /** Elements of sets and keys are hashed by CPython as soon as they are read. */
  private void requireHashable(Constant object, int start) throws MarshalException {
    String problem = hashability.problem(object);
    if (problem != null) {
      throw in.bad(problem, start);
    }
  }

  /**
   * Has to be called before memory is taken for the items of a container. What all open containers
   * promise together has to fit into the bytes that are left, else a few nested ones could ask for
   * any amount.
   */
  private void promise(int count) throws MarshalException {
    promised += count;
    if (promised > in.remaining()) {
      throw in.truncated();
    }
  }

  private Constant readPromised(String whole) throws MarshalException {
    promised--;
    return read(whole);
  }
}
