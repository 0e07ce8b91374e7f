package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Str;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.codegen.text.ConstantText;
import dev.pycache.compiler.flowgraph.CodeUnit;
import dev.pycache.compiler.flowgraph.IndexTable;
import dev.pycache.compiler.symtable.KnownNames;
import dev.pycache.compiler.symtable.NameScope;

/** Makes functions of finished units. */
final class Closures extends Family {
  /** A tuple of default values is on the stack ({@code MAKE_FUNCTION_DEFAULTS}). */
  static final int DEFAULTS = 0x01;

  /** A dictionary of default values is on the stack. */
  static final int KEYWORD_DEFAULTS = 0x02;

  /** A tuple of names and annotations is on the stack. */
  static final int ANNOTATIONS = 0x04;

  /** A tuple of cells is on the stack. */
  private static final int CLOSURE = 0x08;

  /** A function that evaluates the annotations is on the stack. */
  static final int ANNOTATE = 0x10;

  /** What {@code SET_FUNCTION_ATTRIBUTE} sets, in this order: what was pushed last comes first. */
  private static final int[] ATTRIBUTES = {
    CLOSURE, ANNOTATIONS, ANNOTATE, KEYWORD_DEFAULTS, DEFAULTS
  };

  private final boolean setsAttributes;

  Closures(CodeGenerator generator) {
    super(generator);
    this.setsAttributes = generator.definitionRules.setsFunctionAttributes();
  }

  /**
   * Makes a function of a finished unit ({@code compiler_make_closure}).
   *
   * @param inner the unit
   * @param flags which of defaults and annotations are on the stack
   */
  void makeFunction(Unit inner, CodeObject code, int flags) {
    IndexTable<Str> freeVars = inner.code.freeVars;
    int count = freeVars.size();
    if (count > 0) {
      for (int i = 0; i < count; i++) {
        emit.op(Opcode.LOAD_CLOSURE, cell(inner, freeVars.get(i)));
      }
      flags |= CLOSURE;
      emit.op(Opcode.BUILD_TUPLE, count);
    }
    emit.loadConst(code);
    if (!setsAttributes) {
      emit.op(Opcode.MAKE_FUNCTION, flags);
      return;
    }
    emit.op(Opcode.MAKE_FUNCTION);
    for (int attribute : ATTRIBUTES) {
      if ((flags & attribute) != 0) {
        emit.op(Opcode.SET_FUNCTION_ATTRIBUTE, attribute);
      }
    }
  }

  /**
   * The number of the cell that an inner unit wants. A name may be local to a class and free in its
   * methods: then it is not a cell of the class ({@code get_ref_type}).
   *
   * @throws CompileException if there is none: the symbol table of some releases forgets {@code
   *     __class__} in comprehensions of class bodies, of which CPython makes a SystemError
   */
  private int cell(Unit inner, Str name) {
    Unit unit = emit.unit;
    CodeUnit code = unit.code;
    NameScope scope = isImplicitCell(unit, name) ? NameScope.CELL : unit.scopeOf(name);
    boolean isCell = scope == NameScope.CELL;
    int index = isCell ? code.cellVars.find(name) : code.freeVars.find(name);
    if (index >= 0) {
      return isCell ? index : code.cellVars.size() + index;
    }
    String text = ConstantText.of(generator.context.target(), inner.code.freeVars.toTuple());
    String message =
        scope == NameScope.UNKNOWN
            ? "_PyST_GetScope(name='%s') failed: unknown scope in unit %s"
                .formatted(name, code.name)
            : "compiler_lookup_arg(name='%s') with reftype=%d failed in %s; freevars of code %s: %s"
                .formatted(name, scope.ordinal(), code.name, inner.code.name, text);
    throw CompileException.of(ErrorType.SYSTEM_ERROR, message);
  }

  private boolean isImplicitCell(Unit unit, Str name) {
    KnownNames known = generator.known;
    return unit.kind == ScopeKind.CLASS
        && (name == known.classClosure
            || name == known.classDictionary
            || name == known.conditionalAnnotations);
  }
}
