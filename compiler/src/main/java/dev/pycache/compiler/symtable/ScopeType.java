package dev.pycache.compiler.symtable;

/** The kinds of block; lambdas and comprehensions are functions. */
public enum ScopeType {
  MODULE,
  CLASS,
  FUNCTION,

  /**
   * Annotations: those of a function's parameters, or of the variables of a block. They have code
   * of their own from 3.14 on; before that, and always under {@code from __future__ import
   * annotations}, they are only checked.
   */
  ANNOTATION,

  /** The value of a {@code type} statement (PEP 695). */
  TYPE_ALIAS,

  /** The type parameters of a generic function, class or alias, around it. */
  TYPE_PARAMETERS,

  /** The bound, the constraints or the default of a type parameter. */
  TYPE_VARIABLE;

  /**
   * Whether names that the block binds are variables of a function, which inner blocks can take
   * ({@code _PyST_IsFunctionLike}).
   */
  public boolean isFunctionLike() {
    return this != MODULE && this != CLASS;
  }
}
