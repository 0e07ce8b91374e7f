package dev.pycache.compiler.rules;

import dev.pycache.bytecode.Target;

/**
 * Which instructions functions, classes, annotations, type parameters and comprehensions become.
 */
public record DefinitionRules(Target target) {
  // Units

  /**
   * Whether every unit ends in a return, reachable or not, instead of only those whose last block
   * does not return (3.12, {@code add_return_at_end}).
   */
  public boolean alwaysReturnsAtEnd() {
    return target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /**
   * Whether generators and coroutines turn a StopIteration into a RuntimeError themselves, by a
   * handler around all of their code (3.12, gh-100762).
   */
  public boolean convertsStopIteration() {
    return target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /**
   * Whether that handler counts as one of the statically nested blocks of a function ({@code
   * STOP_ITERATION}; measured between 3.12.1 and 3.12.7).
   */
  public boolean countsStopIterationHandler() {
    return target.isAtLeast(Target.CPYTHON_3_12);
  }

  /**
   * Whether the first constant of a function or lambda is its docstring or None, and not just any
   * constant unless there is a docstring (up to 3.13; then {@code CO_HAS_DOCSTRING} tells).
   */
  public boolean reservesFirstConstant() {
    return !target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /** Whether {@code co_flags} tell docstrings and methods (3.14, gh-126072). */
  public boolean flagsDocstringsAndMethods() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /** Whether docstrings lose their indentation (3.13, {@code _PyCompile_CleanDoc}, gh-81283). */
  public boolean cleansDocstrings() {
    return target.isAtLeast(Target.CPYTHON_3_13_0);
  }

  // Functions

  /**
   * Whether defaults, annotations and the closure are set one by one on the new function, and not
   * taken by {@code MAKE_FUNCTION} (3.13, {@code SET_FUNCTION_ATTRIBUTE}).
   */
  public boolean setsFunctionAttributes() {
    return target.isAtLeast(Target.CPYTHON_3_13_0);
  }

  /**
   * Whether a lambda returns at the place of its body, and not of its first line (measured between
   * 3.12.1 and 3.12.7).
   */
  public boolean returnsAtBodyOfLambda() {
    return target.isAtLeast(Target.CPYTHON_3_12);
  }

  // Classes

  /**
   * Whether a class knows its first line and the attributes that its methods set on {@code self}
   * (3.13, gh-118465 and gh-115775).
   */
  public boolean keepsFirstLineAndAttributes() {
    return target.isAtLeast(Target.CPYTHON_3_13_0);
  }

  // Type parameters

  /**
   * Whether private names behind a generic class are mangled with its name, up to the end of the
   * unit around it (3.12.1, where {@code compiler_class} sets {@code u_private} of the wrong unit;
   * gh-119311).
   */
  public boolean leaksNameOfGenericClass() {
    return !target.isAtLeast(Target.CPYTHON_3_12);
  }

  /**
   * Whether the first of the defaults is passed to the function of the type parameters in the place
   * of {@code self}, below which no NULL is needed (3.13).
   */
  public boolean passesDefaultsAsSelf() {
    return target.isAtLeast(Target.CPYTHON_3_13_0);
  }

  /**
   * Whether the function of a bound returns at the place of the bound, and not of the type
   * parameter (3.13).
   */
  public boolean placesBounds() {
    return target.isAtLeast(Target.CPYTHON_3_13_0);
  }

  // Annotations

  /**
   * Whether a body whose only annotations of variables are inside {@code match} has {@code
   * __annotations__} set up (gh-105164).
   */
  public boolean findsAnnotationsInMatch() {
    return target.isAtLeast(Target.CPYTHON_3_11);
  }

  /**
   * Whether annotations, and the values of type parameters and aliases, are functions of a format
   * (PEP 649, PEP 749).
   */
  public boolean defersAnnotations() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  // Comprehensions

  /**
   * Whether the element of a comprehension gives the place of what collects it and of the jump back
   * (3.12).
   */
  public boolean placesElements() {
    return target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /**
   * Whether iterables give the place of what iterates over them (measured between 3.12.1 and
   * 3.12.7).
   */
  public boolean placesIterables() {
    return target.isAtLeast(Target.CPYTHON_3_12);
  }

  /**
   * Whether a loop of a comprehension takes the iterator of the iterator that it has (gh-125038,
   * 3.13.1; taken back in 3.14).
   */
  public boolean iteratesTwice() {
    return target.isAtLeast(Target.CPYTHON_3_13_2) && !target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /**
   * Whether an inlined comprehension counts among the blocks that may be nested (gh-156091, in
   * 3.13.16; of 3.14, 3.14.10 was measured). CPython's others crash where there are too many of
   * them.
   */
  public boolean countsInlinedComprehensions() {
    return target == Target.CPYTHON_3_13 || target.isAtLeast(Target.CPYTHON_3_14);
  }

  /**
   * Whether an inlined comprehension brings the scopes of all its names along, and not only of
   * those that it binds (3.12.4 and 3.13, gh-119666).
   */
  public boolean bringsAllScopes() {
    return target.isAtLeast(Target.CPYTHON_3_12);
  }

  /**
   * Whether a comprehension that is inlined into a class saves the names that it binds, and not all
   * that it knows (3.14, where {@code codegen_push_inlined_comprehension_locals} takes itself for
   * an inner comprehension).
   */
  public boolean savesBoundNamesOnly() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /**
   * Whether code generation rejects asynchronous comprehensions in plain functions (up to 3.13;
   * then the symbol table does).
   */
  public boolean rejectsAsyncComprehensions() {
    return !target.isAtLeast(Target.CPYTHON_3_14_2);
  }
}
