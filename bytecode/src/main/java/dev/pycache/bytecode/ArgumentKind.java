package dev.pycache.bytecode;

/** What the argument of an instruction means. */
public enum ArgumentKind {
  NONE("-"),
  /** Index of a constant. */
  CONST("const"),
  /** Index of a name. */
  NAME("name"),
  /** Index of a name, doubled; an odd one pushes NULL as well. */
  GLOBAL("global"),
  /** Index of a local variable. */
  LOCAL("local"),
  /** Index of a local variable that is a cell or a free variable. */
  CELL("cell"),
  /** Distance of a jump ahead, in code units from the end of the instruction and its caches. */
  FORWARD("forward"),
  /** Distance of a jump back, counted from the same place. */
  BACKWARD("backward"),
  /** Index of a comparison operator. */
  COMPARE("compare"),
  /** Index of a binary operator. */
  OPERATOR("operator"),
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
