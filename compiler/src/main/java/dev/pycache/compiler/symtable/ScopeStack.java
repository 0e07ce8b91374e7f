package dev.pycache.compiler.symtable;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.Strings;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Span;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The blocks around the node that is being visited, and what is noted in them: the state of the
 * first pass.
 */
final class ScopeStack {
  private final Strings strings;
  private final ScopeMap scopes;
  private @Nullable Scope innermost;
  private @Nullable Scope module;
  private @Nullable Str className;

  ScopeStack(CompilationContext context, ScopeMap scopes) {
    this.strings = context.strings();
    this.scopes = scopes;
  }

  Str intern(String ascii) {
    return strings.intern(ascii);
  }

  Str intern(byte[] utf8) {
    return strings.intern(utf8);
  }

  /** The innermost block. */
  Scope current() {
    return present(innermost);
  }

  /** Opens the block that belongs to the node ({@code symtable_enter_block}). */
  Scope enter(ScopeType type, Str name, Object node) {
    Scope parent = innermost;
    Scope scope = new Scope(parent, type, name);
    innermost = scope;
    if (parent == null) {
      module = scope;
    } else if (type != ScopeType.ANNOTATION) {
      parent.children.add(scope);
    }
    // An annotation block has no code, and may have a function's node for its own: no one looks for
    // it.
    if (type != ScopeType.ANNOTATION) {
      scopes.put(node, scope);
    }
    return scope;
  }

  void exit() {
    innermost = current().parent;
  }

  /**
   * Makes names private to this class from now on; returns the class they were private to before.
   */
  @Nullable Str changeClass(@Nullable Str name) {
    Str before = className;
    className = name;
    return before;
  }

  boolean atModuleLevel() {
    return innermost == module;
  }

  /** Flags of a name, not yet mangled, in the innermost block ({@code symtable_lookup}). */
  int lookup(Str name) {
    return current().flags(Mangling.mangle(strings, className, name));
  }

  /** Notes an occurrence of a name in the innermost block ({@code symtable_add_def}). */
  void add(Str name, int flag, Span span) {
    addTo(current(), name, flag, span);
  }

  /** Notes an occurrence of a name in some block ({@code symtable_add_def_helper}). */
  private void addTo(Scope scope, Str name, int flag, Span span) {
    Str mangled = Mangling.mangle(strings, className, name);
    int number = scope.find(mangled);
    int flags = flag;
    if (number >= 0) {
      int before = scope.flags(number);
      if ((flag & before & SymbolFlags.PARAMETER) != 0) {
        throw error("duplicate argument '" + name + "' in function definition", span);
      }
      flags |= before;
    }
    if (scope.visitingTarget) {
      if ((flags & (SymbolFlags.GLOBAL | SymbolFlags.NONLOCAL)) != 0) {
        throw error(
            "comprehension inner loop cannot rebind assignment expression target '" + name + "'",
            span);
      }
      flags |= SymbolFlags.COMPREHENSION_TARGET;
    }
    if (number < 0) {
      scope.append(mangled, flags);
    } else {
      scope.set(number, flags);
    }
    if ((flag & SymbolFlags.PARAMETER) != 0) {
      scope.addVarName(mangled);
    } else if ((flag & SymbolFlags.GLOBAL) != 0) {
      present(module).merge(mangled, flag);
    }
  }

  /** Remembers where a name was declared, for an error that only the resolver can find. */
  void recordDirective(Str name, Span span) {
    Scope scope = current();
    if (scope.directives == null) {
      scope.directives = new ArrayList<>();
    }
    scope.directives.add(new Directive(Mangling.mangle(strings, className, name), span));
  }

  /**
   * Binds the target of a {@code :=} inside a comprehension in the block that the comprehension
   * stands in ({@code symtable_extend_namedexpr_scope}).
   */
  void bindOutsideComprehension(Expr.Name target) {
    Str name = target.id();
    Span span = target.span();
    for (Scope scope = innermost; scope != null; scope = scope.parent) {
      if (scope.isComprehension()) {
        // Iteration variables are looked up by the name as written, mangled or not.
        if ((scope.flags(name) & SymbolFlags.COMPREHENSION_TARGET) != 0) {
          throw error(
              "assignment expression cannot rebind comprehension iteration variable '" + name + "'",
              span);
        }
        continue;
      }
      switch (scope.type) {
        case FUNCTION -> {
          boolean global = (scope.flags(name) & SymbolFlags.GLOBAL) != 0;
          add(name, global ? SymbolFlags.GLOBAL : SymbolFlags.NONLOCAL, span);
          recordDirective(name, span);
          addTo(scope, name, SymbolFlags.LOCAL, span);
          return;
        }
        case MODULE -> {
          add(name, SymbolFlags.GLOBAL, span);
          recordDirective(name, span);
          addTo(scope, name, SymbolFlags.GLOBAL, span);
          return;
        }
        case CLASS ->
            throw error(
                "assignment expression within a comprehension cannot be used in a class body",
                span);
        case ANNOTATION -> {} // looked through, as CPython does
      }
    }
    throw new IllegalStateException("no module around a comprehension");
  }

  /** A SyntaxError at this place; columns are counted from 1, in bytes. */
  static CompileException error(String message, Span span) {
    return CompileException.at(
        ErrorType.SYNTAX_ERROR,
        message,
        span.line(),
        span.column() + 1,
        span.endLine(),
        span.endColumn() + 1);
  }

  private static Scope present(@Nullable Scope scope) {
    if (scope == null) {
      throw new IllegalStateException("outside of any block");
    }
    return scope;
  }
}
