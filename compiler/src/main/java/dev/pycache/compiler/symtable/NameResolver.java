package dev.pycache.compiler.symtable;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.CompileException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The second pass: decides for every symbol of every block whether it is local, global, free or a
 * cell ({@code symtable_analyze}).
 *
 * <p>CPython hands sets of bound, global and free names down to inner blocks and up again, copied
 * for each block. Here a name that its block does not bind is looked for in the blocks around it,
 * and when it is found the way there is marked at once. Blocks are resolved from the outside in, so
 * that a search ends at the first function that knows the name, whatever it is there.
 */
final class NameResolver {
  /** A symbol that is only passed through from an outer block to an inner one. */
  private static final int PASSED_THROUGH = SymbolFlags.withScope(0, NameScope.FREE);

  /** The name that is bound, for the methods of a class, by the class itself. */
  private final Str classCell;

  private NameResolver(Str classCell) {
    this.classCell = classCell;
  }

  static void resolve(CompilationContext context, Scope module) {
    new NameResolver(context.strings().intern("__class__")).resolve(module);
  }

  /** Resolves a block, then the blocks inside it ({@code analyze_block}). */
  private void resolve(Scope scope) {
    for (int i = 0, n = scope.size(); i < n; i++) {
      int flags = scope.flags(i);
      scope.set(i, SymbolFlags.withScope(flags, resolve(scope, scope.symbol(i), flags)));
    }
    List<Scope> children = scope.children;
    for (int i = 0, n = children.size(); i < n; i++) {
      resolve(children.get(i));
    }
  }

  /** Mirrors {@code analyze_name}. */
  private NameScope resolve(Scope scope, Str name, int flags) {
    if ((flags & SymbolFlags.GLOBAL) != 0) {
      if ((flags & SymbolFlags.NONLOCAL) != 0) {
        throw errorAtDirective(scope, name, "name '" + name + "' is nonlocal and global");
      }
      return NameScope.GLOBAL_EXPLICIT;
    }
    if ((flags & SymbolFlags.NONLOCAL) != 0) {
      if (scope.type == ScopeType.MODULE) {
        throw errorAtDirective(scope, name, "nonlocal declaration not allowed at module level");
      }
      if (!capture(scope, name)) {
        throw errorAtDirective(scope, name, "no binding for nonlocal '" + name + "' found");
      }
      return NameScope.FREE;
    }
    if ((flags & SymbolFlags.BOUND) != 0) {
      return NameScope.LOCAL;
    }
    return capture(scope, name) ? NameScope.FREE : NameScope.GLOBAL_IMPLICIT;
  }

  /** Takes a name from a function around the block, if one binds it. */
  private boolean capture(Scope scope, Str name) {
    Scope binder = binder(scope, name);
    if (binder == null) {
      return false;
    }
    for (Scope between = scope.parent;
        between != null && between != binder;
        between = between.parent) {
      passThrough(between, name);
    }
    if (binder.type == ScopeType.CLASS) {
      binder.needsClassClosure = true;
    } else {
      int number = binder.find(name);
      if (binder.scope(number) == NameScope.LOCAL) {
        binder.set(number, SymbolFlags.withScope(binder.flags(number), NameScope.CELL));
      }
    }
    return true;
  }

  /**
   * The block from which a name of an inner block is taken: a function that binds it or takes it
   * from further out itself (then all is done from there on), or a class for its {@code __class__}.
   * Other names of classes are not seen from inside.
   */
  private @Nullable Scope binder(Scope scope, Str name) {
    for (Scope outer = scope.parent; outer != null; outer = outer.parent) {
      if (outer.type == ScopeType.CLASS) {
        if (name == classCell) {
          return outer;
        }
      } else if (outer.type == ScopeType.FUNCTION) {
        switch (outer.scope(name)) {
          case LOCAL, CELL, FREE -> {
            return outer;
          }
          case GLOBAL_EXPLICIT, GLOBAL_IMPLICIT -> {
            return null;
          }
          case UNKNOWN -> {}
        }
      }
    }
    return null;
  }

  /**
   * Makes a name that an inner block takes from an outer one known to a block between ({@code
   * update_symbols}).
   */
  private static void passThrough(Scope scope, Str name) {
    int number = scope.find(name);
    if (number < 0) {
      scope.append(name, PASSED_THROUGH);
    } else if (scope.type == ScopeType.CLASS
        && (scope.flags(number) & (SymbolFlags.BOUND | SymbolFlags.GLOBAL)) != 0) {
      scope.set(number, scope.flags(number) | SymbolFlags.FREE_CLASS);
    }
  }

  /** An error at the statement that declared the name ({@code error_at_directive}). */
  private static CompileException errorAtDirective(Scope scope, Str name, String message) {
    if (scope.directives != null) {
      for (Directive directive : scope.directives) {
        if (directive.name() == name) {
          return ScopeStack.error(message, directive.span());
        }
      }
    }
    throw new IllegalStateException("no declaration of " + name);
  }
}
