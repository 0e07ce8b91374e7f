package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.Arg;
import dev.pycache.compiler.ast.Arguments;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.ExprContext;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.flowgraph.CodeUnit;
import dev.pycache.compiler.rules.ExpressionRules;
import dev.pycache.compiler.symtable.NameScope;
import dev.pycache.compiler.symtable.Scope;
import dev.pycache.compiler.symtable.ScopeType;
import org.jspecify.annotations.Nullable;

/** Variables: which instruction reads, binds or deletes a name. */
final class Names extends Family {
  // How instructions get at a variable: the lowest bits of what Unit#access keeps of it.
  private static final int KIND_BITS = 3;
  private static final int KIND = (1 << KIND_BITS) - 1;
  private static final int FAST = 1;
  private static final int NAME = 2;
  private static final int GLOBAL = 3;

  /** A global that a name of the class around may hide. */
  private static final int GLOBAL_OF_CLASS = 4;

  private static final int CELL = 5;

  /** What binds a variable, by its kind. */
  private static final Opcode[] STORES = {
    Opcode.NOP,
    Opcode.STORE_FAST,
    Opcode.STORE_NAME,
    Opcode.STORE_GLOBAL,
    Opcode.STORE_GLOBAL,
    Opcode.STORE_DEREF
  };

  private static final Opcode[] DELETES = {
    Opcode.NOP,
    Opcode.DELETE_FAST,
    Opcode.DELETE_NAME,
    Opcode.DELETE_GLOBAL,
    Opcode.DELETE_GLOBAL,
    Opcode.DELETE_DEREF
  };

  private final Str debug;
  private final boolean isCheckedByScopes;
  private final boolean passesPlaces;
  private final boolean handsNamespaces;
  private final boolean joinsNulls;

  Names(CodeGenerator generator) {
    super(generator);
    this.debug = generator.known.debug;
    ExpressionRules rules = generator.expressionRules;
    this.isCheckedByScopes = rules.isCheckedByScopes();
    this.handsNamespaces = rules.handsNamespaces();
    this.joinsNulls = rules.joinsNulls();
    this.passesPlaces = generator.statementRules.passesPlaces();
  }

  void load(Str name) {
    variable(name, ExprContext.LOAD, emit.place);
  }

  void store(Str name) {
    variable(name, ExprContext.STORE, emit.place);
  }

  void delete(Str name) {
    variable(name, ExprContext.DEL, emit.place);
  }

  /**
   * {@code compiler_nameop}.
   *
   * @param place where the instructions stand; the current place stays what it is
   */
  void variable(Str name, ExprContext context, Span place) {
    if (name == debug && !isCheckedByScopes && context != ExprContext.LOAD) {
      emit.place = place;
      checkDebug(context);
    }
    int access = access(name, context);
    int kind = access & KIND;
    int index = access >>> KIND_BITS;
    switch (context) {
      case LOAD -> load(kind, index, place);
      case STORE -> emit.op(STORES[kind], index, place);
      case DEL -> emit.op(DELETES[kind], index, place);
    }
  }

  /**
   * Pushes a variable that is to be called, with what a call needs below it at the current place.
   */
  void loadCallable(Expr.Name callable) {
    Span place = callable.span();
    int access = access(callable.id(), ExprContext.LOAD);
    int kind = access & KIND;
    int index = access >>> KIND_BITS;
    // In another line the optimiser leaves a NOP where the NULL was pushed.
    if (kind == GLOBAL && joinsNulls && place.line() == emit.place.line()) {
      emit.op(Opcode.LOAD_GLOBAL, index << 1 | 1, place);
    } else {
      idioms.beforeCallable();
      load(kind, index, place);
    }
  }

  /** Which kind of variable a name is here and now, below its index. */
  private int access(Str name, ExprContext context) {
    Unit unit = emit.unit;
    Str mangled = emit.mangle(name);
    int symbol = unit.scope.find(mangled);
    int access = unit.access(symbol);
    if (access == 0) {
      access = access(unit, mangled, symbol, context);
      unit.keepAccess(symbol, access);
    }
    return access;
  }

  /**
   * The same of a mangled name that was not asked for before.
   *
   * @param symbol its number in the scope, or -1
   */
  private int access(Unit unit, Str mangled, int symbol, ExprContext context) {
    CodeUnit code = unit.code;
    Scope scope = unit.scope;
    boolean isFunctionLike = scope.isFunctionLike();
    return switch (symbol < 0 ? NameScope.UNKNOWN : scope.scope(symbol)) {
      case LOCAL ->
          isFunctionLike || unit.isHiddenLocal(mangled)
              ? access(FAST, code.varNames.indexOf(mangled))
              : byName(unit, mangled, context);
      case GLOBAL_IMPLICIT -> {
        if (!isFunctionLike) {
          yield byName(unit, mangled, context);
        }
        int kind = scope.canSeeClassScope() ? GLOBAL_OF_CLASS : GLOBAL;
        yield access(kind, code.names.indexOf(mangled));
      }
      case GLOBAL_EXPLICIT -> access(GLOBAL, code.names.indexOf(mangled));
      case FREE -> access(CELL, unit.freeVariable(mangled));
      case CELL -> access(CELL, unit.cellVariable(mangled));
      case UNKNOWN -> byName(unit, mangled, context);
    };
  }

  private static int access(int kind, int index) {
    return kind | index << KIND_BITS;
  }

  /** What {@link Unit#access} is to say of a local. */
  static int accessLocal(int index) {
    return access(FAST, index);
  }

  /** Code of a comprehension in a class does not see the class's names. */
  private static int byName(Unit unit, Str mangled, ExprContext context) {
    boolean isHidden =
        context == ExprContext.LOAD
            && unit.inInlinedComprehension()
            && unit.scope.type() == ScopeType.CLASS;
    return access(isHidden ? GLOBAL : NAME, unit.code.names.indexOf(mangled));
  }

  private void load(int kind, int index, Span place) {
    switch (kind) {
      case FAST -> emit.op(Opcode.LOAD_FAST, index, place);
      // The low bit says whether a NULL for a call is pushed as well; the optimiser sets it.
      case GLOBAL -> emit.op(Opcode.LOAD_GLOBAL, index << 1, place);
      case NAME -> emit.op(Opcode.LOAD_NAME, index, place);
      case GLOBAL_OF_CLASS -> {
        loadClassNamespace(place);
        emit.op(Opcode.LOAD_FROM_DICT_OR_GLOBALS, index, place);
      }
      default -> loadCell(index, place);
    }
  }

  /** Where the names of a class are in sight, one of them hides the cell. */
  private void loadCell(int index, Span place) {
    Unit unit = emit.unit;
    if (unit.scope.type() == ScopeType.CLASS && !unit.inInlinedComprehension()) {
      if (handsNamespaces) {
        emit.op(Opcode.LOAD_LOCALS, 0, place);
        emit.op(Opcode.LOAD_FROM_DICT_OR_DEREF, index, place);
      } else {
        emit.op(Opcode.LOAD_CLASSDEREF, index, place);
      }
    } else if (unit.scope.canSeeClassScope()) {
      loadClassNamespace(place);
      emit.op(Opcode.LOAD_FROM_DICT_OR_DEREF, index, place);
    } else {
      emit.op(Opcode.LOAD_DEREF, index, place);
    }
  }

  /** Pushes the names of the class around an annotation scope. */
  private void loadClassNamespace(Span place) {
    int index = emit.unit.freeVariable(generator.known.classDictionary);
    emit.op(Opcode.LOAD_DEREF, index, place);
  }

  /**
   * {@code __debug__} is a constant ({@code forbidden_name}). Does nothing where the symbol table
   * has seen to it.
   */
  void checkAllowed(Str name, ExprContext context) {
    if (name == debug && !isCheckedByScopes) {
      checkDebug(context);
    }
  }

  private void checkDebug(ExprContext context) {
    switch (context) {
      case LOAD -> {}
      case STORE -> throw emit.error("cannot assign to __debug__");
      case DEL -> throw emit.error("cannot delete __debug__");
    }
  }

  /** {@code compiler_check_debug_args}. */
  void checkParameters(Arguments parameters) {
    checkParameters(parameters.posOnlyArgs());
    checkParameters(parameters.args());
    checkParameter(parameters.varArg());
    checkParameters(parameters.kwOnlyArgs());
    checkParameter(parameters.kwArg());
  }

  private void checkParameters(Nodes<Arg> parameters) {
    for (int i = 0, n = parameters.size(); i < n; i++) {
      checkParameter(parameters.get(i));
    }
  }

  private void checkParameter(@Nullable Arg parameter) {
    if (parameter != null && parameter.name() == debug && !isCheckedByScopes) {
      if (passesPlaces) {
        emit.at(parameter);
      }
      checkDebug(ExprContext.STORE);
    }
  }

  /**
   * A mangled name as a constant: a string of its own where CPython does not intern what mangling
   * made.
   */
  Str mangledConstant(Str name) {
    Str mangled = emit.mangle(name);
    return mangled == name || mangled.isNameLike() ? mangled : Str.ofUtf8(mangled.utf8());
  }
}
