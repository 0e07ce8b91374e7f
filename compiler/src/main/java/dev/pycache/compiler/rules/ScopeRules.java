package dev.pycache.compiler.rules;

import dev.pycache.bytecode.Target;

/** Which scopes a tree has, what a name means in them, and which errors are found on the way. */
public record ScopeRules(Target target) {
  /**
   * Whether comprehensions other than generator expressions are part of the block around them (PEP
   * 709).
   */
  public boolean inlinesComprehensions() {
    return target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /**
   * Whether blocks inside a class can take the namespace of the class as {@code __classdict__} (PEP
   * 695).
   */
  public boolean hasClassDictionary() {
    return target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /**
   * Whether a class takes note of every name that passes through it, and not only of those that it
   * binds or declares {@code global} ({@code update_symbols}, with PEP 709).
   */
  public boolean notesAllNamesThroughClasses() {
    return target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /**
   * Whether a comprehension right in a class never takes {@code __class__} from the class
   * (gh-114828 and gh-119666, in 3.12.2 and 3.12.4).
   */
  public boolean endsClassCellAtClass() {
    return target.isAtLeast(Target.CPYTHON_3_12);
  }

  /**
   * Whether a class has {@code __class__} and its like for the functions inside a comprehension
   * that is inlined into it, although the comprehension itself does not take it (gh-150700, after
   * 3.14.5; before, CPython ends in a SystemError).
   */
  public boolean keepsClassCellForFunctions() {
    return target.isAtLeast(Target.CPYTHON_3_14);
  }

  /**
   * Whether a class with annotated variables has {@code __classdict__} for them in any case, also
   * if it binds or declares that name itself (gh-149805, after 3.14.5).
   */
  public boolean givesDictionaryToAnnotations() {
    return target.isAtLeast(Target.CPYTHON_3_14);
  }

  /**
   * Whether a variable counts as read if an inlined comprehension reads it, which only shows in
   * Python's {@code symtable} module ({@code inline_comprehension}, in later releases of 3.14).
   */
  public boolean notesUsesInComprehensions() {
    return target.isAtLeast(Target.CPYTHON_3_14);
  }

  /**
   * Whether the decorators are visited before the annotations of a function and the bases of a
   * class (PEP 695, {@code symtable_visit_stmt}).
   */
  public boolean visitsDecoratorsFirst() {
    return target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /**
   * Whether the handlers of a {@code try} are visited before its {@code else}, in the order of the
   * source ({@code symtable_visit_stmt}).
   */
  public boolean visitsHandlersBeforeElse() {
    return target.isAtLeast(Target.CPYTHON_3_13_0);
  }

  /**
   * Whether the variable that a {@code :=} in a comprehension must not rebind is looked up by its
   * mangled name (gh-96497, in 3.12.3).
   */
  public boolean manglesNamedTargets() {
    return target.isAtLeast(Target.CPYTHON_3_12);
  }

  /**
   * Whether only what the {@code for} of a comprehension binds is its variable, and not also what
   * its target reads, like {@code i} in {@code for x[i] in …} (gh-87447).
   */
  public boolean tellsTargetsFromTheirParts() {
    return target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /**
   * Whether names stay private to a generic class also behind it, for {@code st_private} is set too
   * early to be restored (gh-119395, in 3.12.4).
   */
  public boolean leavesGenericClassPrivate() {
    return !target.isAtLeast(Target.CPYTHON_3_12);
  }

  /** Whether lambdas and comprehensions are refused where a class can be seen (gh-109118). */
  public boolean refusesFunctionsThatSeeClass() {
    return !target.isAtLeast(Target.CPYTHON_3_13_0);
  }

  /**
   * Whether, around a generic class, the names of its type parameters are private to the class and
   * others are not (gh-119311, in 3.12.4).
   */
  public boolean manglesTypeParametersOnly() {
    return target.isAtLeast(Target.CPYTHON_3_12);
  }

  /**
   * Whether errors tell the constraints of a type parameter from a bound and from a default
   * (gh-119933).
   */
  public boolean tellsConstraintsFromBounds() {
    return target.isAtLeast(Target.CPYTHON_3_13_0);
  }

  /** Whether no type parameter may be named {@code __classdict__} (gh-128632, in 3.13.3). */
  public boolean reservesClassDictionary() {
    return target.isAtLeast(Target.CPYTHON_3_13_5);
  }

  /**
   * Whether a comprehension right in a class never takes {@code __classdict__} and {@code
   * __conditional_annotations__} from the class ({@code inline_comprehension}, gh-145701, in
   * 3.13.13 and 3.14.4).
   */
  public boolean endsClassDictionaryAtClass() {
    return target.isAtLeast(Target.CPYTHON_3_13) && target != Target.CPYTHON_3_14_2;
  }

  /**
   * Whether the expression that an annotation must not hold is named without quotes (gh-104572).
   */
  public boolean namesExpressionsPlainly() {
    return target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /**
   * Whether annotations have a function of their own, which is called when somebody asks for them
   * (PEP 649, PEP 749).
   */
  public boolean defersAnnotations() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /** Whether assignments to {@code __debug__} are refused here and not by the code generator. */
  public boolean checksDebugName() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /**
   * Whether {@code await} and its like outside of async functions, and late future imports, are
   * refused here and not by the code generator.
   */
  public boolean checksPlaces() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /**
   * Whether imports from {@code __future__} end at the first other statement, with no look at the
   * rest of its line (gh-98811).
   */
  public boolean endsFutureAtOtherStatement() {
    return target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /** Whether {@code from .__future__} is no future import (gh-118216). */
  public boolean readsFutureOfPackageAsImport() {
    return target.isAtLeast(Target.CPYTHON_3_13_0);
  }

  /**
   * Whether a long name is cut between characters where it stands in a message, and not within one
   * ({@code PyUnicode_FromFormat}).
   */
  public boolean cutsNamesAtCharacters() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /** Whether the error for an unknown feature is at its name (gh-126139, in 3.13.1). */
  public boolean pointsAtFeature() {
    return target.isAtLeast(Target.CPYTHON_3_13_2);
  }

  /**
   * How many statements, expressions and patterns may be nested in each other when {@code compile}
   * is called by a module, in a fresh process. All these were measured, but for 3.12.7.
   *
   * <p>3.11 allows {@code sys.getrecursionlimit()} less two frames that are in use, times three;
   * 3.12.1 has numbers of its own that come to the same. From 3.12.3 on it is {@code
   * C_RECURSION_LIMIT} less the three calls in use, the same for all but a few platforms
   * (gh-113655). 3.14 looks at the stack of the machine: this is where 8 MiB are used up, to a few
   * levels more or less.
   */
  public int deepestTree() {
    if (target.isAtLeast(Target.CPYTHON_3_14_2)) {
      return 27_445;
    }
    return target.isAtLeast(Target.CPYTHON_3_12) ? 9_997 : 2_994;
  }

  /** What is said of a tree that is too deep. */
  public String tooDeepMessage() {
    return target.isAtLeast(Target.CPYTHON_3_14_2)
        ? "Stack overflow (used 8152 kB) during compilation"
        : "maximum recursion depth exceeded during compilation";
  }
}
