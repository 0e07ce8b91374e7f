package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Singleton;
import dev.pycache.compiler.ast.Stmt;

/** Class definitions: a call of {@code __build_class__} with a function made from the body. */
final class Classes extends Family {
  Classes(CodeGenerator generator) {
    super(generator);
  }

  /** {@code compiler_class}. */
  void define(Stmt.ClassDef s) {
    visitAll(s.decorators());
    Unit unit =
        emit.enter(ScopeKind.CLASS, s.name(), s, Functions.firstLine(s.span(), s.decorators()));
    CodeObject code = body(unit, s);
    idioms.prepareCall();
    emit.op(Opcode.LOAD_BUILD_CLASS);
    generator.names.makeFunction(unit, code, 0);
    emit.loadNames(s.name());
    generator.calls.arguments(2, s.bases(), s.keywords());
    generator.functions.applyDecorators(s.decorators());
    generator.names.store(s.name());
  }

  private CodeObject body(Unit unit, Stmt.ClassDef s) {
    KnownNames known = generator.known;
    Names names = generator.names;
    unit.className = s.name();
    names.load(known.name);
    names.store(known.module);
    emit.loadNames(unit.code.qualname);
    names.store(known.qualname);
    generator.statements.body(s.body());
    emit.unset();
    if (unit.scope.needsClassClosure()) {
      // The cell that methods find the class in; __build_class__ fills it.
      emit.op(Opcode.LOAD_CLOSURE, 0);
      idioms.copy(1);
      names.store(known.classCell);
    } else {
      emit.loadConst(Singleton.NONE);
    }
    emit.op(Opcode.RETURN_VALUE);
    return emit.leave(true);
  }
}
