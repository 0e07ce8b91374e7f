package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Int;
import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Tuple;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.ExprContext;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.rules.DefinitionRules;
import dev.pycache.compiler.symtable.KnownNames;

/** Class definitions: a call of {@code __build_class__} with a function made from the body. */
final class Classes extends Family {
  private final DefinitionRules rules;
  private final boolean keepsFirstLineAndAttributes;

  Classes(CodeGenerator generator) {
    super(generator);
    this.rules = generator.definitionRules;
    this.keepsFirstLineAndAttributes = rules.keepsFirstLineAndAttributes();
  }

  /** {@code compiler_class}. */
  void define(Stmt.ClassDef s) {
    visitAll(s.decorators());
    if (s.typeParameters().isEmpty()) {
      make(s);
      generator.calls.arguments(2, s.bases(), s.keywords());
    } else {
      generic(s);
    }
    generator.functions.applyDecorators(s.decorators());
    generator.names.store(s.name());
  }

  /** Makes a class with type parameters, whose last base is {@code Generic[…]} (PEP 695). */
  private void generic(Stmt.ClassDef s) {
    if (rules.leaksNameOfGenericClass()) {
      emit.unit.className = s.name();
    }
    idioms.beforeCallable();
    Span place = emit.place;
    int firstLine = Functions.firstLine(s.span(), s.decorators());
    Unit unit = generator.typeParameters.enter(s.name(), s.typeParameters(), firstLine);
    unit.className = s.name();
    generator.typeParameters.make(s.typeParameters());
    emit.place = place;
    KnownNames known = generator.known;
    generator.names.store(known.typeParameters);
    make(s);
    generator.names.load(known.typeParameters);
    idioms.intrinsic(Intrinsic.SUBSCRIPT_GENERIC);
    generator.names.store(known.genericBase);
    generator.calls.arguments(2, s.bases(), known.genericBase, s.keywords());
    generator.closures.makeFunction(unit, emit.leave(false), 0);
    idioms.afterCallable();
    idioms.call(0);
  }

  /** Pushes {@code __build_class__}, the function of the body and the name of the class. */
  private void make(Stmt.ClassDef s) {
    Unit unit =
        emit.enter(ScopeKind.CLASS, s.name(), s, Functions.firstLine(s.span(), s.decorators()));
    unit.className = s.name();
    begin(unit, s);
    generator.bodies.body(s.body());
    emit.unset();
    end(unit);
    CodeObject code = emit.leave(true);
    idioms.beforeCallable();
    emit.op(Opcode.LOAD_BUILD_CLASS);
    idioms.afterCallable();
    generator.closures.makeFunction(unit, code, 0);
    emit.loadNames(s.name());
  }

  /** What a class has before its body is run ({@code compiler_class_body}). */
  private void begin(Unit unit, Stmt.ClassDef s) {
    KnownNames known = generator.known;
    Names names = generator.names;
    names.load(known.name);
    names.store(known.module);
    emit.loadNames(unit.code.qualname);
    names.store(known.qualname);
    if (keepsFirstLineAndAttributes) {
      emit.loadConst(Int.of(unit.code.firstLine));
      names.store(known.firstLine);
    }
    if (!s.typeParameters().isEmpty()) {
      names.load(known.typeParameters);
      names.store(known.typeParametersOfClass);
    }
    if (unit.scope.needsClassDictionary()) {
      emit.op(Opcode.LOAD_LOCALS);
      emit.op(Opcode.STORE_DEREF, unit.code.cellVars.find(known.classDictionary));
    }
    generator.annotations.beginConditional();
  }

  /** What a class has after its body was run, and the return of the cell of {@code __class__}. */
  private void end(Unit unit) {
    KnownNames known = generator.known;
    Names names = generator.names;
    if (keepsFirstLineAndAttributes) {
      emit.loadNames(Tuple.of(unit.staticAttributes()));
      names.store(known.staticAttributes);
    }
    if (unit.scope.needsClassDictionary()) {
      emit.op(Opcode.LOAD_CLOSURE, unit.code.cellVars.find(known.classDictionary));
      names.store(known.classDictionaryCell);
    }
    if (unit.scope.needsClassClosure()) {
      // The cell that methods find the class in; __build_class__ fills it.
      emit.op(Opcode.LOAD_CLOSURE, unit.code.cellVars.find(known.classClosure));
      idioms.copy(1);
      names.store(known.classCell);
    } else {
      emit.loadConst(Singleton.NONE);
    }
    emit.exit(Opcode.RETURN_VALUE, 0);
  }

  /**
   * Notes an attribute of {@code self} that is set, in the innermost class around this unit; the
   * unit itself does not count ({@code compiler_maybe_add_static_attribute_to_class}).
   */
  void noteStaticAttribute(Expr.Attribute attribute) {
    if (!keepsFirstLineAndAttributes
        || attribute.context() != ExprContext.STORE
        || !(attribute.value() instanceof Expr.Name name)
        || name.id() != generator.known.self) {
      return;
    }
    for (Unit unit = emit.unit.parent; unit != null; unit = unit.parent) {
      if (unit.kind == ScopeKind.CLASS) {
        unit.addStaticAttribute(attribute.attr());
        return;
      }
    }
  }
}
