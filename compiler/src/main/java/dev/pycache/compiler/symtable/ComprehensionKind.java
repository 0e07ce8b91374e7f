package dev.pycache.compiler.symtable;

/** What kind of comprehension a function block stands for, if any. */
public enum ComprehensionKind {
  NONE,
  LIST,
  DICT,
  SET,
  GENERATOR
}
