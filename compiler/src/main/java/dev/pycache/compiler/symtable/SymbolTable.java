package dev.pycache.compiler.symtable;

import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.ast.Module;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.ast.TypeParameter;
import org.jspecify.annotations.Nullable;

/** The scopes of a module, found by the nodes they belong to. */
public final class SymbolTable {
  private final Scope top;
  private final ScopeMap scopes;
  private final ScopeMap defaults;
  private final KnownNames known;

  private SymbolTable(Scope top, ScopeMap scopes, ScopeMap defaults, KnownNames known) {
    this.top = top;
    this.scopes = scopes;
    this.known = known;
    this.defaults = defaults;
  }

  /** Builds the scopes of a folded module ({@code _PySymtable_Build}). */
  public static SymbolTable build(
      CompilationContext context, Module module, FutureFeatures future) {
    var known = new KnownNames(context.strings());
    var scopes = new ScopeMap();
    var defaults = new ScopeMap();
    var stack = new ScopeStack(context, future, known, scopes);
    Span nowhere = Span.NONE;
    Scope top = stack.enter(ScopeType.MODULE, known.top, module, nowhere);
    new StatementScopes(context, stack, future, defaults).module(module.body());
    stack.exit();
    NameResolver.resolve(context, known, top);
    return new SymbolTable(top, scopes, defaults, known);
  }

  /** The names that the compiler itself uses. */
  public KnownNames known() {
    return known;
  }

  /** The scope of the module. */
  public Scope top() {
    return top;
  }

  /**
   * The scope of this very node ({@code PySymtable_Lookup}): of a module, class, function, lambda,
   * comprehension or type alias, of a list of type parameters, or of a type parameter for its bound
   * or constraints.
   */
  public Scope scopeOf(Object node) {
    return present(scopes.get(node));
  }

  /** The scope of a type parameter's default value. */
  public Scope defaultOf(TypeParameter parameter) {
    return present(defaults.get(parameter));
  }

  /**
   * The scope of the annotations of a function's parameters and result, where they are deferred:
   * also there if there are none, which {@link Scope#annotationsUsed} tells.
   */
  public Scope annotationsOf(Stmt.FunctionDef function) {
    return present(scopeOf(function).signature);
  }

  private static Scope present(@Nullable Scope scope) {
    if (scope == null) {
      throw new IllegalArgumentException("no scope belongs to this node");
    }
    return scope;
  }
}
