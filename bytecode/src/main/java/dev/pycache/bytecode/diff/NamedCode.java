package dev.pycache.bytecode.diff;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Variables;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * A code object and what it is called within its file.
 *
 * @param name dotted, as {@code co_qualname}; put together from the nest where the version of
 *     Python does not store it
 */
public record NamedCode(CodeObject code, String name) {
  /** Both are set for functions; a class body has at most the second. */
  private static final int OPTIMIZED = 0x01;

  private static final int NEWLOCALS = 0x02;

  /**
   * A code object and all that are nested in it, each once, in the order in which a listing shows
   * them: first itself, then those among its constants, each with its own nest.
   */
  public static List<NamedCode> all(CodeObject root) {
    List<NamedCode> found = new ArrayList<>();
    Set<CodeObject> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<NamedCode> open = new ArrayList<>();
    open.add(root(root));
    while (!open.isEmpty()) {
      NamedCode next = open.removeLast();
      if (seen.add(next.code)) {
        found.add(next);
        open.addAll(next.nested().reversed());
      }
    }
    return found;
  }

  /** The outermost code object of a file. */
  static NamedCode root(CodeObject code) {
    return new NamedCode(code, code.qualname().text());
  }

  /** The code objects among the constants, in their order. */
  List<NamedCode> nested() {
    List<NamedCode> nested = new ArrayList<>();
    for (Constant constant : code.consts().items()) {
      if (constant instanceof CodeObject inner) {
        nested.add(new NamedCode(inner, nameOf(inner)));
      }
    }
    return nested;
  }

  private String nameOf(CodeObject inner) {
    return switch (inner.variables()) {
      case Variables.Merged stored -> inner.qualname().text();
      case Variables.Separate composed -> prefix() + inner.name().text();
    };
  }

  /** What stands before the names of what is nested in here ({@code compiler_set_qualname}). */
  private String prefix() {
    if (code.name().text().equals("<module>")) {
      return "";
    }
    boolean isFunction = (code.flags() & (OPTIMIZED | NEWLOCALS)) == (OPTIMIZED | NEWLOCALS);
    return name + (isFunction ? ".<locals>." : ".");
  }

  /** Whether somebody who says {@code wanted} may mean this one. */
  public boolean isCalled(String wanted) {
    return name.equals(wanted)
        || code.name().text().equals(wanted)
        || name.replace("<locals>.", "").equals(wanted);
  }
}
