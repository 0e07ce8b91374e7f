package dev.pycache.bytecode.anatomy;

import dev.pycache.bytecode.PythonVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code co_flags} in words: the names that {@code Lib/dis.py} and {@code Include/code.h} give to
 * the bits, in lower case, the lowest bit first.
 */
public final class CodeFlags {
  /** Locals are addressed by number: the unit is a function. */
  static final int OPTIMIZED = 0x01;

  static final int NEWLOCALS = 0x02;
  static final int VARARGS = 0x04;
  static final int VARKEYWORDS = 0x08;

  /** The first constant is the docstring, where a version marks that (3.14+). */
  static final int HAS_DOCSTRING = 0x4000000;

  /** PyPy's mark of the same. */
  static final int KILL_DOCSTRING = 0x2000000;

  private static final List<String> COMMON =
      List.of(
          "optimized",
          "newlocals",
          "varargs",
          "varkeywords",
          "nested",
          "generator",
          "nofree",
          "coroutine",
          "iterable_coroutine",
          "async_generator");

  /** The features of {@code Lib/__future__.py} that have a bit, in the order of their bits. */
  private static final List<String> FUTURE =
      List.of(
          "division",
          "absolute_import",
          "with_statement",
          "print_function",
          "unicode_literals",
          "barry_as_FLUFL",
          "generator_stop",
          "annotations");

  private CodeFlags() {}

  /**
   * The words for the bits that are set; a bit that has no name in that version stands as a
   * hexadecimal number.
   */
  public static List<String> words(PythonVersion python, int flags) {
    List<String> words = new ArrayList<>();
    for (int rest = flags; rest != 0; rest &= rest - 1) {
      words.add(word(python, Integer.lowestOneBit(rest)));
    }
    return words;
  }

  private static String word(PythonVersion python, int bit) {
    int number = Integer.numberOfTrailingZeros(bit);
    if (number < COMMON.size()) {
      return COMMON.get(number);
    }
    int future = number - python.firstFutureFlag();
    if (future >= 0 && future < FUTURE.size()) {
      return "future_" + FUTURE.get(future);
    }
    String special = python.isPyPy() ? ofPyPy(bit) : ofCPython(python, bit);
    return special.isEmpty() ? "0x" + Integer.toHexString(bit) : special;
  }

  private static String ofCPython(PythonVersion python, int bit) {
    return switch (bit) {
      case 0x2000000 -> python.marksUnmonitored() ? "no_monitoring_events" : "";
      case HAS_DOCSTRING -> python.marksDocstrings() ? "has_docstring" : "";
      case 0x8000000 -> python.marksDocstrings() ? "method" : "";
      default -> "";
    };
  }

  /** {@code pypy/interpreter/astcompiler/consts.py}; as seen in what PyPy 3.9 compiles. */
  private static String ofPyPy(int bit) {
    return switch (bit) {
      case KILL_DOCSTRING -> "kill_docstring";
      case 0x4000000 -> "yield_inside_try";
      default -> "";
    };
  }
}
