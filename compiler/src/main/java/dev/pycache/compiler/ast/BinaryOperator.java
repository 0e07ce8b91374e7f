package dev.pycache.compiler.ast;

/** The binary operators of arithmetic and of augmented assignment. */
public enum BinaryOperator {
  ADD("+"),
  SUBTRACT("-"),
  MULTIPLY("*"),
  MATRIX_MULTIPLY("@"),
  TRUE_DIVIDE("/"),
  REMAINDER("%"),
  POWER("**"),
  LEFT_SHIFT("<<"),
  RIGHT_SHIFT(">>"),
  OR("|"),
  XOR("^"),
  AND("&"),
  FLOOR_DIVIDE("//");

  private final String text;

  BinaryOperator(String text) {
    this.text = text;
  }

  /** The operator as it is written in source. */
  public String text() {
    return text;
  }
}
