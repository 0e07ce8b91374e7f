package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.Arguments;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.flowgraph.CodeUnit;
import dev.pycache.compiler.rules.DefinitionRules;

/** Functions and lambdas, and the decorators of functions and classes. */
final class Functions extends Family {
  private final DefinitionRules rules;
  private final Defaults defaults;
  private final boolean reservesFirstConstant;
  private final boolean countsStopIterationHandler;

  Functions(CodeGenerator generator) {
    super(generator);
    this.rules = generator.definitionRules;
    this.defaults = new Defaults(generator);
    this.reservesFirstConstant = rules.reservesFirstConstant();
    this.countsStopIterationHandler = rules.countsStopIterationHandler();
  }

  /** {@code compiler_function}. */
  void define(Stmt.FunctionDef s) {
    Arguments parameters = s.args();
    generator.names.checkParameters(parameters);
    visitAll(s.decorators());
    if (s.typeParameters().isEmpty()) {
      int flags = defaults.push(parameters);
      make(s, flags);
    } else {
      generic(s);
    }
    applyDecorators(s.decorators());
    generator.names.store(s.name());
  }

  /** Makes the function, of which the defaults are on the stack. */
  private void make(Stmt.FunctionDef s, int flags) {
    flags |= generator.annotations.ofFunction(s);
    ScopeKind kind = s.isAsync() ? ScopeKind.ASYNC_FUNCTION : ScopeKind.FUNCTION;
    Unit unit = emit.enter(kind, s.name(), s, firstLine(s.span(), s.decorators()));
    countParameters(unit.code, s.args());
    Str docstring = generator.bodies.docstring(s.body());
    if (docstring != null) {
      emit.constIndex(docstring);
    } else if (reservesFirstConstant) {
      emit.constIndex(Singleton.NONE);
    }
    if (countsStopIterationHandler) {
      // The label that the handler is pushed with; in 3.12 every label begins a block.
      emit.use(emit.newBlock());
      if (unit.stopIteration != null) {
        generator.unwinding.push(new FrameBlock.StopIteration());
      }
    }
    generator.statements.execute(s.body(), generator.bodies.firstStatement(s.body()));
    CodeObject code = emit.leave(true);
    generator.closures.makeFunction(unit, code, flags);
  }

  /**
   * Makes a function with type parameters: a function of its defaults makes first them and then it
   * (PEP 695).
   */
  private void generic(Stmt.FunctionDef s) {
    idioms.beforeCallable();
    int flags = defaults.push(s.args());
    int pushed = Integer.bitCount(flags);
    if (pushed == 2) {
      idioms.swap(2);
    }
    Span place = emit.place;
    int firstLine = firstLine(s.span(), s.decorators());
    Unit unit = generator.typeParameters.enter(s.name(), s.typeParameters(), firstLine);
    generator.typeParameters.make(s.typeParameters());
    emit.place = place;
    for (int i = 0; i < pushed; i++) {
      emit.op(Opcode.LOAD_FAST, i);
    }
    make(s, flags);
    idioms.swap(2);
    idioms.intrinsic(Intrinsic.SET_FUNCTION_TYPE_PARAMETERS);
    // Not before: without an argument, as it seems, annotations do not read through super().
    unit.code.argCount = pushed;
    generator.closures.makeFunction(unit, emit.leave(false), 0);
    if (pushed > 0) {
      idioms.swap(pushed + 1);
    }
    if (pushed > 0 && rules.passesDefaultsAsSelf()) {
      idioms.call(pushed - 1);
    } else {
      idioms.afterCallable();
      idioms.call(pushed);
    }
  }

  /** {@code compiler_lambda}. */
  void lambda(Expr.Lambda e) {
    Arguments parameters = e.args();
    generator.names.checkParameters(parameters);
    int flags = defaults.push(parameters);
    Unit unit = emit.enter(ScopeKind.LAMBDA, UnitName.LAMBDA, e, e.span().line());
    if (reservesFirstConstant) {
      emit.constIndex(Singleton.NONE);
    }
    countParameters(unit.code, parameters);
    visit(e.body());
    CodeObject code;
    if (unit.scope.isGenerator()) {
      code = emit.leave(false);
    } else {
      if (rules.returnsAtBodyOfLambda()) {
        emit.at(e.body());
      }
      emit.exit(Opcode.RETURN_VALUE, 0);
      code = emit.leave(true);
    }
    generator.closures.makeFunction(unit, code, flags);
  }

  private static void countParameters(CodeUnit code, Arguments parameters) {
    code.posOnlyArgCount = parameters.posOnlyArgs().size();
    code.argCount = code.posOnlyArgCount + parameters.args().size();
    code.kwOnlyArgCount = parameters.kwOnlyArgs().size();
  }

  /** Where a definition begins: at its first decorator. */
  static int firstLine(Span span, Nodes<Expr> decorators) {
    return decorators.isEmpty() ? span.line() : decorators.getFirst().span().line();
  }

  /**
   * Calls the decorators that are on the stack, each at its own place ({@code
   * compiler_apply_decorators}).
   */
  void applyDecorators(Nodes<Expr> decorators) {
    Span before = emit.place;
    for (int i = decorators.size() - 1; i >= 0; i--) {
      emit.at(decorators.get(i));
      idioms.callWithTopAsSelf();
    }
    emit.place = before;
  }
}
