package dev.pycache.compiler.ast;

/** The comparison operators. */
public enum CompareOperator {
  EQUAL("=="),
  NOT_EQUAL("!="),
  LESS("<"),
  LESS_EQUAL("<="),
  GREATER(">"),
  GREATER_EQUAL(">="),
  IS("is"),
  IS_NOT("is not"),
  IN("in"),
  NOT_IN("not in");

  private final String text;

  CompareOperator(String text) {
    this.text = text;
  }

  /** The operator as it is written in source. */
  public String text() {
    return text;
  }
}
