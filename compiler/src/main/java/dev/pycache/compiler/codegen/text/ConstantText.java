package dev.pycache.compiler.codegen.text;

import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.repr.PythonRepr;
import dev.pycache.bytecode.repr.ReprException;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.ErrorType;

/** Constants as messages quote them and as annotations under a future import spell them. */
public final class ConstantText {
  private ConstantText() {}

  /** {@code repr(value)} in the target's interpreter, whose ValueError ends the compilation. */
  public static String of(Target target, Constant value) {
    try {
      return PythonRepr.of(target.python()).withLimit(Integer.MAX_VALUE).text(value);
    } catch (ReprException e) {
      throw CompileException.of(ErrorType.VALUE_ERROR, String.valueOf(e.getMessage()));
    }
  }
}
