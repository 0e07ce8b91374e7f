package dev.pycache.bytecode.anatomy;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.OpcodeTable;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.Text;

/**
 * Which constant of a code object is its docstring. That of a function is the first; versions that
 * do not mark it put None there if it has none ({@code compiler_function} of {@code compile.c}). A
 * module or a class stores its own as {@code __doc__}.
 */
final class Docstrings {
  /** The code object has no docstring. */
  static final int NONE = -1;

  /**
   * A docstring is stored among the first instructions, by one of the first names. Where no
   * compiler would have it nobody looks: in a small file many code objects can share much code.
   */
  private static final int FIRST_BYTES = 128;

  private static final int FIRST_NAMES = 16;

  private Docstrings() {}

  static int index(PythonVersion python, CodeObject code) {
    boolean isFunction = (code.flags() & CodeFlags.OPTIMIZED) != 0;
    int index = isFunction ? ofFunction(python, code) : stored(python, code);
    boolean isText =
        index >= 0 && index < code.consts().size() && code.consts().get(index) instanceof Text;
    return isText ? index : NONE;
  }

  private static int ofFunction(PythonVersion python, CodeObject code) {
    if (python.isPyPy()) {
      return (code.flags() & CodeFlags.KILL_DOCSTRING) != 0 ? 0 : NONE;
    }
    if (python.marksDocstrings()) {
      return (code.flags() & CodeFlags.HAS_DOCSTRING) != 0 ? 0 : NONE;
    }
    // A comprehension may have any string there; a lambda has None.
    return code.name().text().startsWith("<") ? NONE : 0;
  }

  /** The constant that is loaded right before it is stored as {@code __doc__}. */
  private static int stored(PythonVersion python, CodeObject code) {
    int name = indexOfDoc(code);
    if (name < 0) {
      return NONE;
    }
    OpcodeTable opcodes = OpcodeTable.of(python);
    int load = opcodes.number("LOAD_CONST");
    int store = opcodes.number("STORE_NAME");
    byte[] bytes = code.code().value();
    int loaded = NONE;
    int size;
    for (int at = 0; at < Math.min(bytes.length, FIRST_BYTES); at += size) {
      int number = bytes[at] & 0xFF;
      size = size(python, opcodes, number);
      int argument = size == 1 || at + 1 >= bytes.length ? 0 : bytes[at + 1] & 0xFF;
      if (number == store && argument == name && loaded != NONE) {
        return loaded;
      }
      loaded = number == load ? argument : NONE;
    }
    return NONE;
  }

  /** Bytes of an instruction with its caches. Arguments are small here: one byte of them counts. */
  private static int size(PythonVersion python, OpcodeTable opcodes, int number) {
    return python.hasWordcode()
        ? 2 + 2 * opcodes.caches(number)
        : opcodes.hasArgument(number) ? 3 : 1;
  }

  private static int indexOfDoc(CodeObject code) {
    for (int i = 0; i < Math.min(code.names().size(), FIRST_NAMES); i++) {
      if (code.names().get(i) instanceof Text name && name.text().equals("__doc__")) {
        return i;
      }
    }
    return NONE;
  }
}
