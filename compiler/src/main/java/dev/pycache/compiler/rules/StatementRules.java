package dev.pycache.compiler.rules;

import dev.pycache.bytecode.Target;

/** Which instructions statements become. */
public record StatementRules(Target target) {
  /**
   * Whether the place of an instruction is handed to what emits it, and not the one that was set
   * last: a statement's place is there again behind the statements inside it (3.12, where {@code
   * location} arguments took the place of {@code u_lineno} and its like).
   */
  public boolean passesPlaces() {
    return target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /**
   * Whether the jump behind the statements of a {@code case} has no place, instead of that which
   * the last statement left (gh-103971).
   */
  public boolean leavesCasesWithoutPlace() {
    return target.isAtLeast(Target.CPYTHON_3_11);
  }

  /**
   * Whether the test of an {@code except*} clause falls into the clause and jumps if nothing
   * matches, instead of the other way round (gh-101517).
   */
  public boolean fallsIntoExceptStar() {
    return target.isAtLeast(Target.CPYTHON_3_11);
  }

  /**
   * Whether the list of what the clauses of {@code except*} raise is made before the exception is
   * copied above it, and not in between ({@code compiler_try_star_except}).
   */
  public boolean copiesGroupOverList() {
    return target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /**
   * Whether an exhausted iterator stays on the stack for an END_FOR behind the loop, instead of
   * being popped by FOR_ITER (magic number 3510).
   */
  public boolean leavesIteratorToLoopEnd() {
    return target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /**
   * Whether {@code __exit__} returning a true value is handled before the handler of the handler,
   * and not behind it ({@code compiler_with_except_finish}).
   */
  public boolean suppressesBeforeCleanup() {
    return target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /**
   * Whether a future import is late by where the last one in time ends, and not by its line ({@code
   * location_is_after}).
   */
  public boolean comparesEndsOfFutureImports() {
    return target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /** How many blocks a unit may have inside each other ({@code CO_MAXBLOCKS}; gh-113297). */
  public int mostNestedBlocks() {
    return target.isAtLeast(Target.CPYTHON_3_12) ? 21 : 20;
  }

  /** Whether a failed assertion is raised at the place of its test (gh-116034). */
  public boolean raisesAtTest() {
    return target.isAtLeast(Target.CPYTHON_3_12);
  }

  /**
   * Whether getting and advancing an iterator has the place of the iterable, and not that of the
   * loop ({@code compiler_for}, {@code compiler_async_for}).
   */
  public boolean iteratesAtIterable() {
    return target.isAtLeast(Target.CPYTHON_3_12);
  }

  /**
   * Whether a NOP stands for the target of a loop, so that a loop of several lines is seen to come
   * back to it ({@code compiler_for}).
   */
  public boolean marksTargets() {
    return target.isAtLeast(Target.CPYTHON_3_13_0);
  }

  /** Whether END_FOR leaves the iterator to an instruction of its own (magic number 3568). */
  public boolean popsIteratorApart() {
    return target.isAtLeast(Target.CPYTHON_3_13_0);
  }

  /**
   * Whether entering and leaving a context has the place of its expression, and not that of the
   * {@code with} ({@code compiler_with}).
   */
  public boolean entersAtContext() {
    return target.isAtLeast(Target.CPYTHON_3_12);
  }

  /**
   * Whether {@code from .__future__ import …} is an import like any other ({@code
   * compiler_from_import}).
   */
  public boolean knowsRelativeFuture() {
    return target.isAtLeast(Target.CPYTHON_3_13_0);
  }

  /**
   * Whether the statements of {@code finally} that run because of an exception give no warnings, as
   * those that run without one have given them ({@code c_disable_warning}, gh-139640, in 3.13.10).
   */
  public boolean warnsOnceOfFinally() {
    return target.isAtLeast(Target.CPYTHON_3_13);
  }

  /** Whether {@code while} jumps back to its only test (magic number 3604). */
  public boolean testsOnce() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /** Whether the iterator of a finished loop is popped by POP_ITER (magic number 3612). */
  public boolean hasPopOfIterators() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /**
   * Whether END_ASYNC_FOR names the SEND that it ends, and both sides of it are marked for
   * monitoring (magic numbers 3617, 3618).
   */
  public boolean monitorsAsyncLoops() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /**
   * Whether popping the subject of a pattern that has matched has the place of the statement behind
   * it ({@code codegen_match_inner}).
   */
  public boolean popsSubjectAtBody() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /**
   * Whether the symbol table has refused {@code async for} and {@code async with} outside of
   * asynchronous functions and future imports that come late already.
   */
  public boolean isCheckedByScopes() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }
}
