package dev.pycache.compiler.rules;

import dev.pycache.bytecode.Target;

/** Which instructions expressions become. */
public record ExpressionRules(Target target) {
  /** Whether a call is announced by a PRECALL ({@code compiler_call_helper}; in 3.11 only). */
  public boolean announcesCalls() {
    return !target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /**
   * Whether LOAD_ATTR has a bit that makes it load a method ({@code compiler_addop_name}), so that
   * there is no LOAD_METHOD.
   */
  public boolean loadsMethodsAsAttributes() {
    return target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /** Whether {@code super().x} makes no super object (gh-87729, LOAD_SUPER_ATTR). */
  public boolean readsThroughSuper() {
    return target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /**
   * Whether rare operations have a number below one instruction, and not one of their own
   * (gh-99005, CALL_INTRINSIC_1 and _2).
   */
  public boolean hasIntrinsics() {
    return target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /** Whether a slice without a step is no object while it is used (gh-94163, BINARY_SLICE). */
  public boolean slicesWithPairs() {
    return target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /**
   * Whether a value that {@code and}, {@code or} and chains of comparisons keep is copied before it
   * is tested (gh-102859 took JUMP_IF_FALSE_OR_POP away).
   */
  public boolean copiesWhatItTests() {
    return target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /**
   * Whether a {@code throw()} into what is awaited or delegated to is met by a handler of the code
   * ({@code compiler_add_yield_from}; CLEANUP_THROW and END_SEND).
   */
  public boolean handlesThrows() {
    return target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /**
   * How far the number of a comparison is shifted to the left, with a mask of what the result may
   * be below it ({@code compiler_addcompare}; gh-106003 made room for a bit); zero if there is no
   * mask.
   */
  public int comparisonShift() {
    if (target.isAtLeast(Target.CPYTHON_3_13_0)) {
      return 5;
    }
    return target.isAtLeast(Target.CPYTHON_3_12_1) ? 4 : 0;
  }

  /**
   * Whether the mapping in which a name is looked for before a cell or the globals is on the stack
   * (PEP 695, LOAD_FROM_DICT_OR_DEREF).
   */
  public boolean handsNamespaces() {
    return target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /** Whether the warning about {@code is} with a literal names its type (gh-103492). */
  public boolean namesTypeOfLiteral() {
    return target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /** Whether a test is an instruction of its own (gh-106003, TO_BOOL). */
  public boolean hasTests() {
    return target.isAtLeast(Target.CPYTHON_3_13_0);
  }

  /** Whether the NULL of a call is above the callable, and not below it (gh-105848). */
  public boolean pushesNullAfterCallable() {
    return target.isAtLeast(Target.CPYTHON_3_13_0);
  }

  /**
   * Whether a global that is called is loaded with the NULL below it from the beginning. The
   * optimiser would join them anyway ({@code optimize_basic_block}); but from 3.12 on the
   * instructions of the code generator can be asked for, where they are two.
   */
  public boolean joinsNulls() {
    return !target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /** Whether a call with keywords has their names on the stack (gh-105848, CALL_KW). */
  public boolean passesKeywordNames() {
    return target.isAtLeast(Target.CPYTHON_3_13_0);
  }

  /** Whether formatting takes one instruction for each of its steps (gh-33092, FORMAT_SIMPLE). */
  public boolean formatsInSteps() {
    return target.isAtLeast(Target.CPYTHON_3_13_0);
  }

  /**
   * Whether a jump over an alternative does not look for signals ({@code compiler_ifexp};
   * JUMP_NO_INTERRUPT).
   */
  public boolean skipsWithoutInterrupt() {
    return target.isAtLeast(Target.CPYTHON_3_13_0);
  }

  /**
   * Whether YIELD_VALUE says by its argument that it delegates ({@code compiler_add_yield_from}).
   */
  public boolean marksDelegation() {
    return target.isAtLeast(Target.CPYTHON_3_13_0);
  }

  /**
   * Whether the error for {@code yield from} outside of a function says so ({@code
   * compiler_visit_expr1}).
   */
  public boolean namesYieldFrom() {
    return target.isAtLeast(Target.CPYTHON_3_12);
  }

  /** Whether reading an item is a binary operator (gh-100239, NB_SUBSCR). */
  public boolean subscriptsWithOperator() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /** Whether a slice of constants is a constant ({@code codegen_slice}). */
  public boolean hasConstantSlices() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /**
   * Whether collections of constants are made constants in the flow graph, so that constants are
   * loaded one by one here ({@code starunpack_helper}).
   */
  public boolean leavesFoldingToGraph() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /** Whether a mapping is built from pairs only (gh-122160: no BUILD_CONST_KEY_MAP). */
  public boolean buildsMapsOfPairs() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /**
   * Whether {@code all}, {@code any} and {@code tuple} of a generator expression are loops, if the
   * name means the built-in function ({@code maybe_optimize_function_call}).
   */
  public boolean unrollsGenerators() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /**
   * Whether that is not done where the generator expression is asynchronous, which such a loop
   * cannot go through (gh-149122, in 3.14.5).
   */
  public boolean sparesAsynchronousGenerators() {
    return target.isAtLeast(Target.CPYTHON_3_14);
  }

  /**
   * Whether {@code and} and {@code or} leave copying and testing to the flow graph ({@code
   * codegen_boolop}).
   */
  public boolean hasKeepingJumps() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /**
   * Whether CALL_FUNCTION_EX takes a NULL where there is no mapping ({@code
   * codegen_call_helper_impl}).
   */
  public boolean alwaysPassesMapping() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /** Whether constants such as AssertionError have a number (gh-119180). */
  public boolean hasCommonConstants() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /** Whether {@code __exit__} comes with its object or NULL below it (gh-120507, LOAD_SPECIAL). */
  public boolean loadsSpecialMethods() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /**
   * Whether the symbol table has refused assignments to {@code __debug__} and {@code await} where
   * it is not allowed already ({@code check_name}, {@code symtable_visit_expr}).
   */
  public boolean isCheckedByScopes() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /**
   * Whether the base that a generic class gets counts among the arguments when these are too many
   * for the stack: up to 3.13 it is put among them, afterwards it is handed along.
   */
  public boolean countsGenericBase() {
    return !target.isAtLeast(Target.CPYTHON_3_14_2);
  }
}
