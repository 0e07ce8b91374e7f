package dev.pycache.bytecode.dis;

import dev.pycache.bytecode.Constant;

/** How the constants and names of a code object are shown behind an argument. */
interface ItemText {
  void appendConstant(StringBuilder out, Constant constant);

  /** Usually a text; files of other origin have anything in the place of a name. */
  void appendName(StringBuilder out, Constant name);
}
