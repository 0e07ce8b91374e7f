package dev.pycache.compiler.symtable;

import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.ast.Module;

/** The scopes of a module, found by the nodes they belong to. */
public final class SymbolTable {
  private final Scope top;
  private final ScopeMap scopes;

  private SymbolTable(Scope top, ScopeMap scopes) {
    this.top = top;
    this.scopes = scopes;
  }

  /** Builds the scopes of a folded module ({@code _PySymtable_Build}). */
  public static SymbolTable build(
      CompilationContext context, Module module, FutureFeatures future) {
    var scopes = new ScopeMap();
    var stack = new ScopeStack(context, scopes);
    Scope top = stack.enter(ScopeType.MODULE, context.strings().intern("top"), module);
    new StatementScopes(stack, future).visitAll(module.body());
    stack.exit();
    NameResolver.resolve(context, top);
    return new SymbolTable(top, scopes);
  }

  /** The scope of the module. */
  public Scope top() {
    return top;
  }

  /**
   * The scope of this very module, class, function, lambda or comprehension node ({@code
   * PySymtable_Lookup}).
   */
  public Scope scopeOf(Object node) {
    Scope scope = scopes.get(node);
    if (scope == null) {
      throw new IllegalArgumentException("no scope belongs to this node");
    }
    return scope;
  }
}
