package dev.pycache.bytecode;

/**
 * What the argument of an instruction means. The opcode tables say it by a word; where {@code dis}
 * prints more than the constant, name, variable or target itself, they also list what: see {@link
 * OpcodeTable#texts}.
 */
public enum ArgumentKind {
  NONE("-"),
  /** Index of a constant. */
  CONST("const"),
  /**
   * Index of a constant, the names of keyword arguments, that {@code dis} does not print (3.11).
   */
  KEYWORDS("keywords"),
  /** Index of a name. */
  NAME("name"),
  /** Index of a name, doubled; an odd one pushes NULL as well. The texts are by the lowest bit. */
  GLOBAL("global"),
  /** Index of a name, doubled; an odd one loads a method. The texts are by the lowest bit. */
  ATTRIBUTE("attribute"),
  /**
   * Index of a name, times 4; + 2 if {@code super} was given arguments, + 1 to load a method. The
   * texts are by the two lowest bits.
   */
  SUPER_ATTRIBUTE("super"),
  /**
   * Index of a name, times 4; + 1 for a lazy import, + 2 for an eager one. The texts are by both.
   */
  IMPORT("import"),
  /** Index of a local variable. */
  LOCAL("local"),
  /** Indexes of two local variables: the first in the bits from 4 on, the second in the low 4. */
  LOCAL_PAIR("locals"),
  /**
   * Index of a cell or free variable: among the cells followed by the free variables where these
   * are stored apart, otherwise among all variables.
   */
  CELL("cell"),
  /** Distance of a jump ahead, in code units from the end of the instruction and its caches. */
  FORWARD("forward"),
  /** Distance of a jump back, counted from the same place. */
  BACKWARD("backward"),
  /** Distance back to the start of the loop that ends here, counted so too; it does not jump. */
  LOOP_START("from"),
  /** Target of a jump, in code units. */
  ABSOLUTE("absolute"),
  /** Distance of a jump ahead, in bytes from the end of the instruction. */
  FORWARD_BYTES("forward-bytes"),
  /** Target of a jump, in bytes. */
  ABSOLUTE_BYTES("absolute-bytes"),
  /** Index of a comparison operator, and of its text. */
  COMPARE("compare"),
  /** A comparison and a mask of its results in the low 4 bits. The texts are by the other bits. */
  COMPARE_MASKED("compare-mask"),
  /** Index of a binary operator, and of its text. */
  OPERATOR("operator"),
  /** 0 for {@code is}, 1 for {@code is not}; so are the texts. */
  IS("is"),
  /** 0 for {@code in}, 1 for {@code not in}; so are the texts. */
  CONTAINS("contains"),
  /** A bit for each thing that a new function is given. The texts are by the number of the bit. */
  FUNCTION("function"),
  /** A conversion, + 4 if there is a format specification. The texts are by the low 3 bits. */
  FORMAT("format"),
  /** Index of a conversion, and of its text. */
  CONVERSION("conversion"),
  /** Positional arguments in the low byte, pairs of keyword arguments in the next. */
  COUNTS("counts"),
  /** Index of a function of one argument, and of its text. */
  INTRINSIC_1("intrinsic1"),
  /** Index of a function of two arguments, and of its text. */
  INTRINSIC_2("intrinsic2"),
  /** Index of a constant that the interpreter has, and of its text. */
  COMMON_CONSTANT("common"),
  /** Index of a special method, and of its text. */
  SPECIAL_METHOD("special"),
  /** A count, a depth, a set of flags. */
  NUMBER("number");

  private final String text;

  ArgumentKind(String text) {
    this.text = text;
  }

  /** The word for it in the opcode tables. */
  public String text() {
    return text;
  }
}
