package dev.pycache.compiler.symtable;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.Strings;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.rules.ScopeRules;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The blocks around the node that is being visited, and what is noted in them: the state of the
 * first pass.
 */
final class ScopeStack {
  private final Strings strings;
  private final ScopeMap scopes;
  private final boolean annotationsAreText;
  private final boolean defersAnnotations;
  private final boolean manglesNamedTargets;
  private final int iterationVariable;
  private final KnownNames known;

  /** A name that must not be bound; null where the code generator sees to that. */
  private final @Nullable Str debugName;

  private @Nullable Scope innermost;
  private @Nullable Scope module;
  private @Nullable Str className;

  ScopeStack(CompilationContext context, FutureFeatures future, KnownNames known, ScopeMap scopes) {
    var rules = new ScopeRules(context.target());
    this.strings = context.strings();
    this.scopes = scopes;
    this.annotationsAreText = future.annotations();
    this.defersAnnotations = rules.defersAnnotations();
    this.manglesNamedTargets = rules.manglesNamedTargets();
    this.iterationVariable =
        rules.tellsTargetsFromTheirParts()
            ? SymbolFlags.COMPREHENSION_TARGET | SymbolFlags.LOCAL
            : SymbolFlags.COMPREHENSION_TARGET;
    this.known = known;
    this.debugName = rules.checksDebugName() ? known.debug : null;
  }

  KnownNames known() {
    return known;
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
  Scope enter(ScopeType type, Str name, Object node, Span span) {
    Scope scope = create(type, name);
    scopes.put(node, scope);
    return enterNew(scope, span);
  }

  /** Opens a block that is not found by a node. */
  Scope enter(ScopeType type, Str name, Span span) {
    return enterNew(create(type, name), span);
  }

  private Scope enterNew(Scope scope, Span span) {
    enter(scope);
    if (scope.parent != null && hasCode(scope.type)) {
      scope.parent.children.add(scope);
    }
    if (defersAnnotations) {
      switch (scope.type) {
        case ANNOTATION, TYPE_ALIAS, TYPE_VARIABLE -> {
          // What asks for the value says in which format it wants to have it.
          add(known.format, SymbolFlags.PARAMETER, span);
          add(known.format, SymbolFlags.USE, span);
        }
        case MODULE, CLASS, FUNCTION, TYPE_PARAMETERS -> {}
      }
    }
    return scope;
  }

  /** Annotations that are kept as text are no code; they are visited for their errors only. */
  private boolean hasCode(ScopeType type) {
    return type != ScopeType.ANNOTATION || (defersAnnotations && !annotationsAreText);
  }

  /** Makes a block inside the innermost one, to be opened later by {@link #open}. */
  Scope create(ScopeType type, Str name, Object node) {
    Scope scope = create(type, name);
    scopes.put(node, scope);
    return scope;
  }

  private Scope create(ScopeType type, Str name) {
    var scope = new Scope(innermost, type, name);
    if (innermost == null) {
      module = scope;
    }
    return scope;
  }

  /** Opens a block for the first time that has been made before. */
  void open(Scope scope) {
    enter(scope);
    present(scope.parent).children.add(scope);
  }

  /** Opens a block, possibly not for the first time ({@code symtable_enter_existing_block}). */
  void enter(Scope scope) {
    Scope outer = innermost;
    if (outer != null) {
      scope.iterableDepth = outer.iterableDepth;
      if (outer.mangledNames != null && scope.type != ScopeType.CLASS) {
        scope.mangledNames = outer.mangledNames;
      }
    }
    innermost = scope;
  }

  void exit() {
    innermost = current().parent;
  }

  /** The class that names are private to. */
  @Nullable Str className() {
    return className;
  }

  /** Makes names private to this class from now on. */
  void changeClass(@Nullable Str name) {
    className = name;
  }

  boolean atModuleLevel() {
    return innermost == module;
  }

  /** Flags of a name, not yet mangled, in the innermost block ({@code symtable_lookup}). */
  int lookup(Str name) {
    Scope scope = current();
    return scope.flags(mangle(scope, name));
  }

  /** Notes an occurrence of a name in the innermost block ({@code symtable_add_def}). */
  void add(Str name, int flag, Span span) {
    if (name == debugName && (flag & SymbolFlags.BOUND) != 0) {
      checkStored(name, span);
    }
    Scope scope = current();
    if ((flag & SymbolFlags.TYPE_PARAMETER) != 0 && scope.mangledNames != null) {
      scope.mangledNames.add(name);
    }
    addTo(scope, name, flag, span);
  }

  /**
   * Notes that a name is used in the innermost block. Nearly always the block knows the name
   * already, and then there is nothing that {@link #add} would have to look at.
   */
  void use(Scope scope, Str name, Span span) {
    int number = className != null && name.startsWith('_') ? -1 : scope.find(name);
    if (number < 0 || scope.visitingTarget) {
      add(name, SymbolFlags.USE, span);
    } else {
      scope.set(number, scope.flags(number) | SymbolFlags.USE);
    }
  }

  /** Notes that a name is deleted. */
  void addDeleted(Str name, Span span) {
    checkDeleted(name, span);
    addTo(current(), name, SymbolFlags.LOCAL, span);
  }

  /** Refuses a name that must not be assigned to ({@code check_name}). */
  void checkStored(Str name, Span span) {
    if (name == debugName) {
      throw error("cannot assign to __debug__", span);
    }
  }

  /** Refuses a name that must not be deleted. */
  void checkDeleted(Str name, Span span) {
    if (name == debugName) {
      throw error("cannot delete __debug__", span);
    }
  }

  /** Notes an occurrence of a name in some block ({@code symtable_add_def_helper}). */
  private void addTo(Scope scope, Str name, int flag, Span span) {
    Str mangled = mangle(current(), name);
    int number = scope.find(mangled);
    int flags = flag;
    if (number >= 0) {
      int before = scope.flags(number);
      if ((flag & before & SymbolFlags.PARAMETER) != 0) {
        throw error("duplicate argument '" + name + "' in function definition", span);
      }
      if ((flag & before & SymbolFlags.TYPE_PARAMETER) != 0) {
        throw error("duplicate type parameter '" + name + "'", span);
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
      scope.countParameter();
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
    Str mangled = mangle(scope, name);
    scope.directives.add(new Directive(mangled, span));
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
        int flags = flagsOfTarget(scope, name);
        if ((flags & iterationVariable) == iterationVariable) {
          throw error(
              "assignment expression cannot rebind comprehension iteration variable '" + name + "'",
              span);
        }
        continue;
      }
      switch (scope.type) {
        case FUNCTION -> {
          boolean global = (flagsOfTarget(scope, name) & SymbolFlags.GLOBAL) != 0;
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
        case CLASS -> throw unbindable("in a class body", span);
        case TYPE_PARAMETERS -> throw unbindable("within the definition of a generic", span);
        case TYPE_ALIAS -> throw unbindable("in a type alias", span);
        case TYPE_VARIABLE -> throw unbindable("in a TypeVar bound", span);
        case ANNOTATION -> {} // looked through, as CPython does
      }
    }
    throw new IllegalStateException("no module around a comprehension");
  }

  private static CompileException unbindable(String where, Span span) {
    return error("assignment expression within a comprehension cannot be used " + where, span);
  }

  private int flagsOfTarget(Scope scope, Str name) {
    return scope.flags(manglesNamedTargets ? mangle(scope, name) : name);
  }

  /** A name as it is stored at this place, of which the innermost block is the one given. */
  private Str mangle(Scope scope, Str name) {
    return className == null || !name.startsWith('_') // as most do not
        ? name
        : Mangling.mangle(strings, className, scope, name);
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
