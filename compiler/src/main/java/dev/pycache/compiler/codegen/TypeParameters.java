package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.ast.TypeParameter;
import dev.pycache.compiler.rules.DefinitionRules;
import dev.pycache.compiler.symtable.Scope;
import java.nio.charset.StandardCharsets;

/**
 * Type parameters of functions, classes and aliases (PEP 695, PEP 696): a function around the
 * definition makes them first, and each bound and default is a function of its own.
 */
final class TypeParameters extends Family {
  private static final byte[] PREFIX =
      "<generic parameters of ".getBytes(StandardCharsets.US_ASCII);

  private final DefinitionRules rules;

  TypeParameters(CodeGenerator generator) {
    super(generator);
    this.rules = generator.definitionRules;
  }

  /** Begins the unit around a generic function, class or alias. */
  Unit enter(Str definition, Nodes<TypeParameter> parameters, int firstLine) {
    byte[] of = definition.utf8();
    byte[] name = new byte[PREFIX.length + of.length + 1];
    System.arraycopy(PREFIX, 0, name, 0, PREFIX.length);
    System.arraycopy(of, 0, name, PREFIX.length, of.length);
    name[name.length - 1] = '>';
    Scope scope = generator.symbols.scopeOf(parameters);
    return emit.enter(ScopeKind.ANNOTATION, Str.ofUtf8(name), scope, firstLine);
  }

  /** Makes the type parameters and pushes the tuple of them ({@code compiler_type_params}). */
  void make(Nodes<TypeParameter> parameters) {
    Span before = emit.place;
    boolean seenDefault = false;
    for (int i = 0, n = parameters.size(); i < n; i++) {
      TypeParameter parameter = parameters.get(i);
      emit.at(parameter);
      emit.loadNames(parameter.name());
      kind(parameter);
      Expr value = parameter.defaultValue();
      if (value != null) {
        seenDefault = true;
        Scope scope = generator.symbols.defaultOf(parameter);
        evaluator(parameter, value, scope, parameter instanceof TypeParameter.TypeVarTuple);
        idioms.intrinsic(Intrinsic.SET_TYPE_PARAMETER_DEFAULT);
      } else if (seenDefault) {
        throw emit.error(
            "non-default type parameter '%s' follows default type parameter"
                .formatted(parameter.name()));
      }
      idioms.copy(1);
      generator.names.store(parameter.name());
    }
    emit.at(parameters.getFirst());
    emit.op(Opcode.BUILD_TUPLE, parameters.size());
    emit.place = before;
  }

  /** Makes a parameter, whose name is on the stack, with its bound. */
  private void kind(TypeParameter parameter) {
    switch (parameter) {
      case TypeParameter.TypeVar variable -> {
        Expr bound = variable.bound();
        if (bound == null) {
          idioms.intrinsic(Intrinsic.TYPE_VARIABLE);
          return;
        }
        evaluator(variable, bound, generator.symbols.scopeOf(variable), false);
        idioms.intrinsic(
            bound instanceof Expr.Tuple
                ? Intrinsic.TYPE_VARIABLE_WITH_CONSTRAINTS
                : Intrinsic.TYPE_VARIABLE_WITH_BOUND);
      }
      case TypeParameter.TypeVarTuple _ -> idioms.intrinsic(Intrinsic.TYPE_VARIABLE_TUPLE);
      case TypeParameter.ParamSpec _ -> idioms.intrinsic(Intrinsic.PARAMETER_SPECIFICATION);
    }
  }

  /**
   * Makes the function of a bound or default ({@code compiler_type_param_bound_or_default}).
   *
   * @param unpacks whether the value may be {@code *Ts}, of which the only item counts
   */
  private void evaluator(TypeParameter parameter, Expr value, Scope scope, boolean unpacks) {
    Span before = emit.place;
    if (rules.placesBounds()) {
      emit.at(value);
    }
    Span place = emit.place;
    Unit unit =
        generator.annotations.beginEvaluator(
            ScopeKind.ANNOTATION, parameter.name(), scope, value.span().line());
    if (unpacks && value instanceof Expr.Starred starred) {
      visit(starred.value());
      emit.place = value.span();
      emit.op(Opcode.UNPACK_SEQUENCE, 1);
    } else {
      visit(value);
    }
    emit.place = place;
    emit.exit(Opcode.RETURN_VALUE, 0);
    generator.annotations.endEvaluator(unit, emit.leave(true));
    emit.place = before;
  }
}
