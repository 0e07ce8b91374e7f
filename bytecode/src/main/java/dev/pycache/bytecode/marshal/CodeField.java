package dev.pycache.bytecode.marshal;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Text;
import dev.pycache.bytecode.Tuple;
import dev.pycache.bytecode.Variables;

/**
 * A field of a code object as marshal writes it. Which fields a version has, and in which order, is
 * its {@link CodeLayout}.
 */
public enum CodeField {
  ARG_COUNT("co_argcount"),
  POS_ONLY_ARG_COUNT("co_posonlyargcount"),
  KW_ONLY_ARG_COUNT("co_kwonlyargcount"),
  LOCAL_COUNT("co_nlocals"),
  STACK_SIZE("co_stacksize"),
  FLAGS("co_flags"),
  FIRST_LINE("co_firstlineno"),

  CODE("co_code", Bytes.class),
  CONSTS("co_consts", Tuple.class),
  NAMES("co_names", Tuple.class),
  LOCAL_NAMES("co_varnames", Tuple.class),
  FREE_NAMES("co_freevars", Tuple.class),
  CELL_NAMES("co_cellvars", Tuple.class),
  VARIABLE_NAMES("co_localsplusnames", Tuple.class),
  VARIABLE_KINDS("co_localspluskinds", Bytes.class),
  FILENAME("co_filename", Text.class),
  NAME("co_name", Text.class),
  QUALNAME("co_qualname", Text.class),
  LINE_TABLE("co_linetable", Bytes.class),
  EXCEPTION_TABLE("co_exceptiontable", Bytes.class),

  /** Alphas of 3.11: a byte for each of {@link #VARIABLE_NAMES}, without type code and length. */
  RAW_VARIABLE_KINDS("co_localspluskinds", Form.RAW, Bytes.class),

  /** Alphas of 3.11: bytes, or None when columns are off. */
  END_LINE_TABLE("co_endlinetable", Constant.class),
  COLUMN_TABLE("co_columntable", Constant.class);

  /** How a field is written. */
  public enum Form {
    /** 32 bits, signed. */
    NUMBER,
    /** An object with its type code. */
    OBJECT,
    /** Bytes whose number follows from another field. */
    RAW
  }

  private final String pythonName;
  private final Form form;
  private final Class<? extends Constant> type;

  CodeField(String pythonName) {
    this(pythonName, Form.NUMBER, Constant.class);
  }

  CodeField(String pythonName, Class<? extends Constant> type) {
    this(pythonName, Form.OBJECT, type);
  }

  CodeField(String pythonName, Form form, Class<? extends Constant> type) {
    this.pythonName = pythonName;
    this.form = form;
    this.type = type;
  }

  /** The attribute of Python's code objects, as in {@code "co_names"}. */
  public String pythonName() {
    return pythonName;
  }

  /** How it is written. */
  public Form form() {
    return form;
  }

  /** The only type that an object has in this field. */
  Class<? extends Constant> type() {
    return type;
  }

  /** Whether it is a number that is never negative; lines can be anything. */
  boolean isCount() {
    return form == Form.NUMBER && this != FIRST_LINE && this != FLAGS;
  }

  /** Whether it is a tuple of nothing but strings. */
  boolean holdsNames() {
    return switch (this) {
      case NAMES, LOCAL_NAMES, FREE_NAMES, CELL_NAMES, VARIABLE_NAMES -> true;
      case ARG_COUNT,
          POS_ONLY_ARG_COUNT,
          KW_ONLY_ARG_COUNT,
          LOCAL_COUNT,
          STACK_SIZE,
          FLAGS,
          FIRST_LINE,
          CODE,
          CONSTS,
          VARIABLE_KINDS,
          FILENAME,
          NAME,
          QUALNAME,
          LINE_TABLE,
          EXCEPTION_TABLE,
          RAW_VARIABLE_KINDS,
          END_LINE_TABLE,
          COLUMN_TABLE ->
          false;
    };
  }

  /**
   * The value of a field of the form {@link Form#NUMBER}.
   *
   * @throws IllegalArgumentException if this field is an object, or if the code object is of a
   *     version that has no such field
   */
  public int number(CodeObject code) {
    return switch (this) {
      case ARG_COUNT -> code.argCount();
      case POS_ONLY_ARG_COUNT -> code.posOnlyArgCount();
      case KW_ONLY_ARG_COUNT -> code.kwOnlyArgCount();
      case LOCAL_COUNT -> separate(code).localCount();
      case STACK_SIZE -> code.stackSize();
      case FLAGS -> code.flags();
      case FIRST_LINE -> code.firstLine();
      case CODE,
          CONSTS,
          NAMES,
          LOCAL_NAMES,
          FREE_NAMES,
          CELL_NAMES,
          VARIABLE_NAMES,
          VARIABLE_KINDS,
          FILENAME,
          NAME,
          QUALNAME,
          LINE_TABLE,
          EXCEPTION_TABLE,
          RAW_VARIABLE_KINDS,
          END_LINE_TABLE,
          COLUMN_TABLE ->
          throw new IllegalArgumentException(pythonName + " is no number");
    };
  }

  /**
   * The value of a field of another form.
   *
   * @throws IllegalArgumentException if this field is a number, or if the code object is of a
   *     version that has no such field
   */
  public Constant object(CodeObject code) {
    return switch (this) {
      case CODE -> code.code();
      case CONSTS -> code.consts();
      case NAMES -> code.names();
      case LOCAL_NAMES -> separate(code).locals();
      case FREE_NAMES -> separate(code).free();
      case CELL_NAMES -> separate(code).cells();
      case VARIABLE_NAMES -> merged(code).names();
      case VARIABLE_KINDS, RAW_VARIABLE_KINDS -> merged(code).kinds();
      case FILENAME -> code.filename();
      case NAME -> code.name();
      case QUALNAME -> code.qualname();
      case LINE_TABLE -> code.lineTable();
      case EXCEPTION_TABLE -> code.exceptionTable();
      case END_LINE_TABLE -> alphaTable(code, 0);
      case COLUMN_TABLE -> alphaTable(code, 1);
      case ARG_COUNT,
          POS_ONLY_ARG_COUNT,
          KW_ONLY_ARG_COUNT,
          LOCAL_COUNT,
          STACK_SIZE,
          FLAGS,
          FIRST_LINE ->
          throw new IllegalArgumentException(pythonName + " is a number");
    };
  }

  /** The bytes of a field of the form {@link Form#RAW}. */
  byte[] raw(CodeObject code) {
    return ((Bytes) object(code)).value();
  }

  private Variables.Separate separate(CodeObject code) {
    return switch (code.variables()) {
      case Variables.Separate separate -> separate;
      case Variables.Merged m -> throw missing();
    };
  }

  private Variables.Merged merged(CodeObject code) {
    return switch (code.variables()) {
      case Variables.Merged merged -> merged;
      case Variables.Separate s -> throw missing();
    };
  }

  private Constant alphaTable(CodeObject code, int index) {
    if (index >= code.alphaTables().size()) {
      throw missing();
    }
    return code.alphaTables().get(index);
  }

  private IllegalArgumentException missing() {
    return new IllegalArgumentException("a code object of another version, without " + pythonName);
  }
}
