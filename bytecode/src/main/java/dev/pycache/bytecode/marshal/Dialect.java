package dev.pycache.bytecode.marshal;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Text;

/**
 * The forms of marshal: which type codes a version of Python reads and what they mean. Versions
 * that read the same are one dialect; the codes are those of {@code Python/marshal.c} of each.
 */
enum Dialect {
  /** 2.7: {@code str} is bytes, interned ones have references of their own; {@code long}. */
  PYTHON_2("0NTF.SiIlfgxystRu([{<>c", false, Bytes.class),

  /** 3.0, with what its alphas still had of Python 2: interned byte strings. */
  PYTHON_3_0("0NTF.SiIlfgxystRu([{<>c", false, Text.class),

  /** 3.1 to 3.3: no references and one form for each type. */
  PLAIN("0NTF.SiIlfgxysu([{<>c", false, Str.class),

  /** 3.4 and 3.5: references to any object, interned strings, short forms; no {@code I}. */
  FIRST_SHARED("0NTF.SilfgxystuaAzZ()[{<>cr", true, Str.class),

  /** 3.6 to 3.13 and PyPy: {@code I} is read again. */
  SHARED("0NTF.SiIlfgxystuaAzZ()[{<>cr", true, Str.class),

  /** 3.14. */
  SLICES("0NTF.SiIlfgxystuaAzZ()[{<>cr:", true, Str.class),

  /** 3.15. */
  FROZEN_DICTS("0NTF.SiIlfgxystuaAzZ()[{<>cr:}", true, Str.class);

  /** A bit for each type code below and above 64. */
  private final long low;

  private final long high;
  private final boolean hasReferences;
  private final Class<? extends Text> textType;

  Dialect(String typeCodes, boolean hasReferences, Class<? extends Text> textType) {
    long lowBits = 0;
    long highBits = 0;
    for (int i = 0; i < typeCodes.length(); i++) {
      int code = typeCodes.charAt(i);
      if (code < Long.SIZE) {
        lowBits |= 1L << code;
      } else {
        highBits |= 1L << code; // counts modulo 64
      }
    }
    this.low = lowBits;
    this.high = highBits;
    this.hasReferences = hasReferences;
    this.textType = textType;
  }

  static Dialect of(PythonVersion python) {
    return switch (python) {
      case CPYTHON_2_7 -> PYTHON_2;
      case CPYTHON_3_0 -> PYTHON_3_0;
      case CPYTHON_3_1, CPYTHON_3_2, CPYTHON_3_3 -> PLAIN;
      case CPYTHON_3_4, CPYTHON_3_5 -> FIRST_SHARED;
      case CPYTHON_3_6,
          CPYTHON_3_7,
          CPYTHON_3_8,
          CPYTHON_3_9,
          CPYTHON_3_10,
          CPYTHON_3_11,
          CPYTHON_3_12,
          CPYTHON_3_13,
          PYPY_3_9,
          PYPY_3_11 ->
          SHARED;
      case CPYTHON_3_14 -> SLICES;
      case CPYTHON_3_15 -> FROZEN_DICTS;
    };
  }

  /** What the final releases of a version read, and nothing of what its alphas did. */
  static Dialect ofReleases(PythonVersion python) {
    Dialect dialect = of(python);
    return dialect == PYTHON_3_0 ? PLAIN : dialect;
  }

  /** Whether a type byte, {@link TypeCode#FLAG_REF} included, is known. */
  boolean accepts(int typeByte) {
    int code = typeByte & ~TypeCode.FLAG_REF;
    long bits = code < Long.SIZE ? low : high;
    return (bits >>> code & 1) != 0 && (code == typeByte || hasReferences);
  }

  /** Whether any object can be flagged and referred to (3.4+). */
  boolean hasReferences() {
    return hasReferences;
  }

  /** Whether interned byte strings are numbered, for {@code R}. */
  boolean hasStringReferences() {
    return accepts(TypeCode.STRING_REFERENCE);
  }

  /** What messages call the type of {@link TypeCode#BYTES}. */
  String bytesName() {
    return hasLong() ? "string" : "bytes object";
  }

  /** What messages call the type of {@link TypeCode#UNICODE}. */
  String unicodeName() {
    return hasLong() ? "unicode" : "string";
  }

  /** Whether integers of more than 64 bits are of a type of their own (Python 2). */
  boolean hasLong() {
    return textType == Bytes.class;
  }

  /** Whether integers of more than 32 bits are written as 64, if they fit. */
  boolean writesInt64() {
    return !hasReferences;
  }

  /** What names and the file name of a code object are. */
  Class<? extends Text> textType() {
    return textType;
  }
}
