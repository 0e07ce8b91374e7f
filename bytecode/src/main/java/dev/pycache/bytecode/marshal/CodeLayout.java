package dev.pycache.bytecode.marshal;

import static dev.pycache.bytecode.marshal.CodeField.ARG_COUNT;
import static dev.pycache.bytecode.marshal.CodeField.CELL_NAMES;
import static dev.pycache.bytecode.marshal.CodeField.CODE;
import static dev.pycache.bytecode.marshal.CodeField.COLUMN_TABLE;
import static dev.pycache.bytecode.marshal.CodeField.CONSTS;
import static dev.pycache.bytecode.marshal.CodeField.END_LINE_TABLE;
import static dev.pycache.bytecode.marshal.CodeField.EXCEPTION_TABLE;
import static dev.pycache.bytecode.marshal.CodeField.FILENAME;
import static dev.pycache.bytecode.marshal.CodeField.FIRST_LINE;
import static dev.pycache.bytecode.marshal.CodeField.FLAGS;
import static dev.pycache.bytecode.marshal.CodeField.FREE_NAMES;
import static dev.pycache.bytecode.marshal.CodeField.KW_ONLY_ARG_COUNT;
import static dev.pycache.bytecode.marshal.CodeField.LINE_TABLE;
import static dev.pycache.bytecode.marshal.CodeField.LOCAL_COUNT;
import static dev.pycache.bytecode.marshal.CodeField.LOCAL_NAMES;
import static dev.pycache.bytecode.marshal.CodeField.NAME;
import static dev.pycache.bytecode.marshal.CodeField.NAMES;
import static dev.pycache.bytecode.marshal.CodeField.POS_ONLY_ARG_COUNT;
import static dev.pycache.bytecode.marshal.CodeField.QUALNAME;
import static dev.pycache.bytecode.marshal.CodeField.RAW_VARIABLE_KINDS;
import static dev.pycache.bytecode.marshal.CodeField.STACK_SIZE;
import static dev.pycache.bytecode.marshal.CodeField.VARIABLE_KINDS;
import static dev.pycache.bytecode.marshal.CodeField.VARIABLE_NAMES;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.internal.ByteSink;
import java.util.List;
import java.util.function.Consumer;

/**
 * The fields of a code object in the order of the bytes ({@code w_complex_object} and {@code
 * r_object} of each version). Between releases the layout changed with the magic number, so each
 * {@link dev.pycache.bytecode.pyc.Magic} names one.
 */
public enum CodeLayout {
  /** 2.7, and the alphas of 3.0 before keyword-only parameters. */
  PYTHON_2(
      ARG_COUNT,
      LOCAL_COUNT,
      STACK_SIZE,
      FLAGS,
      CODE,
      CONSTS,
      NAMES,
      LOCAL_NAMES,
      FREE_NAMES,
      CELL_NAMES,
      FILENAME,
      NAME,
      FIRST_LINE,
      LINE_TABLE),

  /** 3.0 to 3.7. */
  KEYWORD_ONLY(
      ARG_COUNT,
      KW_ONLY_ARG_COUNT,
      LOCAL_COUNT,
      STACK_SIZE,
      FLAGS,
      CODE,
      CONSTS,
      NAMES,
      LOCAL_NAMES,
      FREE_NAMES,
      CELL_NAMES,
      FILENAME,
      NAME,
      FIRST_LINE,
      LINE_TABLE),

  /** 3.8 to 3.10 and PyPy 3.9 (PEP 570). */
  POSITIONAL_ONLY(
      ARG_COUNT,
      POS_ONLY_ARG_COUNT,
      KW_ONLY_ARG_COUNT,
      LOCAL_COUNT,
      STACK_SIZE,
      FLAGS,
      CODE,
      CONSTS,
      NAMES,
      LOCAL_NAMES,
      FREE_NAMES,
      CELL_NAMES,
      FILENAME,
      NAME,
      FIRST_LINE,
      LINE_TABLE),

  /** PyPy 3.11: with what CPython 3.11 has added, and the variables as before. */
  PYPY_QUALNAME(
      ARG_COUNT,
      POS_ONLY_ARG_COUNT,
      KW_ONLY_ARG_COUNT,
      LOCAL_COUNT,
      STACK_SIZE,
      FLAGS,
      CODE,
      CONSTS,
      NAMES,
      LOCAL_NAMES,
      FREE_NAMES,
      CELL_NAMES,
      FILENAME,
      NAME,
      QUALNAME,
      FIRST_LINE,
      LINE_TABLE,
      EXCEPTION_TABLE),

  /** 3450 and 3451: handlers in a table. */
  ALPHA_EXCEPTION_TABLE(
      ARG_COUNT,
      POS_ONLY_ARG_COUNT,
      KW_ONLY_ARG_COUNT,
      LOCAL_COUNT,
      STACK_SIZE,
      FLAGS,
      CODE,
      CONSTS,
      NAMES,
      LOCAL_NAMES,
      FREE_NAMES,
      CELL_NAMES,
      FILENAME,
      NAME,
      FIRST_LINE,
      LINE_TABLE,
      EXCEPTION_TABLE),

  /** 3452: the number of locals follows from their names. */
  ALPHA_NO_LOCAL_COUNT(
      ARG_COUNT,
      POS_ONLY_ARG_COUNT,
      KW_ONLY_ARG_COUNT,
      STACK_SIZE,
      FLAGS,
      CODE,
      CONSTS,
      NAMES,
      LOCAL_NAMES,
      FREE_NAMES,
      CELL_NAMES,
      FILENAME,
      NAME,
      FIRST_LINE,
      LINE_TABLE,
      EXCEPTION_TABLE),

  /** 3453 to 3456: one list of variables, their kinds as raw bytes. */
  ALPHA_RAW_KINDS(
      ARG_COUNT,
      POS_ONLY_ARG_COUNT,
      KW_ONLY_ARG_COUNT,
      STACK_SIZE,
      FLAGS,
      CODE,
      CONSTS,
      NAMES,
      VARIABLE_NAMES,
      RAW_VARIABLE_KINDS,
      FILENAME,
      NAME,
      FIRST_LINE,
      LINE_TABLE,
      EXCEPTION_TABLE),

  /** 3457 and 3458: the kinds as an object. */
  ALPHA_KINDS(
      ARG_COUNT,
      POS_ONLY_ARG_COUNT,
      KW_ONLY_ARG_COUNT,
      STACK_SIZE,
      FLAGS,
      CODE,
      CONSTS,
      NAMES,
      VARIABLE_NAMES,
      VARIABLE_KINDS,
      FILENAME,
      NAME,
      FIRST_LINE,
      LINE_TABLE,
      EXCEPTION_TABLE),

  /** 3459: end lines and columns in tables of their own. */
  ALPHA_COLUMNS(
      ARG_COUNT,
      POS_ONLY_ARG_COUNT,
      KW_ONLY_ARG_COUNT,
      STACK_SIZE,
      FLAGS,
      CODE,
      CONSTS,
      NAMES,
      VARIABLE_NAMES,
      VARIABLE_KINDS,
      FILENAME,
      NAME,
      FIRST_LINE,
      LINE_TABLE,
      END_LINE_TABLE,
      COLUMN_TABLE,
      EXCEPTION_TABLE),

  /** 3460 to 3493: with qualified name. */
  ALPHA_QUALNAME(
      ARG_COUNT,
      POS_ONLY_ARG_COUNT,
      KW_ONLY_ARG_COUNT,
      STACK_SIZE,
      FLAGS,
      CODE,
      CONSTS,
      NAMES,
      VARIABLE_NAMES,
      VARIABLE_KINDS,
      FILENAME,
      NAME,
      QUALNAME,
      FIRST_LINE,
      LINE_TABLE,
      END_LINE_TABLE,
      COLUMN_TABLE,
      EXCEPTION_TABLE),

  /** 3.11 and later. */
  LOCATIONS(
      ARG_COUNT,
      POS_ONLY_ARG_COUNT,
      KW_ONLY_ARG_COUNT,
      STACK_SIZE,
      FLAGS,
      CODE,
      CONSTS,
      NAMES,
      VARIABLE_NAMES,
      VARIABLE_KINDS,
      FILENAME,
      NAME,
      QUALNAME,
      FIRST_LINE,
      LINE_TABLE,
      EXCEPTION_TABLE);

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<CodeField> fields;

  CodeLayout(CodeField... fields) {
    this.fields = List.of(fields);
  }

  /**
   * Writes the fields of a code object in their order.
   *
   * @param objects writes those that are objects
   */
  void write(CodeObject code, ByteSink out, Consumer<Constant> objects) {
    for (CodeField field : fields) {
      switch (field.form()) {
        case NUMBER -> out.putInt(field.number(code));
        case OBJECT -> objects.accept(field.object(code));
        case RAW -> out.putBytes(field.raw(code));
      }
    }
  }

  /** The layout of the final releases of a version. */
  public static CodeLayout of(PythonVersion python) {
    return switch (python) {
      case CPYTHON_2_7 -> PYTHON_2;
      case CPYTHON_3_0,
          CPYTHON_3_1,
          CPYTHON_3_2,
          CPYTHON_3_3,
          CPYTHON_3_4,
          CPYTHON_3_5,
          CPYTHON_3_6,
          CPYTHON_3_7 ->
          KEYWORD_ONLY;
      case CPYTHON_3_8, CPYTHON_3_9, CPYTHON_3_10, PYPY_3_9 -> POSITIONAL_ONLY;
      case PYPY_3_11 -> PYPY_QUALNAME;
      case CPYTHON_3_11, CPYTHON_3_12, CPYTHON_3_13, CPYTHON_3_14, CPYTHON_3_15 -> LOCATIONS;
    };
  }

  /** The fields in the order of the bytes. */
  public List<CodeField> fields() {
    return fields;
  }

  /** Whether the variables are one list, {@code Variables.Merged}. */
  boolean hasMergedVariables() {
    return fields.contains(VARIABLE_NAMES);
  }
}
