package dev.pycache.compiler.symtable;

import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.rules.ScopeRules;

/**
 * How deep CPython's walks over the tree go before they give up. Both the one that folds and {@code
 * symtable.c} count each statement, expression and pattern on the way from the root to a node, and
 * refuse a tree that is too deep.
 */
public final class RecursionDepth {
  private final int limit;
  private final String message;
  private int depth;

  public RecursionDepth(CompilationContext context) {
    var rules = new ScopeRules(context.target());
    this.limit = rules.deepestTree();
    this.message = rules.tooDeepMessage();
  }

  /** Whether no tree of this height is too deep. */
  public boolean allows(int height) {
    return height <= limit;
  }

  /** Goes one level down. */
  public void enter() {
    if (++depth > limit) {
      throw tooDeep();
    }
  }

  /** Goes one level down and comes back. */
  public void touch() {
    if (depth >= limit) {
      throw tooDeep();
    }
  }

  private CompileException tooDeep() {
    return CompileException.of(ErrorType.RECURSION_ERROR, message);
  }

  /** Comes one level up; not needed on the way of an exception. */
  public void leave() {
    depth--;
  }
}
