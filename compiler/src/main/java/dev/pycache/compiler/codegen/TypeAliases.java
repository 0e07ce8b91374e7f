package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.symtable.Scope;

/** {@code type X = …} (PEP 695): name, type parameters and a function that evaluates the value. */
final class TypeAliases extends Family {
  TypeAliases(CodeGenerator generator) {
    super(generator);
  }

  /** {@code compiler_typealias}. */
  void define(Stmt.TypeAlias s) {
    Str name = s.name().id();
    if (s.typeParameters().isEmpty()) {
      emit.loadNames(name);
      emit.loadConst(Singleton.NONE);
      make(s);
    } else {
      idioms.beforeCallable();
      Unit unit = generator.typeParameters.enter(name, s.typeParameters(), s.span().line());
      emit.at(s);
      emit.loadNames(name);
      generator.typeParameters.make(s.typeParameters());
      make(s);
      generator.closures.makeFunction(unit, emit.leave(false), 0);
      idioms.afterCallable();
      idioms.call(0);
    }
    generator.names.store(name);
  }

  /** {@code compiler_typealias_body}. */
  private void make(Stmt.TypeAlias s) {
    Span place = emit.place;
    Str name = s.name().id();
    Scope scope = generator.symbols.scopeOf(s);
    Unit unit =
        generator.annotations.beginEvaluator(ScopeKind.FUNCTION, name, scope, s.span().line());
    if (generator.definitionRules.reservesFirstConstant()) {
      emit.constIndex(Singleton.NONE);
    }
    visit(s.value());
    emit.place = place;
    emit.exit(Opcode.RETURN_VALUE, 0);
    generator.annotations.endEvaluator(unit, emit.leave(false));
    emit.op(Opcode.BUILD_TUPLE, 3);
    idioms.intrinsic(Intrinsic.TYPE_ALIAS);
  }
}
