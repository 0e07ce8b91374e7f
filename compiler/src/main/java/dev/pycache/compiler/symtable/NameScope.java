package dev.pycache.compiler.symtable;

/** Where a name of a scope lives: what {@code _PyST_GetScope} answers. */
public enum NameScope {
  /** The scope does not know the name. */
  UNKNOWN,
  /** Bound in this scope and used by no other. */
  LOCAL,
  /** Declared {@code global} here. */
  GLOBAL_EXPLICIT,
  /** Bound in no enclosing function: a global or a builtin. */
  GLOBAL_IMPLICIT,
  /** Bound in an enclosing function, or only passed through to an inner one. */
  FREE,
  /** Bound in this function and used by an inner one. */
  CELL
}
