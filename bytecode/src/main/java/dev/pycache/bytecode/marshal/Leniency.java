package dev.pycache.bytecode.marshal;

import dev.pycache.bytecode.PythonVersion;

/**
 * Where versions of {@code marshal.loads} that know the same type codes are not equally strict.
 * These are differences of what is refused only, so that nothing else than {@link MarshalCheck}
 * needs to know them.
 *
 * @param maxDepth open objects within which nothing more is read
 * @param readsPastEnd whether the bytes that a number lacks at the end are taken for ones
 * @param goesOnInDictionaries whether a dictionary goes on behind an end mark, or an error, in the
 *     place of a value; the last error is raised then
 * @param floatText which floats in text there are
 * @param digits which integers there are
 * @param isPyPy whether it is PyPy's reader, which is another program
 */
record Leniency(
    int maxDepth,
    boolean readsPastEnd,
    boolean goesOnInDictionaries,
    FloatTexts floatText,
    Digits digits,
    boolean isPyPy) {
  /** What a float in text can be. */
  enum FloatTexts {
    /** What {@code PyOS_string_to_double} reads. */
    NUMBER,
    /** What {@code float()} reads. */
    CALL,
    /** All; what is no number is 0. */
    ANYTHING
  }

  /** What the digits of an integer can be. */
  enum Digits {
    /** None is negative, and the last is not 0. */
    NORMAL,
    /** None is negative. */
    ANY,
    /** They are not all 0. */
    ANY_SUM
  }

  /** About where PyPy's stack ends in the nesting that it takes most of it for. */
  private static final int PYPY_DEPTH = 3000;

  /** The rules of CPython from 3.4 on. */
  static final Leniency NONE =
      new Leniency(TypeCode.MAX_DEPTH, false, false, FloatTexts.NUMBER, Digits.NORMAL, false);

  private static final Leniency PYTHON_3_2 =
      new Leniency(TypeCode.MAX_DEPTH, false, true, FloatTexts.NUMBER, Digits.NORMAL, false);
  private static final Leniency PYTHON_2 =
      new Leniency(TypeCode.MAX_DEPTH, true, true, FloatTexts.NUMBER, Digits.NORMAL, false);
  private static final Leniency PYTHON_3_0 =
      new Leniency(TypeCode.MAX_DEPTH, true, true, FloatTexts.ANYTHING, Digits.ANY, false);
  private static final Leniency PYPY =
      new Leniency(PYPY_DEPTH, false, false, FloatTexts.CALL, Digits.ANY_SUM, true);

  static Leniency of(PythonVersion python) {
    return switch (python) {
      case CPYTHON_2_7, CPYTHON_3_1 -> PYTHON_2;
      case CPYTHON_3_0 -> PYTHON_3_0;
      case CPYTHON_3_2, CPYTHON_3_3 -> PYTHON_3_2;
      case CPYTHON_3_4,
          CPYTHON_3_5,
          CPYTHON_3_6,
          CPYTHON_3_7,
          CPYTHON_3_8,
          CPYTHON_3_9,
          CPYTHON_3_10,
          CPYTHON_3_11,
          CPYTHON_3_12,
          CPYTHON_3_13,
          CPYTHON_3_14,
          CPYTHON_3_15 ->
          NONE;
      case PYPY_3_9, PYPY_3_11 -> PYPY;
    };
  }

  /**
   * Whether anything that is flagged takes a number, even None, and nothing but lists,
   * dictionaries, sets and code objects can be referred to before it is complete.
   */
  boolean numbersAll() {
    return isPyPy;
  }

  /** Whether a dictionary must have a value for each key. */
  boolean needsValues() {
    return isPyPy;
  }

  /** Whether no size is negative: that is only too large. */
  boolean hasUnsignedSizes() {
    return isPyPy;
  }

  /** Whether the short forms of strings are refused if they hold more than ASCII. */
  boolean wantsAscii() {
    return isPyPy;
  }

  /** Whether the others have to be UTF-8. */
  boolean wantsUtf8() {
    return !isPyPy;
  }
}
