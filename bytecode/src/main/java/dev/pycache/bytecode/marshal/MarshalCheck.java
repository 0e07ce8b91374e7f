package dev.pycache.bytecode.marshal;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.Text;
import dev.pycache.bytecode.internal.DeepStack;
import dev.pycache.bytecode.marshal.MarshalProblem.Raised;
import java.io.Serial;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Whether {@code marshal.loads} of a version of Python makes a code object of some bytes, without
 * making one here. Of each object no more is kept than its {@link Kind} and place, and that only if
 * it can be referred to, so that whole trees of caches can be looked through. For one thread; the
 * memory is kept from one check to the next and is bounded by a few times the bytes.
 *
 * <p>The verdict is that of the version's final releases, with what their constructors of code
 * objects refuse ({@link CodeConstructor}, {@link PyPyCode}). Where an interpreter would die
 * instead of raising something, that is a problem like any other. It is not told:
 *
 * <ul>
 *   <li>how deep objects may be by references alone, which depends on the stack of a process; so
 *       does the nesting that PyPy reads, of which 3,000 are allowed for;
 *   <li>how long it takes: values that share their parts often enough are hashed in no time that
 *       anyone has;
 *   <li>what alphas and betas did otherwise; of those whose code objects have other fields, only
 *       the types of these are looked at.
 * </ul>
 */
public final class MarshalCheck {
  private static final int NO_NUMBER = -1;

  private final CheckedCode code = new CheckedCode();
  private PythonVersion python = PythonVersion.CPYTHON_3_11;
  private Dialect dialect = Dialect.SHARED;
  private Leniency leniency = Leniency.NONE;
  private int textTypes;
  private @Nullable CodeConstructor constructor;
  private @Nullable PyPyCode pypy;

  private byte[] bytes = {};
  private int end;
  private int position;

  /** Objects that are open, and how many there can be. */
  private int depth;

  private int maxDepth;

  /** Where the object that was read last stands, or the one that it refers to. */
  private int place;

  /** What has been numbered: its kind, and where it stands. */
  private byte[] kinds = new byte[256];

  private int[] places = new int[256];
  private int count;

  public MarshalCheck() {
    setPython(PythonVersion.CPYTHON_3_11);
  }

  /** Ends a check. */
  private static final class Refused extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final transient MarshalProblem problem;

    Refused(MarshalProblem problem) {
      super(null, null, false, false); // without a trace: files may be bad by the thousand
      this.problem = problem;
    }
  }

  /**
   * Why there is no code object for a version of Python, or null if there is one. What follows it
   * is not looked at.
   *
   * @param layout the fields of code objects, which differ before a version's final release
   * @param bytes an array, which may be larger than what it holds
   * @param start where the object stands
   * @param end where the bytes end
   */
  public @Nullable MarshalProblem code(
      PythonVersion python, CodeLayout layout, byte[] bytes, int start, int end) {
    if (python != this.python) {
      setPython(python);
    }
    this.bytes = bytes;
    this.end = end;
    try {
      int kind = DeepStack.get(() -> root(layout, start));
      return Kind.type(kind) == Kind.CODE
          ? null
          : new MarshalProblem(Raised.IMPORT_ERROR, "Non-code object", start);
    } catch (Refused refused) {
      return refused.problem;
    } finally {
      this.bytes = new byte[0]; // they are the caller's
    }
  }

  private void setPython(PythonVersion newPython) {
    python = newPython;
    dialect = Dialect.ofReleases(newPython);
    leniency = Leniency.of(newPython);
    maxDepth = leniency.maxDepth();
    pypy = newPython.isPyPy() ? PyPyCode.of(newPython) : null;
    constructor = newPython.isPyPy() ? null : CodeConstructor.of(newPython);
    textTypes = pypy != null ? pypy.nameTypes() : types(dialect.textType());
  }

  private static int types(Class<? extends Text> text) {
    return (text.isAssignableFrom(Bytes.class) ? 1 << Kind.BYTES : 0)
        | (text == Bytes.class ? 0 : 1 << Kind.TEXT);
  }

  private int root(CodeLayout layout, int start) {
    code.reset(layout, bytes);
    position = start;
    depth = 0;
    count = 0;
    return readPart("object");
  }

  /** An object that has to be there. */
  private int readPart(String whole) {
    int start = position;
    int kind = read();
    if (kind == Kind.END) {
      throw type("NULL object in marshal data for " + whole, start);
    }
    return kind;
  }

  /** {@code r_object}: the kind of an object, or {@link Kind#END}. */
  private int read() {
    int start = position;
    if (start >= end) {
      throw new Refused(
          new MarshalProblem(Raised.EOF_ERROR, "EOF read where object expected", end));
    }
    int typeByte = bytes[start] & 0xFF;
    position = start + 1;
    if (depth >= maxDepth) {
      throw bad("recursion limit exceeded", start);
    }
    if (!dialect.accepts(typeByte)) {
      throw bad("bad marshal data (unknown type code)", start);
    }
    boolean flagged = typeByte >= TypeCode.FLAG_REF;
    return switch (typeByte & ~TypeCode.FLAG_REF) {
      case TypeCode.NULL -> single(Kind.END, start, flagged);
      case TypeCode.NONE,
          TypeCode.TRUE,
          TypeCode.FALSE,
          TypeCode.ELLIPSIS,
          TypeCode.STOP_ITERATION ->
          single(Kind.SCALAR, start, flagged);
      case TypeCode.REFERENCE, TypeCode.STRING_REFERENCE -> readReference(start, flagged);
      case TypeCode.SMALL_TUPLE -> readTuple(readByte(), start, flagged);
      case TypeCode.TUPLE -> readTuple(readSize("tuple"), start, flagged);
      case TypeCode.SHORT_ASCII, TypeCode.SHORT_ASCII_INTERNED ->
          readLatin1(readByte(), start, flagged);
      case TypeCode.ASCII, TypeCode.ASCII_INTERNED ->
          readLatin1(readSize("string"), start, flagged);
      case TypeCode.LIST -> readList(start, flagged);
      case TypeCode.SET -> readSet(start, flagged);
      case TypeCode.FROZEN_SET -> readFrozenSet(start, flagged);
      case TypeCode.DICT -> readDict(start, flagged);
      case TypeCode.FROZEN_DICT -> readFrozenDict(start, flagged);
      case TypeCode.SLICE -> readSlice(start, flagged);
      case TypeCode.CODE -> readCode(start, flagged);
      default -> readScalar(typeByte & ~TypeCode.FLAG_REF, start, flagged);
    };
  }

  private int readScalar(int type, int start, boolean flagged) {
    return switch (type) {
      case TypeCode.INT -> {
        readInt();
        yield register(Kind.SCALAR, start, flagged);
      }
      case TypeCode.INT64 -> {
        readInt();
        readInt();
        yield register(Kind.SCALAR, start, flagged);
      }
      case TypeCode.LONG -> {
        skipDigits();
        yield register(Kind.SCALAR, start, flagged);
      }
      case TypeCode.FLOAT -> {
        skip(Double.BYTES);
        yield register(Kind.SCALAR, start, flagged);
      }
      case TypeCode.COMPLEX -> {
        skip(Double.BYTES);
        skip(Double.BYTES);
        yield register(Kind.SCALAR, start, flagged);
      }
      case TypeCode.FLOAT_TEXT -> {
        skipFloatText();
        yield register(Kind.SCALAR, start, flagged);
      }
      case TypeCode.COMPLEX_TEXT -> {
        skipFloatText();
        skipFloatText();
        yield register(Kind.SCALAR, start, flagged);
      }
      case TypeCode.BYTES -> {
        skip(readSize(dialect.bytesName()));
        yield register(Kind.BYTES, start, flagged);
      }
      case TypeCode.UNICODE -> {
        skipUtf8(dialect.unicodeName());
        yield register(dialect.hasLong() ? Kind.UNICODE : Kind.TEXT, start, flagged);
      }
      case TypeCode.INTERNED -> {
        if (dialect.hasStringReferences()) {
          skip(readSize("string"));
          yield register(Kind.BYTES, start, true);
        }
        skipUtf8("string");
        yield register(Kind.TEXT, start, flagged);
      }
      default -> throw new AssertionError(type);
    };
  }

  /** What exists once takes no number, except on PyPy. */
  private int single(int kind, int start, boolean flagged) {
    return flagged && leniency.numbersAll() ? register(kind, start, true) : kind;
  }

  /** {@code R_REF}. */
  private int register(int kind, int start, boolean flagged) {
    place = start;
    if (flagged) {
      reserve(kind, start, true);
    }
    return kind;
  }

  /**
   * Gives an object a number if it is flagged; {@code kind} is what it is as long as it is open.
   */
  private int reserve(int kind, int start, boolean flagged) {
    if (!flagged) {
      return NO_NUMBER;
    }
    if (count == kinds.length) {
      int capacity = (int) Math.min(count * 2L, Integer.MAX_VALUE - 16);
      kinds = Arrays.copyOf(kinds, capacity);
      places = Arrays.copyOf(places, capacity);
    }
    kinds[count] = (byte) (kind == Kind.END ? Kind.ABSENT : kind);
    places[count] = start;
    return count++;
  }

  /** {@code r_ref_insert}: an object is complete. */
  private int complete(int number, int kind, int start) {
    place = start;
    if (number != NO_NUMBER) {
      kinds[number] = (byte) kind;
    }
    return kind;
  }

  private int readReference(int start, boolean flagged) {
    int own = leniency.numbersAll() ? reserve(Kind.ABSENT, start, flagged) : NO_NUMBER;
    int number = readInt();
    int kind = number >= 0 && number < count ? kinds[number] & 0xFF : Kind.ABSENT;
    if (kind == Kind.ABSENT) {
      throw bad(
          dialect.hasStringReferences()
              ? "bad marshal data (string ref out of range)"
              : "bad marshal data (invalid reference)",
          start);
    }
    int target = places[number];
    complete(own, kind, start);
    if (own != NO_NUMBER) {
      places[own] = target;
    }
    place = target;
    return kind;
  }

  private int readTuple(int size, int start, boolean flagged) {
    int number = reserve(leniency.numbersAll() ? Kind.ABSENT : Kind.OPEN_TUPLE, start, flagged);
    return complete(number, readItems(Kind.TUPLE, size, "tuple"), start);
  }

  private int readList(int start, boolean flagged) {
    int kind = Kind.LIST | Kind.UNHASHABLE;
    int number = reserve(kind | Kind.NAMES, start, flagged);
    return complete(number, readItems(kind, readSize("list"), "list"), start);
  }

  private int readItems(int container, int size, String whole) {
    int kind = container | Kind.NAMES;
    depth++;
    for (int i = 0; i < size; i++) {
      kind = Kind.with(kind, readPart(whole), textTypes);
    }
    depth--;
    return kind;
  }

  private int readSet(int start, boolean flagged) {
    int number = reserve(Kind.SET | Kind.UNHASHABLE | Kind.NAMES, start, flagged);
    return complete(number, readElements(Kind.SET | Kind.UNHASHABLE), start);
  }

  private int readFrozenSet(int start, boolean flagged) {
    int number = reserve(Kind.ABSENT, start, flagged);
    return complete(number, readElements(Kind.FROZEN_SET), start);
  }

  private int readElements(int container) {
    int size = readSize("set");
    int kind = container | Kind.NAMES;
    depth++;
    for (int i = 0; i < size; i++) {
      int start = position;
      int element = readPart("set");
      requireHashable(element, start);
      kind = Kind.with(kind, element, textTypes);
    }
    depth--;
    return kind;
  }

  private int readDict(int start, boolean flagged) {
    int kind = Kind.DICT | Kind.UNHASHABLE | Kind.NAMES;
    int number = reserve(kind, start, flagged);
    depth++;
    int within = depth;
    int codes = code.mark();
    Refused refused = null;
    for (int at = position, key = read(); key != Kind.END; at = position, key = read()) {
      try {
        int value = readValue();
        if (value != Kind.END) {
          requireHashable(key, at);
          kind = Kind.with(kind, key, textTypes);
        } else if (!leniency.goesOnInDictionaries()) {
          break;
        }
      } catch (Refused e) {
        if (!leniency.goesOnInDictionaries()) {
          throw e;
        }
        refused = e;
        depth = within;
        code.returnTo(codes);
      }
    }
    if (refused != null) {
      throw refused;
    }
    depth--;
    return complete(number, kind, start);
  }

  private int readFrozenDict(int start, boolean flagged) {
    int number = reserve(Kind.ABSENT, start, flagged);
    int kind = Kind.COMPOUND;
    depth++;
    for (int at = position, key = read(); key != Kind.END; at = position, key = read()) {
      int value = readValue();
      if (value == Kind.END) {
        break;
      }
      requireHashable(key, at);
      kind = Kind.hashedWith(Kind.hashedWith(kind, key), value);
    }
    depth--;
    return complete(number, kind, start);
  }

  /** The end mark in the place of a value drops the key, except on PyPy. */
  private int readValue() {
    return leniency.needsValues() ? readPart("dict") : read();
  }

  private int readSlice(int start, boolean flagged) {
    int number = reserve(Kind.ABSENT, start, flagged);
    int kind = Kind.COMPOUND;
    depth++;
    for (int i = 0; i < 3; i++) {
      int part = read();
      if (part == Kind.END) {
        // Nothing is raised: there is no slice, and whatever holds it sees an end mark.
        depth--;
        return Kind.END;
      }
      kind = Kind.hashedWith(kind, part);
    }
    depth--;
    return complete(number, kind, start);
  }

  private int readCode(int start, boolean flagged) {
    int open = leniency.numbersAll() ? Kind.CODE | Kind.ENDLESS_HASH : Kind.ABSENT;
    int number = reserve(open, start, flagged);
    depth++;
    code.push();
    for (CodeField field : code.fields()) {
      int at = position;
      switch (field.form()) {
        case NUMBER -> code.set(field, readInt(), at, at);
        case OBJECT -> {
          int kind = readPart("code object");
          code.set(field, kind, place, at);
          refuse(pypy == null ? null : pypy.problem(code, field));
        }
        case RAW -> {
          if (code.type(CodeField.VARIABLE_NAMES) == Kind.TUPLE) {
            skip(code.size(CodeField.VARIABLE_NAMES));
          }
        }
      }
    }
    refuse(
        constructor != null
            ? constructor.problem(code, python, textTypes)
            : pypy != null ? pypy.problem(code) : null);
    int kind = Kind.hashedWith(Kind.CODE, code.kind(CodeField.CONSTS));
    code.pop();
    depth--;
    return complete(number, kind, start);
  }

  private static void refuse(@Nullable MarshalProblem problem) {
    if (problem != null) {
      throw new Refused(problem);
    }
  }

  /** Elements and keys are hashed as soon as they are read. */
  private void requireHashable(int kind, int start) {
    if ((kind & (Kind.UNHASHABLE | Kind.ENDLESS_HASH)) == 0) {
      return;
    }
    if ((kind & Kind.UNHASHABLE) != 0) {
      throw type("unhashable type: '" + Kind.name(kind) + "'", start);
    }
    throw new Refused(
        new MarshalProblem(Raised.CRASH, "the hash of an object that holds itself", start));
  }

  private int readByte() {
    if (position >= end) {
      throw truncated();
    }
    return bytes[position++] & 0xFF;
  }

  private int readInt() {
    int at = position;
    if (end - at < Integer.BYTES) {
      return readPastEnd(Integer.BYTES);
    }
    position = at + Integer.BYTES;
    byte[] b = bytes;
    return b[at] & 0xFF | (b[at + 1] & 0xFF) << 8 | (b[at + 2] & 0xFF) << 16 | b[at + 3] << 24;
  }

  /** A signed number of 16 bits. */
  private int readShort() {
    int at = position;
    if (end - at < Short.BYTES) {
      return readPastEnd(Short.BYTES);
    }
    position = at + Short.BYTES;
    return bytes[at] & 0xFF | bytes[at + 1] << 8;
  }

  /** Some versions take what is not there for ones. */
  private int readPastEnd(int size) {
    if (!leniency.readsPastEnd()) {
      throw truncated();
    }
    int value = -1;
    for (int i = 0; i < size && position < end; i++) {
      value = value & ~(0xFF << 8 * i) | (bytes[position++] & 0xFF) << 8 * i;
    }
    return value;
  }

  private int readSize(String what) {
    int start = position;
    int size = readInt();
    if (size < 0) {
      if (leniency.hasUnsignedSizes()) {
        return Integer.MAX_VALUE; // more than there are bytes, in any case
      }
      throw bad("bad marshal data (" + what + " size out of range)", start);
    }
    return size;
  }

  private void skip(int length) {
    if (length > end - position) {
      throw truncated();
    }
    position += length;
  }

  private int readLatin1(int length, int start, boolean flagged) {
    int at = position;
    skip(length);
    if (leniency.wantsAscii()) {
      for (int i = at; i < position; i++) {
        if (bytes[i] < 0) {
          throw bad("bad marshal data (string is not ascii)", i);
        }
      }
    }
    return register(Kind.TEXT, start, flagged);
  }

  private void skipUtf8(String name) {
    int start = position + Integer.BYTES;
    skip(readSize(name));
    if (leniency.wantsUtf8()) {
      int wrong = Utf8.firstError(bytes, start, position);
      if (wrong >= 0) {
        throw new Refused(
            new MarshalProblem(
                Raised.UNICODE_DECODE_ERROR,
                "'utf-8' codec can't decode byte 0x%02x in position %d"
                    .formatted(bytes[wrong], wrong - start),
                wrong));
      }
    }
  }

  private void skipFloatText() {
    int length = readByte();
    int start = position;
    skip(length);
    byte[] text = Arrays.copyOfRange(bytes, start, position);
    try {
      switch (leniency.floatText()) {
        case NUMBER -> FloatText.parse(text);
        case CALL -> FloatText.parseAsCall(text);
        case ANYTHING -> {}
      }
    } catch (NumberFormatException e) {
      throw bad("could not convert string to float: " + FloatText.show(text), start);
    }
  }

  /** {@code r_PyLong}. */
  private void skipDigits() {
    int start = position;
    int size = readInt();
    if (size == Integer.MIN_VALUE) {
      throw leniency.hasUnsignedSizes()
          ? truncated()
          : bad("bad marshal data (long size out of range)", start);
    }
    int digits = Math.abs(size);
    int any = 0;
    int last = 1;
    for (int i = 0; i < digits; i++) {
      last = readShort();
      any |= last;
      if (last < 0 && leniency.digits() != Leniency.Digits.ANY_SUM) {
        throw bad("bad marshal data (digit out of range in long)", position - Short.BYTES);
      }
    }
    boolean normal =
        switch (leniency.digits()) {
          case NORMAL -> last != 0;
          case ANY -> true;
          case ANY_SUM -> digits == 0 || any != 0;
        };
    if (!normal) {
      throw bad("bad marshal data (unnormalized long data)", position - Short.BYTES);
    }
  }

  private static Refused bad(String message, int offset) {
    return new Refused(new MarshalProblem(Raised.VALUE_ERROR, message, offset));
  }

  private static Refused type(String message, int offset) {
    return new Refused(new MarshalProblem(Raised.TYPE_ERROR, message, offset));
  }

  private Refused truncated() {
    return new Refused(new MarshalProblem(Raised.EOF_ERROR, "marshal data too short", end));
  }
}
