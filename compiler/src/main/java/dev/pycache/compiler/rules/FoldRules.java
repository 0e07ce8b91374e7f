package dev.pycache.compiler.rules;

import dev.pycache.bytecode.Target;

/** What is folded in the tree, and what is said of it on the way. */
public record FoldRules(Target target) {
  /**
   * Whether operations on constants are folded in the tree, and tuples of constants are constants
   * there; from 3.14 on the flow graph does that (gh-126835). Bit inversion of a {@code bool} is
   * folded too: that 3.12 and 3.13 warn of it is no warning about the source, for it names the line
   * that calls {@code compile}.
   */
  public boolean foldsOperations() {
    return !target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /** Whether the defaults of type parameters are folded as well (gh-123344; measured in 3.13.0). */
  public boolean foldsTypeParameterDefaults() {
    return target.isAtLeast(Target.CPYTHON_3_13_0);
  }

  /** Whether docstrings that are not kept are taken out of the tree ({@code remove_docstring}). */
  public boolean removesDocstrings() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /** Whether there is a warning of jumps out of a {@code finally} (PEP 765). */
  public boolean warnsOfJumpsOutOfFinally() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /**
   * Whether an operation on a complex and a real number leaves the imaginary part alone, instead of
   * giving the real number one of zero (gh-69639).
   */
  public boolean keepsRealOperandsReal() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /**
   * Whether products and quotients of complex numbers are infinite, or zero, where the plain
   * computation gives no numbers ({@code _Py_c_prod}, {@code _Py_c_quot}).
   */
  public boolean recoversInfinities() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /**
   * Whether a complex power is multiplied by an exponential, instead of divided by its inverse
   * ({@code _Py_c_pow}, gh-113841, in 3.13.1).
   */
  public boolean multipliesByExponential() {
    return target.isAtLeast(Target.CPYTHON_3_13_2);
  }

  /**
   * Whether the sum of two NaNs is the first of them, and not the second: the choice of the C
   * compiler that made the releases that were measured.
   */
  public boolean addsToFirstNaN() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /** Whether the product of two NaNs is the first of them, by such a choice as well. */
  public boolean multipliesToFirstNaN() {
    return target == Target.CPYTHON_3_13_5 || target.isAtLeast(Target.CPYTHON_3_14_2);
  }
}
