package dev.pycache.bytecode.repr;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.PythonVersion;
import java.util.function.ToLongFunction;

/**
 * Prints constants as {@code repr()} of one version of Python does, with {@code PYTHONHASHSEED=0}.
 * An object of this class does not change and can be shared by threads.
 *
 * <p>Three things are not Python's. The address in the text of a code object is whatever the caller
 * says it is. A text that becomes too long is cut. And values that are nested more deeply than
 * Python's own recursion limit are printed all the same.
 */
public final class PythonRepr {
  /** What stands at the end of a text that was cut because it became too long. */
  public static final String CUT = "…[cut]";

  private static final int DEFAULT_LIMIT = 1 << 24;

  private final PythonVersion python;
  private final ReprRules rules;
  private final ToLongFunction<CodeObject> addresses;
  private final int limit;
  private final boolean allDigits;

  private PythonRepr(
      PythonVersion python, ToLongFunction<CodeObject> addresses, int limit, boolean allDigits) {
    this.python = python;
    this.rules = ReprRules.of(python);
    this.addresses = addresses;
    this.limit = limit;
    this.allDigits = allDigits;
  }

  /**
   * The printer of a version. It takes a code object's first line for its address, cuts after 16 Mi
   * characters, and fails where Python fails.
   */
  public static PythonRepr of(PythonVersion python) {
    return new PythonRepr(python, CodeObject::firstLine, DEFAULT_LIMIT, false);
  }

  /** {@code of(python).text(value)}. */
  public static String of(PythonVersion python, Constant value) {
    return of(python).text(value);
  }

  /** The same, but with these numbers behind the {@code at 0x} of code objects. */
  public PythonRepr withAddresses(ToLongFunction<CodeObject> addresses) {
    return new PythonRepr(python, addresses, limit, allDigits);
  }

  /**
   * The same, but a text is cut after so many characters; {@link #CUT} then stands behind them.
   *
   * @param limit at least 0
   */
  public PythonRepr withLimit(int limit) {
    return new PythonRepr(python, addresses, limit, allDigits);
  }

  /** The same, but ints are printed that are too long for Python to print. */
  public PythonRepr withAllDigits() {
    return new PythonRepr(python, addresses, limit, true);
  }

  /**
   * What {@code repr(value)} returns.
   *
   * @throws ReprException if it raises ValueError, which it does of ints of more than 4300 digits
   *     since releases of 3.7 and later
   */
  public String text(Constant value) {
    var out = new StringBuilder();
    append(out, value);
    return out.toString();
  }

  /**
   * Appends what {@code repr(value)} returns; nothing if it raises an exception.
   *
   * @throws ReprException as {@link #text}
   */
  public void append(StringBuilder out, Constant value) {
    int start = out.length();
    int end = (int) Math.min((long) start + limit, Integer.MAX_VALUE - 64);
    boolean complete = false;
    try {
      new ReprWriter(python, rules, addresses, allDigits, out, end).write(value);
      complete = true;
    } finally {
      if (!complete) {
        out.setLength(start);
      }
    }
  }
}
