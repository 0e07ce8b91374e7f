package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.Arg;
import dev.pycache.compiler.ast.Arguments;
import dev.pycache.compiler.ast.ExprContext;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.flowgraph.CodeUnit;
import dev.pycache.compiler.rules.ExpressionRules;
import dev.pycache.compiler.symtable.ScopeType;
import org.jspecify.annotations.Nullable;

/** Variables: which instruction reads, binds or deletes a name. */
final class Names extends Family {
  private final Str debug;
  private final boolean isCheckedByScopes;
  private final boolean passesPlaces;
  private final boolean handsNamespaces;

  Names(CodeGenerator generator) {
    super(generator);
    this.debug = generator.known.debug;
    ExpressionRules rules = generator.expressionRules;
    this.isCheckedByScopes = rules.isCheckedByScopes();
    this.handsNamespaces = rules.handsNamespaces();
    this.passesPlaces = generator.statementRules.passesPlaces();
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
    switch (unit.scope.scope(mangled)) {
      case LOCAL -> {
        if (unit.scope.isFunctionLike() || unit.isHiddenLocal(mangled)) {
          fast(code.varNames.indexOf(mangled), context);
        } else {
          byName(code.names.indexOf(mangled), context);
        }
      }
      case GLOBAL_IMPLICIT -> {
        if (!unit.scope.isFunctionLike()) {
          byName(code.names.indexOf(mangled), context);
        } else if (context == ExprContext.LOAD && unit.scope.canSeeClassScope()) {
          loadClassNamespace();
          emit.op(Opcode.LOAD_FROM_DICT_OR_GLOBALS, code.names.indexOf(mangled));
        } else {
          global(code.names.indexOf(mangled), context);
        }
      }
      case GLOBAL_EXPLICIT -> global(code.names.indexOf(mangled), context);
      case FREE -> cell(unit.freeVariable(mangled), context);
      case CELL -> cell(unit.cellVariable(mangled), context);
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
    switch (context) {
      case LOAD -> {
        if (isInClassComprehension(emit.unit)) {
          global(index, context);
        } else {
          emit.op(Opcode.LOAD_NAME, index);
        }
      }
      case STORE -> emit.op(Opcode.STORE_NAME, index);
      case DEL -> emit.op(Opcode.DELETE_NAME, index);
    }
  }

  /** Whether this is code of a comprehension in a class, which does not see the class's names. */
  private static boolean isInClassComprehension(Unit unit) {
    return unit.scope.type() == ScopeType.CLASS && unit.inInlinedComprehension();
  }

  private void global(int index, ExprContext context) {
    switch (context) {
      // The low bit says whether a NULL for a call is pushed as well; the optimiser sets it.
      case LOAD -> emit.op(Opcode.LOAD_GLOBAL, index << 1);
      case STORE -> emit.op(Opcode.STORE_GLOBAL, index);
      case DEL -> emit.op(Opcode.DELETE_GLOBAL, index);
    }
  }

  private void cell(int index, ExprContext context) {
    switch (context) {
      case LOAD -> loadCell(index);
      case STORE -> emit.op(Opcode.STORE_DEREF, index);
      case DEL -> emit.op(Opcode.DELETE_DEREF, index);
    }
  }

  /** Where the names of a class are in sight, one of them hides the cell. */
  private void loadCell(int index) {
    Unit unit = emit.unit;
    if (unit.scope.type() == ScopeType.CLASS && !unit.inInlinedComprehension()) {
      if (handsNamespaces) {
        emit.op(Opcode.LOAD_LOCALS);
        emit.op(Opcode.LOAD_FROM_DICT_OR_DEREF, index);
      } else {
        emit.op(Opcode.LOAD_CLASSDEREF, index);
      }
    } else if (unit.scope.canSeeClassScope()) {
      loadClassNamespace();
      emit.op(Opcode.LOAD_FROM_DICT_OR_DEREF, index);
    } else {
      emit.op(Opcode.LOAD_DEREF, index);
    }
  }

  /** Pushes the names of the class around an annotation scope. */
  private void loadClassNamespace() {
    emit.op(Opcode.LOAD_DEREF, emit.unit.freeVariable(generator.known.classDictionary));
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
    if (parameter != null) {
      Span before = emit.unit.span;
      if (passesPlaces) {
        emit.at(parameter);
      }
      checkAllowed(parameter.name(), ExprContext.STORE);
      emit.unit.span = before;
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
