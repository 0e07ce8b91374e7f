package dev.pycache.compiler.symtable;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.rules.ScopeRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Merges comprehensions into the blocks they stand in (PEP 709). A comprehension is resolved like
 * the function that it used to be; then its symbols become symbols of the block around it, and the
 * blocks inside it blocks of that one.
 */
final class ComprehensionInliner {
  private final boolean inlinesComprehensions;
  private final boolean notesUses;
  private final boolean endsClassCellAtClass;
  private final boolean endsClassDictionaryAtClass;
  private final boolean keepsClassCellForFunctions;
  private final Str classCell;
  private final Str classDictionary;
  private final Str conditionalAnnotations;

  ComprehensionInliner(KnownNames known, ScopeRules rules) {
    this.inlinesComprehensions = rules.inlinesComprehensions();
    this.notesUses = rules.notesUsesInComprehensions();
    this.endsClassCellAtClass = rules.endsClassCellAtClass();
    this.endsClassDictionaryAtClass = rules.endsClassDictionaryAtClass();
    this.keepsClassCellForFunctions = rules.keepsClassCellForFunctions();
    this.classCell = known.classClosure;
    this.classDictionary = known.classDictionary;
    this.conditionalAnnotations = known.conditionalAnnotations;
  }

  /** Whether the child is a comprehension that becomes part of the block around it. */
  boolean inlines(Scope child, Scope scope) {
    return inlinesComprehensions
        && child.isComprehension()
        && !child.generator
        && !scope.canSeeClassScope;
  }

  /**
   * Merges the symbols of a comprehension into those of the block around it ({@code
   * inline_comprehension}).
   *
   * @param free the names that the comprehension takes from outside; those that are simply
   *     variables of the block now are taken out
   * @param inlinedCells cells of the comprehensions before it in this block, null if there are none
   * @return the same with the cells of this one
   */
  @Nullable Set<Str> inline(
      Scope comprehension, Scope scope, @Nullable Set<Str> free, @Nullable Set<Str> inlinedCells) {
    comprehension.inlined = true;
    Set<Str> cells = inlinedCells;
    List<Str> removed = null;
    for (int i = 0, n = comprehension.size(); i < n; i++) {
      int flags = comprehension.flags(i);
      if ((flags & SymbolFlags.PARAMETER) != 0) {
        continue; // the iterable, which is on the stack now
      }
      Str name = comprehension.symbol(i);
      NameScope where = SymbolFlags.scopeOf(flags);
      if (where == NameScope.CELL || (flags & SymbolFlags.COMPREHENSION_CELL) != 0) {
        cells = NameResolver.with(cells, name);
      }
      int existing = scope.find(name);
      if (where == NameScope.FREE && scope.type == ScopeType.CLASS && endsAtClass(name)) {
        where = NameScope.GLOBAL_IMPLICIT;
        if (!keepsClassCellForFunctions || !isFreeInAnyChild(comprehension, name)) {
          discard(free, name);
        }
        removed = removed == null ? new ArrayList<>() : removed;
        removed.add(name);
      }
      if (existing < 0) {
        scope.append(name, SymbolFlags.withScope(flags, where));
        continue;
      }
      if (scope.type == ScopeType.CLASS) {
        continue; // the comprehension does not see the names of the class, but others
      }
      int around = scope.flags(existing);
      if (notesUses && where == NameScope.FREE) {
        scope.set(existing, around | (flags & SymbolFlags.USE));
      }
      if ((around & SymbolFlags.BOUND) != 0 && !isFreeInAnyChild(comprehension, name)) {
        discard(free, name);
      }
    }
    if (removed != null) {
      removed.forEach(comprehension::remove);
    }
    return cells;
  }

  /** Whether the name is one that is never free in a class, so that it is a global there. */
  private boolean endsAtClass(Str name) {
    return name == classCell
        ? endsClassCellAtClass
        : endsClassDictionaryAtClass && (name == classDictionary || name == conditionalAnnotations);
  }

  private static void discard(@Nullable Set<Str> free, Str name) {
    if (free != null) {
      free.remove(name);
    }
  }

  private static boolean isFreeInAnyChild(Scope comprehension, Str name) {
    for (Scope child : comprehension.children) {
      if (child.scope(name) == NameScope.FREE) {
        return true;
      }
    }
    return false;
  }

  /** Puts the blocks inside of inlined comprehensions in the place of those. */
  void adoptChildren(Scope scope) {
    List<Scope> children = scope.children;
    for (int i = children.size() - 1; i >= 0; i--) {
      Scope child = children.get(i);
      if (child.inlined) {
        children.remove(i);
        children.addAll(i, child.children);
      }
    }
  }
}
