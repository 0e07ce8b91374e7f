package dev.pycache.compiler.ast;

/** {@code and}, {@code or}. */
public enum BoolOperator {
  AND,
  OR
}
