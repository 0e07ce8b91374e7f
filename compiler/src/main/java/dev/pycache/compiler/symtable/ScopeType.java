package dev.pycache.compiler.symtable;

/** The kinds of block; lambdas and comprehensions are functions. */
public enum ScopeType {
  MODULE,
  CLASS,
  FUNCTION,
  /** Annotations under {@code from __future__ import annotations}: never compiled, only checked. */
  ANNOTATION
}
