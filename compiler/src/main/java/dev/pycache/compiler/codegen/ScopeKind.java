package dev.pycache.compiler.codegen;

/**
 * What a unit is compiled from ({@code COMPILER_SCOPE_…}): finer than the symbol table's kinds of
 * block.
 */
enum ScopeKind {
  MODULE,
  CLASS,
  FUNCTION,
  ASYNC_FUNCTION,
  LAMBDA,
  COMPREHENSION,
  /**
   * The type parameters of a function, class or alias, and one bound or default; from 3.14 on also
   * annotations and the value of an alias ({@code COMPILE_SCOPE_ANNOTATIONS}).
   */
  ANNOTATION;

  /** Whether names defined inside are qualified with {@code <locals>} (PEP 3155). */
  boolean hasLocals() {
    return this == FUNCTION || this == ASYNC_FUNCTION || this == LAMBDA;
  }

  /** Whether it is made by a statement that binds its name in the scope around it. */
  boolean bindsItsName() {
    return this == FUNCTION || this == ASYNC_FUNCTION || this == CLASS;
  }

  /** Whether annotations of variables are evaluated and kept here. */
  boolean keepsAnnotations() {
    return this == MODULE || this == CLASS;
  }
}
