package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.Arg;
import dev.pycache.compiler.ast.Arguments;
import dev.pycache.compiler.ast.ExprContext;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.flowgraph.CodeUnit;
import dev.pycache.compiler.flowgraph.IndexTable;
import dev.pycache.compiler.symtable.NameScope;
import dev.pycache.compiler.symtable.ScopeType;
import org.jspecify.annotations.Nullable;

/**
 * Variables: which instruction reads, binds or deletes a name, and how functions get their closure.
 */
final class Names extends Family {
  /** Flag of MAKE_FUNCTION: a tuple of cells is on the stack. */
  private static final int CLOSURE = 0x08;

  private final Str debug;

  Names(CodeGenerator generator) {
    super(generator);
    this.debug = generator.known.debug;
  }

  void load(Str name) {
    variable(name, ExprContext.LOAD);
  }

  void store(Str name) {
    variable(name, ExprContext.STORE);
  }

  void delete(Str name) {
    variable(name, ExprContext.DEL);
  }

  /** {@code compiler_nameop}. */
  void variable(Str name, ExprContext context) {
    checkAllowed(name, context);
    Str mangled = emit.mangle(name);
    Unit unit = emit.unit;
    CodeUnit code = unit.code;
    ScopeType type = unit.scope.type();
    switch (unit.scope.scope(mangled)) {
      case LOCAL -> {
        if (type == ScopeType.FUNCTION) {
          fast(code.varNames.indexOf(mangled), context);
        } else {
          byName(code.names.indexOf(mangled), context);
        }
      }
      case GLOBAL_IMPLICIT -> {
        if (type == ScopeType.FUNCTION) {
          global(code.names.indexOf(mangled), context);
        } else {
          byName(code.names.indexOf(mangled), context);
        }
      }
      case GLOBAL_EXPLICIT -> global(code.names.indexOf(mangled), context);
      case FREE -> cell(code.cellVars.size() + known(code.freeVars, mangled), type, context);
      case CELL -> cell(known(code.cellVars, mangled), type, context);
      case UNKNOWN -> byName(code.names.indexOf(mangled), context);
    }
  }

  private void fast(int index, ExprContext context) {
    emit.op(
        switch (context) {
          case LOAD -> Opcode.LOAD_FAST;
          case STORE -> Opcode.STORE_FAST;
          case DEL -> Opcode.DELETE_FAST;
        },
        index);
  }

  private void byName(int index, ExprContext context) {
    emit.op(
        switch (context) {
          case LOAD -> Opcode.LOAD_NAME;
          case STORE -> Opcode.STORE_NAME;
          case DEL -> Opcode.DELETE_NAME;
        },
        index);
  }

  private void global(int index, ExprContext context) {
    switch (context) {
      // The low bit says whether a NULL for a call is pushed as well; the optimiser sets it.
      case LOAD -> emit.op(Opcode.LOAD_GLOBAL, index << 1);
      case STORE -> emit.op(Opcode.STORE_GLOBAL, index);
      case DEL -> emit.op(Opcode.DELETE_GLOBAL, index);
    }
  }

  private void cell(int index, ScopeType type, ExprContext context) {
    emit.op(
        switch (context) {
          case LOAD -> type == ScopeType.CLASS ? Opcode.LOAD_CLASSDEREF : Opcode.LOAD_DEREF;
          case STORE -> Opcode.STORE_DEREF;
          case DEL -> Opcode.DELETE_DEREF;
        },
        index);
  }

  private static int known(IndexTable<Str> table, Str name) {
    int index = table.find(name);
    if (index < 0) {
      throw new IllegalStateException("the symbol table promised a cell for " + name);
    }
    return index;
  }

  /** {@code __debug__} is a constant ({@code forbidden_name}). */
  void checkAllowed(Str name, ExprContext context) {
    if (name == debug) {
      switch (context) {
        case LOAD -> {}
        case STORE -> throw emit.error("cannot assign to __debug__");
        case DEL -> throw emit.error("cannot delete __debug__");
      }
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
    if (parameter != null) {
      checkAllowed(parameter.name(), ExprContext.STORE);
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

  /**
   * Makes a function of a finished unit ({@code compiler_make_closure}).
   *
   * @param inner the unit
   * @param flags of MAKE_FUNCTION: which of defaults and annotations are on the stack
   */
  void makeFunction(Unit inner, CodeObject code, int flags) {
    IndexTable<Str> freeVars = inner.code.freeVars;
    int count = freeVars.size();
    if (count > 0) {
      Unit unit = emit.unit;
      IndexTable<Str> cells = unit.code.cellVars;
      for (int i = 0; i < count; i++) {
        Str name = freeVars.get(i);
        boolean isCell =
            (unit.kind == ScopeKind.CLASS && name == generator.known.classClosure)
                || unit.scope.scope(name) == NameScope.CELL;
        // A name may be local to a class and free in its methods: then it is not a cell of the
        // class.
        int index = isCell ? known(cells, name) : cells.size() + known(unit.code.freeVars, name);
        emit.op(Opcode.LOAD_CLOSURE, index);
      }
      flags |= CLOSURE;
      emit.op(Opcode.BUILD_TUPLE, count);
    }
    emit.loadConst(code);
    emit.op(Opcode.MAKE_FUNCTION, flags);
  }
}
