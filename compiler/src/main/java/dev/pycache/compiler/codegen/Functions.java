package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import dev.pycache.compiler.ast.Arg;
import dev.pycache.compiler.ast.Arguments;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.flowgraph.CodeUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions and lambdas, with their defaults, annotations and decorators. */
final class Functions extends Family {
  // Flags of MAKE_FUNCTION: what is on the stack.
  private static final int DEFAULTS = 0x01;
  private static final int KEYWORD_DEFAULTS = 0x02;
  private static final int ANNOTATIONS = 0x04;

  Functions(CodeGenerator generator) {
    super(generator);
  }

  /** {@code compiler_function}. */
  void define(Stmt.FunctionDef s) {
    Arguments parameters = s.args();
    generator.names.checkParameters(parameters);
    visitAll(s.decorators());
    int flags = defaults(parameters);
    int annotations = annotations(parameters, s.returns());
    if (annotations > 0) {
      emit.op(Opcode.BUILD_TUPLE, annotations);
      flags |= ANNOTATIONS;
    }
    ScopeKind kind = s.isAsync() ? ScopeKind.ASYNC_FUNCTION : ScopeKind.FUNCTION;
    Unit unit = emit.enter(kind, s.name(), s, firstLine(s.span(), s.decorators()));
    Expr.Constant docstring = generator.statements.docstring(s.body());
    emit.constIndex(docstring != null ? docstring.value() : Singleton.NONE);
    countParameters(unit.code, parameters);
    generator.statements.execute(s.body(), docstring == null ? 0 : 1);
    CodeObject code = emit.leave(true);
    generator.names.makeFunction(unit, code, flags);
    applyDecorators(s.decorators());
    generator.names.store(s.name());
  }

  /** {@code compiler_lambda}. */
  void lambda(Expr.Lambda e) {
    Arguments parameters = e.args();
    generator.names.checkParameters(parameters);
    int flags = defaults(parameters);
    Unit unit = emit.enter(ScopeKind.LAMBDA, UnitName.LAMBDA, e, e.span().line());
    // The first constant is taken for a docstring.
    emit.constIndex(Singleton.NONE);
    countParameters(unit.code, parameters);
    visit(e.body());
    CodeObject code;
    if (unit.scope.isGenerator()) {
      code = emit.leave(false);
    } else {
      emit.op(Opcode.RETURN_VALUE);
      code = emit.leave(true);
    }
    generator.names.makeFunction(unit, code, flags);
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
    Span before = emit.unit.span;
    for (int i = decorators.size() - 1; i >= 0; i--) {
      emit.at(decorators.get(i));
      idioms.callWithTopAsSelf();
    }
    emit.unit.span = before;
  }

  /** Pushes the defaults and says which there are ({@code compiler_default_arguments}). */
  private int defaults(Arguments parameters) {
    int flags = 0;
    if (!parameters.defaults().isEmpty()) {
      visitAll(parameters.defaults());
      emit.op(Opcode.BUILD_TUPLE, parameters.defaults().size());
      flags |= DEFAULTS;
    }
    if (keywordDefaults(parameters.kwOnlyArgs(), parameters.kwDefaults())) {
      flags |= KEYWORD_DEFAULTS;
    }
    return flags;
  }

  /** {@code compiler_visit_kwonlydefaults}. */
  private boolean keywordDefaults(Nodes<Arg> parameters, Nodes<@Nullable Expr> defaults) {
    List<Constant> names = null;
    for (int i = 0, n = parameters.size(); i < n; i++) {
      Expr value = defaults.get(i);
      if (value != null) {
        if (names == null) {
          names = new ArrayList<>();
        }
        names.add(generator.names.mangledConstant(parameters.get(i).name()));
        visit(value);
      }
    }
    if (names == null) {
      return false;
    }
    emit.loadNames(Tuple.of(names));
    emit.op(Opcode.BUILD_CONST_KEY_MAP, names.size());
    return true;
  }

  /**
   * Pushes names and annotations, positional-only parameters second ({@code
   * compiler_visit_annotations}).
   */
  private int annotations(Arguments parameters, @Nullable Expr returns) {
    int pushed = annotations(parameters.args());
    pushed += annotations(parameters.posOnlyArgs());
    pushed += annotation(parameters.varArg());
    pushed += annotations(parameters.kwOnlyArgs());
    pushed += annotation(parameters.kwArg());
    pushed += annotation(generator.known.returns, returns);
    return pushed;
  }

  private int annotations(Nodes<Arg> parameters) {
    int pushed = 0;
    for (int i = 0, n = parameters.size(); i < n; i++) {
      pushed += annotation(parameters.get(i));
    }
    return pushed;
  }

  private int annotation(@Nullable Arg parameter) {
    return parameter == null ? 0 : annotation(parameter.name(), parameter.annotation());
  }

  /** {@code compiler_visit_argannotation}. */
  private int annotation(Str name, @Nullable Expr annotation) {
    if (annotation == null) {
      return 0;
    }
    emit.loadNames(generator.names.mangledConstant(name));
    if (annotation instanceof Expr.Starred starred && !generator.future.annotations()) {
      // The annotation of *args: *Ts is the only item of *Ts.
      visit(starred.value());
      emit.op(Opcode.UNPACK_SEQUENCE, 1);
    } else {
      generator.assignments.annotation(annotation);
    }
    return 2;
  }
}
