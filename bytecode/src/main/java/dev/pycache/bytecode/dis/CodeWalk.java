package dev.pycache.bytecode.dis;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Goes through a code object and those nested in it, each before its own, as {@code
 * _disassemble_recursive} does. One that is shared comes up wherever it is used.
 */
final class CodeWalk {
  /**
   * How many bytes of code may come up again. Compilers share few code objects; a small file of
   * another origin could mean any number of them.
   */
  private static final int REPEATED_BYTES = 1 << 20;

  private final Deque<CodeObject> waiting = new ArrayDeque<>();
  private final Set<CodeObject> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private long repeatedBytes;

  CodeWalk(CodeObject root) {
    waiting.push(root);
  }

  boolean hasNext() {
    return !waiting.isEmpty();
  }

  CodeObject next() {
    return waiting.pop();
  }

  /** Whether a code object has come up so often that it is not to be shown again. */
  boolean isTooMuch(CodeObject code) {
    if (seen.add(code)) {
      return false;
    }
    repeatedBytes += Math.max(1, code.code().length());
    return repeatedBytes > REPEATED_BYTES;
  }

  /** Lets those come next that are among the constants. */
  void enter(CodeObject code) {
    List<Constant> constants = code.consts().items();
    for (int i = constants.size() - 1; i >= 0; i--) {
      if (constants.get(i) instanceof CodeObject nested) {
        waiting.push(nested);
      }
    }
  }
}
