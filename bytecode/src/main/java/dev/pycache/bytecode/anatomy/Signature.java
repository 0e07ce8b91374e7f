package dev.pycache.bytecode.anatomy;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Text;
import dev.pycache.bytecode.Tuple;
import dev.pycache.bytecode.Variables;
import java.util.StringJoiner;

/** The parameters of a code object, written as Python's {@code def} has them. */
public final class Signature {
  private final CodeObject code;
  private final Tuple names;
  private final StringJoiner text = new StringJoiner(", ", "(", ")");
  private final int limit;
  private int next;

  private Signature(CodeObject code, int limit) {
    this.code = code;
    this.limit = limit;
    this.names =
        switch (code.variables()) {
          case Variables.Merged merged -> merged.names();
          case Variables.Separate separate -> separate.locals();
        };
  }

  /**
   * The parameters in parentheses, as in {@code (a, /, b, *args, c, **rest)}; empty for a module or
   * a class body, which are no functions. Where the code object counts more parameters than it has
   * names, as only a damaged one does, an ellipsis stands for the rest; a name that is no string
   * shows as a question mark.
   *
   * @param limit number of characters behind which an ellipsis stands for the rest: in a small file
   *     many code objects can share many names
   */
  public static String of(CodeObject code, int limit) {
    boolean isFunction = (code.flags() & CodeFlags.OPTIMIZED) != 0;
    return isFunction ? new Signature(code, limit).parameters() : "";
  }

  private String parameters() {
    boolean takesRest = (code.flags() & CodeFlags.VARARGS) != 0;
    // The names of the variadic parameters stand behind those of all the others.
    long variadic = (long) code.argCount() + code.kwOnlyArgCount();
    add(code.posOnlyArgCount());
    if (code.posOnlyArgCount() > 0) {
      text.add("/");
    }
    add(code.argCount() - code.posOnlyArgCount());
    if (takesRest) {
      text.add("*" + name(variadic));
    } else if (code.kwOnlyArgCount() > 0) {
      text.add("*");
    }
    add(code.kwOnlyArgCount());
    if ((code.flags() & CodeFlags.VARKEYWORDS) != 0) {
      text.add("**" + name(variadic + (takesRest ? 1 : 0)));
    }
    return text.toString();
  }

  /** The next names, so many. */
  private void add(int count) {
    int known = Math.min(Math.max(count, 0), names.size() - next);
    int shown = 0;
    while (shown < known && text.length() < limit) {
      text.add(name(next + shown++));
    }
    next += known;
    if (count > shown) {
      text.add("…");
    }
  }

  private String name(long index) {
    if (index < 0 || index >= names.size()) {
      return "?";
    }
    Constant name = names.get((int) index);
    if (!(name instanceof Text known)) {
      return "?";
    }
    String shown = known.text();
    return shown.length() <= limit ? shown : shown.substring(0, limit) + "…";
  }
}
