package dev.pycache.compiler.codegen;

import dev.pycache.compiler.rules.DefinitionRules;
import dev.pycache.compiler.symtable.FutureFeatures;
import dev.pycache.compiler.symtable.Scope;

/** {@code co_flags} ({@code compute_code_flags}). */
final class CodeFlags {
  private static final int OPTIMIZED = 0x01;
  private static final int NEW_LOCALS = 0x02;
  private static final int VAR_ARGS = 0x04;
  private static final int VAR_KEYWORDS = 0x08;
  private static final int NESTED = 0x10;
  private static final int GENERATOR = 0x20;
  private static final int COROUTINE = 0x80;
  private static final int ASYNC_GENERATOR = 0x200;
  private static final int HAS_DOCSTRING = 0x4000000;
  private static final int METHOD = 0x8000000;

  private final int ofFuture;
  private final boolean tellsDocstringsAndMethods;

  CodeFlags(FutureFeatures future, DefinitionRules rules) {
    this.ofFuture = future.codeFlags();
    this.tellsDocstringsAndMethods = rules.flagsDocstringsAndMethods();
  }

  int of(Scope scope) {
    int flags = ofFuture;
    if (scope.isFunctionLike()) {
      flags |= OPTIMIZED | NEW_LOCALS;
      if (scope.isNested()) {
        flags |= NESTED;
      }
      if (scope.isGenerator()) {
        flags |= scope.isCoroutine() ? ASYNC_GENERATOR : GENERATOR;
      } else if (scope.isCoroutine()) {
        flags |= COROUTINE;
      }
      if (scope.hasVarArgs()) {
        flags |= VAR_ARGS;
      }
      if (scope.hasVarKeywords()) {
        flags |= VAR_KEYWORDS;
      }
      if (tellsDocstringsAndMethods) {
        if (scope.hasDocstring()) {
          flags |= HAS_DOCSTRING;
        }
        if (scope.isMethod()) {
          flags |= METHOD;
        }
      }
    }
    return flags;
  }
}
