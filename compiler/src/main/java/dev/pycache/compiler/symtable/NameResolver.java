package dev.pycache.compiler.symtable;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.rules.ScopeRules;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The second pass: decides for every symbol of every block whether it is local, global, free or a
 * cell ({@code symtable_analyze}).
 *
 * <p>CPython hands sets of bound, global and free names down to inner blocks, copied for each
 * block. Here a name that its block does not bind is looked for in the blocks around it, which have
 * been decided by then, and only the free names go up from the inner blocks to the outer ones.
 */
final class NameResolver {
  /** A symbol that is only passed through from an outer block to an inner one. */
  private static final int PASSED_THROUGH = SymbolFlags.withScope(0, NameScope.FREE);

  /** The names that are bound, for the blocks inside a class, by the class itself. */
  private final Str classCell;

  private final @Nullable Str classDictionary;
  private final @Nullable Str conditionalAnnotations;

  private final boolean notesAllNamesThroughClasses;
  private final ComprehensionInliner inliner;

  private NameResolver(CompilationContext context, KnownNames known) {
    var rules = new ScopeRules(context.target());
    this.classCell = known.classClosure;
    this.classDictionary = rules.hasClassDictionary() ? known.classDictionary : null;
    this.conditionalAnnotations = rules.defersAnnotations() ? known.conditionalAnnotations : null;
    this.notesAllNamesThroughClasses = rules.notesAllNamesThroughClasses();
    this.inliner = new ComprehensionInliner(known, rules);
  }

  static void resolve(CompilationContext context, KnownNames known, Scope module) {
    new NameResolver(context, known).resolve(module, null);
  }

  /**
   * Resolves a block and the blocks inside it ({@code analyze_block}).
   *
   * @param seenClass the class whose namespace the block sees, if it sees one
   * @return the names that are taken from blocks around this one; null if there are none
   */
  private @Nullable Set<Str> resolve(Scope scope, @Nullable Scope seenClass) {
    Set<Str> own = null;
    for (int i = 0, n = scope.size(); i < n; i++) {
      int flags = scope.flags(i);
      NameScope where = resolve(scope, scope.symbol(i), flags, seenClass);
      scope.set(i, SymbolFlags.withScope(flags, where));
      if (where == NameScope.FREE) {
        own = with(own, scope.symbol(i));
      }
    }
    scope.closeOwnSymbols();
    Set<Str> inner = null;
    Set<Str> inlinedCells = null;
    List<Scope> children = scope.children;
    for (int i = 0, n = children.size(); i < n; i++) {
      Scope child = children.get(i);
      Scope seenByChild = scope.type == ScopeType.CLASS ? scope : seenClass;
      Set<Str> free = resolve(child, child.canSeeClassScope ? seenByChild : null);
      if (inliner.inlines(child, scope)) {
        inlinedCells = inliner.inline(child, scope, free, inlinedCells);
      }
      inner = inner == null ? free : union(inner, free);
    }
    scope.sharesVariables = own != null || inner != null || inlinedCells != null;
    inliner.adoptChildren(scope);
    if (scope.isFunctionLike()) {
      makeCells(scope, inner, inlinedCells);
    } else if (scope.type == ScopeType.CLASS && inner != null) {
      dropClassNames(scope, inner);
    }
    update(scope, inner, inlinedCells);
    return own == null ? inner : union(own, inner);
  }

  static Set<Str> with(@Nullable Set<Str> names, Str name) {
    Set<Str> result = names == null ? new LinkedHashSet<>() : names;
    result.add(name);
    return result;
  }

  private static Set<Str> union(Set<Str> names, @Nullable Set<Str> more) {
    if (more != null) {
      names.addAll(more);
    }
    return names;
  }

  /** Mirrors {@code analyze_name}. */
  private NameScope resolve(Scope scope, Str name, int flags, @Nullable Scope seenClass) {
    if ((flags & SymbolFlags.GLOBAL) != 0) {
      if ((flags & SymbolFlags.NONLOCAL) != 0) {
        throw errorAtDirective(scope, name, "name '" + name + "' is nonlocal and global");
      }
      return NameScope.GLOBAL_EXPLICIT;
    }
    if ((flags & SymbolFlags.NONLOCAL) != 0) {
      checkNonlocal(scope, name);
      return NameScope.FREE;
    }
    if ((flags & SymbolFlags.BOUND) != 0) {
      return NameScope.LOCAL;
    }
    if (seenClass != null) {
      // At run time the name is looked for in the class and among the globals, although a function
      // further out may bind it too.
      int inClass = seenClass.flags(name);
      if ((inClass & SymbolFlags.GLOBAL) != 0) {
        return NameScope.GLOBAL_EXPLICIT;
      }
      if ((inClass & SymbolFlags.BOUND) != 0 && (inClass & SymbolFlags.NONLOCAL) == 0) {
        return NameScope.GLOBAL_IMPLICIT;
      }
    }
    return isBoundAround(scope, name) ? NameScope.FREE : NameScope.GLOBAL_IMPLICIT;
  }

  private void checkNonlocal(Scope scope, Str name) {
    if (scope.type == ScopeType.MODULE) {
      throw errorAtDirective(scope, name, "nonlocal declaration not allowed at module level");
    }
    if (!isBoundAround(scope, name)) {
      throw errorAtDirective(scope, name, "no binding for nonlocal '" + name + "' found");
    }
    if (isTypeParameterAround(scope, name)) {
      throw errorAtDirective(
          scope, name, "nonlocal binding not allowed for type parameter '" + name + "'");
    }
  }

  /**
   * Whether a name of an inner block is bound around it: by a function, or by a class in the case
   * of the few names that a class has for the blocks inside it. Other names of classes are not seen
   * from inside.
   */
  private boolean isBoundAround(Scope scope, Str name) {
    for (Scope outer = scope.parent; outer != null; outer = outer.parent) {
      if (outer.type == ScopeType.CLASS) {
        if (name == classCell || name == classDictionary || name == conditionalAnnotations) {
          return true;
        }
      } else if (outer.type.isFunctionLike()) {
        int flags = outer.ownFlags(name);
        switch (SymbolFlags.scopeOf(flags)) {
          case LOCAL, CELL, FREE -> {
            return true;
          }
          case GLOBAL_EXPLICIT, GLOBAL_IMPLICIT -> {
            // What a class makes global for a block that sees it is no matter for those inside.
            if (!outer.canSeeClassScope || (flags & SymbolFlags.GLOBAL) != 0) {
              return false;
            }
          }
          case UNKNOWN -> {}
        }
      }
    }
    return false;
  }

  /** Whether the innermost block that binds the name, of whatever kind, does so for a parameter. */
  private static boolean isTypeParameterAround(Scope scope, Str name) {
    for (Scope outer = scope.parent; outer != null; outer = outer.parent) {
      int flags = outer.ownFlags(name);
      boolean declared = (flags & (SymbolFlags.GLOBAL | SymbolFlags.NONLOCAL)) != 0;
      if (!declared && (flags & SymbolFlags.BOUND) != 0) {
        return (flags & SymbolFlags.TYPE_PARAMETER) != 0;
      }
    }
    return false;
  }

  /** Makes cells of the local names that inner blocks take ({@code analyze_cells}). */
  private static void makeCells(
      Scope scope, @Nullable Set<Str> inner, @Nullable Set<Str> inlinedCells) {
    if (inner == null && inlinedCells == null) {
      return;
    }
    for (int i = 0, n = scope.size(); i < n; i++) {
      if (scope.scope(i) == NameScope.LOCAL) {
        Str name = scope.symbol(i);
        boolean taken = inner != null && inner.remove(name);
        if (taken || (inlinedCells != null && inlinedCells.contains(name))) {
          scope.set(i, SymbolFlags.withScope(scope.flags(i), NameScope.CELL));
        }
      }
    }
  }

  /** Takes out the names that the class itself has for its blocks ({@code drop_class_free}). */
  private void dropClassNames(Scope scope, Set<Str> inner) {
    if (inner.remove(classCell)) {
      scope.needsClassClosure = true;
    }
    if (classDictionary != null && inner.remove(classDictionary)) {
      scope.needsClassDictionary = true;
    }
    if (conditionalAnnotations != null && inner.remove(conditionalAnnotations)) {
      scope.conditionalAnnotations = true;
    }
  }

  /**
   * Makes the names that inner blocks take from outer ones known to a block between ({@code
   * update_symbols}).
   */
  private void update(Scope scope, @Nullable Set<Str> inner, @Nullable Set<Str> inlinedCells) {
    if (inlinedCells != null) {
      for (Str name : inlinedCells) {
        int number = scope.find(name);
        scope.set(number, scope.flags(number) | SymbolFlags.COMPREHENSION_CELL);
      }
    }
    if (inner == null) {
      return;
    }
    boolean notes = scope.type == ScopeType.CLASS || scope.canSeeClassScope;
    for (Str name : inner) {
      int number = scope.find(name);
      if (number < 0) {
        if (scope.type == ScopeType.MODULE || isBoundAround(scope, name)) {
          scope.append(name, PASSED_THROUGH);
        }
      } else if (notes && isNoted(scope.flags(number))) {
        scope.set(number, scope.flags(number) | SymbolFlags.FREE_CLASS);
      }
    }
  }

  private boolean isNoted(int flags) {
    return notesAllNamesThroughClasses || (flags & (SymbolFlags.BOUND | SymbolFlags.GLOBAL)) != 0;
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
