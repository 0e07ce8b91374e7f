package dev.pycache.bytecode.dis;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.Text;
import dev.pycache.bytecode.repr.PythonRepr;
import dev.pycache.bytecode.repr.ReprException;
import java.util.IdentityHashMap;

/**
 * As Python shows them: constants by their {@code repr()}, names as they are. Code objects have
 * numbers for addresses, in the order in which they are first shown.
 */
final class PythonItemText implements ItemText {
  private final IdentityHashMap<CodeObject, Long> numbers = new IdentityHashMap<>();
  private final TextAllowance allowance;
  private PythonRepr repr;
  private int limit;

  /**
   * @param root the code object that holds all that will be shown
   */
  PythonItemText(PythonVersion python, CodeObject root) {
    allowance = new TextAllowance(root);
    limit = allowance.next();
    repr =
        PythonRepr.of(python)
            .withAddresses(code -> numbers.computeIfAbsent(code, c -> numbers.size() + 1L))
            .withLimit(limit);
  }

  /** Appends the {@code repr()} of a constant; where Python's fails, why. */
  @Override
  public void appendConstant(StringBuilder out, Constant constant) {
    int start = out.length();
    try {
      repr.append(out, constant);
    } catch (ReprException e) {
      out.append('<').append(e.getMessage()).append('>');
    }
    spend(out.length() - start);
  }

  @Override
  public void appendName(StringBuilder out, Constant name) {
    if (!(name instanceof Text text)) {
      appendConstant(out, name);
      return;
    }
    String shown = text.text();
    if (shown.length() > limit) {
      out.append(shown, 0, limit).append(PythonRepr.CUT);
    } else {
      out.append(shown);
    }
    spend(shown.length());
  }

  private void spend(int length) {
    allowance.spend(length);
    if (allowance.next() != limit) {
      limit = allowance.next();
      repr = repr.withLimit(limit);
    }
  }
}
