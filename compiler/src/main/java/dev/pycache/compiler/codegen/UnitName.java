package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Str;

/** Names of units that have none in the source. In 3.11 and 3.12 these strings are not interned. */
final class UnitName {
  static final Str MODULE = Str.of("<module>");
  static final Str LAMBDA = Str.of("<lambda>");
  static final Str LIST = Str.of("<listcomp>");
  static final Str SET = Str.of("<setcomp>");
  static final Str DICT = Str.of("<dictcomp>");
  static final Str GENERATOR = Str.of("<genexpr>");

  private UnitName() {}
}
