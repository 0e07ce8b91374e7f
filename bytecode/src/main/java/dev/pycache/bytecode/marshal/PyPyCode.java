package dev.pycache.bytecode.marshal;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.Text;
import dev.pycache.bytecode.marshal.MarshalProblem.Raised;
import org.jspecify.annotations.Nullable;

/**
 * What PyPy refuses as a field of a code object ({@code unmarshal_pycode} in {@code
 * marshal_impl.py}), which is little: names and constants can be anything that can be iterated, and
 * their numbers need not fit the counts. What its translation to C asserts ends the process.
 */
enum PyPyCode {
  PYPY_3_9(1 << Kind.TEXT | 1 << Kind.BYTES),
  PYPY_3_11(1 << Kind.TEXT);

  private static final int ITERABLE =
      1 << Kind.BYTES
          | 1 << Kind.TEXT
          | 1 << Kind.TUPLE
          | 1 << Kind.LIST
          | 1 << Kind.SET
          | 1 << Kind.DICT
          | 1 << Kind.FROZEN_SET;

  /** The first byte of a surrogate, which no other character of three bytes continues so. */
  private static final int SURROGATE_LEAD = 0xED;

  private static final int FIRST_SURROGATE = 0xA080;
  private static final int FIRST_ESCAPE = 0xB280;
  private static final int LAST_ESCAPE = 0xB3BF;

  /** A bit for each type that a name can be of. */
  private final int nameTypes;

  PyPyCode(int nameTypes) {
    this.nameTypes = nameTypes;
  }

  static PyPyCode of(PythonVersion python) {
    return python.hasCharactersOf(PythonVersion.CPYTHON_3_11) ? PYPY_3_11 : PYPY_3_9;
  }

  int nameTypes() {
    return nameTypes;
  }

  /** What is wrong with a field that has just been read, if something is. */
  @Nullable MarshalProblem problem(CheckedCode code, CodeField field) {
    return switch (field) {
      case CONSTS -> iterable(code, field);
      case NAMES, LOCAL_NAMES, FREE_NAMES, CELL_NAMES -> {
        MarshalProblem problem = iterable(code, field);
        yield problem == null && !holdsNames(code, field)
            ? raised(Raised.TYPE_ERROR, code, field, "expected str")
            : problem;
      }
      case FILENAME -> filename(code);
      default -> {
        Class<?> type = field.type();
        if (type == Bytes.class && code.type(field) != Kind.BYTES) {
          yield raised(Raised.TYPE_ERROR, code, field, "expected bytes");
        }
        boolean isText = (nameTypes >>> code.type(field) & 1) != 0;
        yield type == Text.class && !isText
            ? raised(Raised.TYPE_ERROR, code, field, "expected str")
            : null;
      }
    };
  }

  /** What is wrong with a code object all of whose fields are good, if something is. */
  @Nullable MarshalProblem problem(CheckedCode code) {
    for (CodeField field : code.fields()) {
      if (field.isCount() && field != CodeField.STACK_SIZE && code.number(field) < 0) {
        return raised(Raised.CRASH, code, field, "is negative");
      }
    }
    return readsBeyondNames(code)
        ? raised(Raised.CRASH, code, CodeField.LOCAL_NAMES, "fewer names than arguments")
        : null;
  }

  /**
   * Each cell is compared with as many names as there are arguments, without a check. The names of
   * starred arguments are looked up without one too, but what is found there is not used.
   */
  private static boolean readsBeyondNames(CheckedCode code) {
    long arguments =
        (long) code.number(CodeField.ARG_COUNT)
            + code.number(CodeField.KW_ONLY_ARG_COUNT)
            + CodeConstructor.stars(code);
    return isCounted(code, CodeField.CELL_NAMES)
        && code.type(CodeField.LOCAL_NAMES) != Kind.DICT
        && arguments > code.size(CodeField.LOCAL_NAMES);
  }

  /** Whether it holds something, and how much is written before it. */
  private static boolean isCounted(CheckedCode code, CodeField field) {
    return code.type(field) != Kind.DICT && code.size(field) > 0;
  }

  private static @Nullable MarshalProblem iterable(CheckedCode code, CodeField field) {
    return (ITERABLE >>> code.type(field) & 1) == 0
        ? raised(Raised.VALUE_ERROR, code, field, "invalid marshal data for code object")
        : null;
  }

  /** The items of bytes are numbers, those of a string are strings. */
  private static boolean holdsNames(CheckedCode code, CodeField field) {
    return switch (code.type(field)) {
      case Kind.BYTES -> code.size(field) == 0;
      case Kind.TEXT -> true;
      default -> code.has(field, Kind.NAMES);
    };
  }

  /** {@code fsencode}: surrogates stand for bytes only, and there is no NUL. */
  private static @Nullable MarshalProblem filename(CheckedCode code) {
    CodeField field = CodeField.FILENAME;
    if (code.type(field) != Kind.TEXT) {
      return raised(Raised.ATTRIBUTE_ERROR, code, field, "has no attribute 'encode'");
    }
    int bad = code.count(field, i -> code.byteAt(i) == 0 || isSurrogateOfNoByte(code, i));
    if (bad == 0) {
      return null;
    }
    return code.count(field, i -> code.byteAt(i) == 0) == bad
        ? raised(Raised.VALUE_ERROR, code, field, "embedded null byte")
        : raised(Raised.UNICODE_ENCODE_ERROR, code, field, "surrogates not allowed");
  }

  private static boolean isSurrogateOfNoByte(CheckedCode code, int index) {
    if (code.byteAt(index) != SURROGATE_LEAD) {
      return false;
    }
    int rest = code.byteAt(index + 1) << 8 | code.byteAt(index + 2);
    return rest >= FIRST_SURROGATE && (rest < FIRST_ESCAPE || rest > LAST_ESCAPE);
  }

  private static MarshalProblem raised(
      Raised raised, CheckedCode code, CodeField field, String message) {
    return new MarshalProblem(
        raised, message + " (" + field.pythonName() + ")", code.offset(field));
  }
}
