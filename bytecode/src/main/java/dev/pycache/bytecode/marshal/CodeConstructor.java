package dev.pycache.bytecode.marshal;

import static dev.pycache.bytecode.marshal.CodeField.ARG_COUNT;
import static dev.pycache.bytecode.marshal.CodeField.CELL_NAMES;
import static dev.pycache.bytecode.marshal.CodeField.CODE;
import static dev.pycache.bytecode.marshal.CodeField.CONSTS;
import static dev.pycache.bytecode.marshal.CodeField.FLAGS;
import static dev.pycache.bytecode.marshal.CodeField.KW_ONLY_ARG_COUNT;
import static dev.pycache.bytecode.marshal.CodeField.LOCAL_COUNT;
import static dev.pycache.bytecode.marshal.CodeField.LOCAL_NAMES;
import static dev.pycache.bytecode.marshal.CodeField.NAMES;
import static dev.pycache.bytecode.marshal.CodeField.POS_ONLY_ARG_COUNT;
import static dev.pycache.bytecode.marshal.CodeField.STACK_SIZE;
import static dev.pycache.bytecode.marshal.CodeField.VARIABLE_KINDS;
import static dev.pycache.bytecode.marshal.CodeField.VARIABLE_NAMES;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.OpcodeTable;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.Text;
import dev.pycache.bytecode.Tuple;
import dev.pycache.bytecode.marshal.MarshalProblem.Raised;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the constructor of code objects refuses, or dies of, once all fields have been read: {@code
 * PyCode_New} up to 3.10, {@code _PyCode_Validate} and {@code _PyCode_New} from 3.11 on. PyPy has
 * none: see {@link PyPyCode}.
 */
enum CodeConstructor {
  PYTHON_2(Rule.UNICODE_CODE, Rule.DIES_OF_OTHER_NAMES),
  /** 3.0 and 3.1. */
  PYTHON_3_0(Rule.DIES_OF_OTHER_NAMES),
  PYTHON_3_2(Rule.KEYWORD_ONLY_COUNT, Rule.DIES_OF_OTHER_NAMES),
  /** 3.3 and 3.4. */
  CELLS(Rule.KEYWORD_ONLY_COUNT, Rule.DIES_OF_OTHER_NAMES, Rule.LOOKS_FOR_CELLS),
  PYTHON_3_5(
      Rule.KEYWORD_ONLY_COUNT, Rule.DIES_OF_OTHER_NAMES, Rule.LOOKS_FOR_CELLS, Rule.FOLLOWS_TUPLES),
  /** 3.6 and 3.7. */
  NAMED_ARGUMENTS(
      Rule.KEYWORD_ONLY_COUNT,
      Rule.DIES_OF_OTHER_NAMES,
      Rule.FOLLOWS_TUPLES,
      Rule.ARGUMENTS_HAVE_NAMES),
  PYTHON_3_8(
      Rule.KEYWORD_ONLY_COUNT,
      Rule.ALL_NUMBERS,
      Rule.DIES_OF_OTHER_NAMES,
      Rule.FOLLOWS_TUPLES,
      Rule.ARGUMENTS_HAVE_NAMES),
  /** 3.9 and 3.10. */
  OTHER_NAMES_ARE_ERRORS(
      Rule.KEYWORD_ONLY_COUNT, Rule.ALL_NUMBERS, Rule.FOLLOWS_TUPLES, Rule.ARGUMENTS_HAVE_NAMES),
  /** 3.11, 3.14 and later. */
  VALIDATED(
      Rule.KEYWORD_ONLY_COUNT, Rule.ALL_NUMBERS, Rule.FOLLOWS_TUPLES, Rule.VARIABLES_HAVE_KINDS),
  /** 3.12 and 3.13. */
  QUICKENED(
      Rule.KEYWORD_ONLY_COUNT,
      Rule.ALL_NUMBERS,
      Rule.FOLLOWS_TUPLES,
      Rule.VARIABLES_HAVE_KINDS,
      Rule.LOOKS_UP_INSTRUMENTED);

  private enum Rule {
    /** The instructions may be {@code unicode}, which has a buffer too. */
    UNICODE_CODE,
    /** The number of keyword-only parameters is looked at. */
    KEYWORD_ONLY_COUNT,
    /** So are positional-only parameters, stack size and flags. */
    ALL_NUMBERS,
    /** A name that is no string is a fatal error, not an exception. */
    DIES_OF_OTHER_NAMES,
    /** Constants to intern are looked for in tuples within tuples. */
    FOLLOWS_TUPLES,
    /** Each cell is looked for among as many names as there are arguments. */
    LOOKS_FOR_CELLS,
    /** There have to be names for all arguments. */
    ARGUMENTS_HAVE_NAMES,
    /** Variables are one list with kinds, which is looked at before all else; code is in words. */
    VARIABLES_HAVE_KINDS,
    /** For an instruction that is being monitored the one that it stands for is looked up. */
    LOOKS_UP_INSTRUMENTED
  }

  private static final int VARARGS = 0x04;
  private static final int VARKEYWORDS = 0x08;
  private static final int FAST_LOCAL = 0x20;
  private static final int CODE_UNIT = 2;

  /** Instructions that something else has taken the place of, of any kind. */
  private static final Set<String> MONITORED =
      Set.of("INSTRUMENTED_LINE", "INSTRUMENTED_INSTRUCTION");

  /** No instruction that a compiler emits has such a number. */
  private static final int FIRST_SUSPECT = 0xE0;

  @SuppressWarnings("ImmutableEnumChecker") // never changed
  private final Set<Rule> rules;

  CodeConstructor(Rule... rules) {
    this.rules = EnumSet.noneOf(Rule.class);
    this.rules.addAll(Set.of(rules));
  }

  /** That of a version of CPython. */
  static CodeConstructor of(PythonVersion python) {
    return switch (python) {
      case CPYTHON_2_7 -> PYTHON_2;
      case CPYTHON_3_0, CPYTHON_3_1 -> PYTHON_3_0;
      case CPYTHON_3_2 -> PYTHON_3_2;
      case CPYTHON_3_3, CPYTHON_3_4 -> CELLS;
      case CPYTHON_3_5 -> PYTHON_3_5;
      case CPYTHON_3_6, CPYTHON_3_7 -> NAMED_ARGUMENTS;
      case CPYTHON_3_8 -> PYTHON_3_8;
      case CPYTHON_3_9, CPYTHON_3_10 -> OTHER_NAMES_ARE_ERRORS;
      case CPYTHON_3_11, CPYTHON_3_14, CPYTHON_3_15 -> VALIDATED;
      case CPYTHON_3_12, CPYTHON_3_13 -> QUICKENED;
      case PYPY_3_9, PYPY_3_11 -> throw new IllegalArgumentException("no CPython");
    };
  }

  /** What is wrong with the innermost code object, if something is. */
  @Nullable MarshalProblem problem(CheckedCode code, PythonVersion python, int textTypes) {
    MarshalProblem problem = badArgument(code, textTypes);
    if (problem != null) {
      return problem;
    }
    return has(Rule.VARIABLES_HAVE_KINDS) ? problemOfKinds(code, python) : problemOfNames(code);
  }

  /** Up to 3.10, in its order. */
  private @Nullable MarshalProblem problemOfNames(CheckedCode code) {
    for (CodeField field : code.fields()) {
      if (isBadName(code, field)) {
        return badName(code, field);
      }
    }
    return hasEndlessConstants(code) ? endlessConstants(code) : missingName(code);
  }

  /** Since 3.11, in its order. */
  private @Nullable MarshalProblem problemOfKinds(CheckedCode code, PythonVersion python) {
    MarshalProblem problem = invalid(code);
    if (problem != null) {
      return problem;
    }
    if (isBadName(code, NAMES)) {
      return badName(code, NAMES);
    }
    if (hasEndlessConstants(code)) {
      return endlessConstants(code);
    }
    if (isBadName(code, VARIABLE_NAMES)) {
      return badName(code, VARIABLE_NAMES);
    }
    return has(Rule.LOOKS_UP_INSTRUMENTED) && isInstrumented(code, OpcodeTable.of(python))
        ? dies(code, CODE, "an instruction is marked as monitored")
        : null;
  }

  private boolean has(Rule rule) {
    return rules.contains(rule);
  }

  /** What makes it call {@code PyErr_BadInternalCall}. */
  private @Nullable MarshalProblem badArgument(CheckedCode code, int textTypes) {
    for (CodeField field : code.fields()) {
      switch (field.form()) {
        case NUMBER -> {
          if (code.number(field) < 0 && isLookedAt(field)) {
            return raised(code, field, "is negative");
          }
        }
        case OBJECT -> {
          if ((types(field, textTypes) >>> code.type(field) & 1) == 0) {
            return raised(code, field, "is of another type");
          }
        }
        case RAW -> {}
      }
    }
    if (has(Rule.ALL_NUMBERS) && code.number(ARG_COUNT) < code.number(POS_ONLY_ARG_COUNT)) {
      return raised(code, POS_ONLY_ARG_COUNT, "is more than co_argcount");
    }
    return null;
  }

  private boolean isLookedAt(CodeField number) {
    return switch (number) {
      case ARG_COUNT, LOCAL_COUNT -> true;
      case KW_ONLY_ARG_COUNT -> has(Rule.KEYWORD_ONLY_COUNT);
      case POS_ONLY_ARG_COUNT, STACK_SIZE, FLAGS -> has(Rule.ALL_NUMBERS);
      default -> false;
    };
  }

  /** A bit for each type that can stand in a field. */
  private int types(CodeField field, int textTypes) {
    if (field == CODE && has(Rule.UNICODE_CODE)) {
      return 1 << Kind.BYTES | 1 << Kind.UNICODE;
    }
    Class<?> type = field.type();
    if (type == Text.class) {
      return textTypes;
    }
    return type == Bytes.class ? 1 << Kind.BYTES : type == Tuple.class ? 1 << Kind.TUPLE : -1;
  }

  /** {@code _PyCode_Validate} behind the types of its arguments. */
  private static @Nullable MarshalProblem invalid(CheckedCode code) {
    if (code.layout() != CodeLayout.LOCATIONS) {
      return null; // alphas: what they looked at is not known
    }
    if (code.size(VARIABLE_NAMES) != code.size(VARIABLE_KINDS)) {
      return raised(code, VARIABLE_KINDS, "is not a byte for each name");
    }
    if (code.size(CODE) % CODE_UNIT != 0) {
      return new MarshalProblem(
          Raised.VALUE_ERROR, "code: co_code is malformed", code.offset(CODE));
    }
    int locals = code.count(VARIABLE_KINDS, i -> (code.byteAt(i) & FAST_LOCAL) != 0);
    // Wraps around, as there.
    if (locals - code.number(ARG_COUNT) - code.number(KW_ONLY_ARG_COUNT) - stars(code) < 0) {
      return new MarshalProblem(
          Raised.VALUE_ERROR, "code: co_varnames is too small", code.offset(VARIABLE_NAMES));
    }
    return null;
  }

  /** How many of {@code *args} and {@code **kwargs} there are. */
  static int stars(CheckedCode code) {
    int flags = code.number(FLAGS);
    return Integer.bitCount(flags & (VARARGS | VARKEYWORDS));
  }

  /** What {@code intern_strings} does not take. */
  private static boolean isBadName(CheckedCode code, CodeField field) {
    return field.holdsNames() && !code.has(field, Kind.NAMES);
  }

  private MarshalProblem badName(CheckedCode code, CodeField field) {
    String message = "non-string found in code slot";
    return has(Rule.DIES_OF_OTHER_NAMES)
        ? dies(code, field, message)
        : new MarshalProblem(Raised.SYSTEM_ERROR, message, code.offset(field));
  }

  /** What {@code intern_string_constants} does not come to the end of. */
  private boolean hasEndlessConstants(CheckedCode code) {
    return has(Rule.FOLLOWS_TUPLES) && code.has(CONSTS, Kind.ENDLESS_TUPLES);
  }

  private static MarshalProblem endlessConstants(CheckedCode code) {
    return dies(code, CONSTS, "a constant holds itself");
  }

  /** {@code _PyCode_Quicken}, which looks into tables that only running code has. */
  private static boolean isInstrumented(CheckedCode code, OpcodeTable table) {
    int start = code.start(CODE);
    int suspects =
        code.count(CODE, i -> (i - start) % CODE_UNIT == 0 && code.byteAt(i) >= FIRST_SUSPECT);
    if (suspects == 0) {
      return false;
    }
    int end = start + code.size(CODE);
    for (int i = start; i < end; i += CODE_UNIT) {
      int number = code.byteAt(i);
      if (number >= FIRST_SUSPECT && MONITORED.contains(table.name(number))) {
        return true;
      }
      i += CODE_UNIT * table.caches(table.base(number));
    }
    return false;
  }

  /** Where names and arguments are matched. */
  private @Nullable MarshalProblem missingName(CheckedCode code) {
    if (!has(Rule.ARGUMENTS_HAVE_NAMES) && !has(Rule.LOOKS_FOR_CELLS)) {
      return null;
    }
    long arguments = (long) code.number(ARG_COUNT) + code.number(KW_ONLY_ARG_COUNT) + stars(code);
    if (arguments <= code.size(LOCAL_NAMES)) {
      return null;
    }
    if (has(Rule.ARGUMENTS_HAVE_NAMES)) {
      return new MarshalProblem(
          Raised.VALUE_ERROR, "code: varnames is too small", code.offset(LOCAL_NAMES));
    }
    return code.size(CELL_NAMES) > 0 ? dies(code, LOCAL_NAMES, "co_varnames is too small") : null;
  }

  private static MarshalProblem raised(CheckedCode code, CodeField field, String wrong) {
    return new MarshalProblem(
        Raised.SYSTEM_ERROR,
        "bad argument to internal function (" + field.pythonName() + " " + wrong + ")",
        code.offset(field));
  }

  private static MarshalProblem dies(CheckedCode code, CodeField field, String message) {
    return new MarshalProblem(
        Raised.CRASH, message + " (" + field.pythonName() + ")", code.offset(field));
  }
}
