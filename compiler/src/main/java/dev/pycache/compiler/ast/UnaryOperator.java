package dev.pycache.compiler.ast;

/** {@code ~}, {@code not}, {@code +}, {@code -}. */
public enum UnaryOperator {
  INVERT,
  NOT,
  PLUS,
  MINUS
}
