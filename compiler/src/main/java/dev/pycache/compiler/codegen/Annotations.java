package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Int;
import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import dev.pycache.compiler.ast.Arg;
import dev.pycache.compiler.ast.Arguments;
import dev.pycache.compiler.ast.CompareOperator;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.ExprContext;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.CodeUnit;
import dev.pycache.compiler.symtable.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Annotations of functions and variables: evaluated where they stand, or by a function that is
 * asked for them (PEP 649, PEP 749).
 */
final class Annotations extends Family {
  /**
   * The format up to which an evaluating function answers ({@code VALUE_WITH_FAKE_GLOBALS} of
   * {@code annotationlib}).
   */
  private static final Int GREATEST_FORMAT = Int.of(2);

  /** The format that a value is asked for in if none is named: {@code VALUE}. */
  private static final Tuple FORMAT_DEFAULT = Tuple.of(Int.of(1));

  private final boolean isDeferred;

  Annotations(CodeGenerator generator) {
    super(generator);
    this.isDeferred = generator.definitionRules.defersAnnotations();
  }

  // Functions

  /**
   * Pushes the annotations of a signature, if there are any.
   *
   * @return what was pushed, as flags for {@link Closures#makeFunction}
   */
  int ofFunction(Stmt.FunctionDef s) {
    if (isDeferred) {
      return evaluator(s);
    }
    int pushed = signature(s.args(), s.returns());
    if (pushed == 0) {
      return 0;
    }
    emit.op(Opcode.BUILD_TUPLE, 2 * pushed);
    return Closures.ANNOTATIONS;
  }

  /** {@code codegen_function_annotations}. */
  private int evaluator(Stmt.FunctionDef s) {
    Scope scope = generator.symbols.annotationsOf(s);
    if (!scope.annotationsUsed()) {
      return 0;
    }
    Unit unit = enter(scope, scope.name());
    int pushed = signature(s.args(), s.returns());
    emit.op(Opcode.BUILD_MAP, pushed);
    leave(unit);
    return Closures.ANNOTATE;
  }

  /**
   * Pushes names and annotations, positional-only parameters second ({@code
   * compiler_visit_annotations}).
   *
   * @return how many
   */
  private int signature(Arguments parameters, @Nullable Expr returns) {
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
    return 1;
  }

  // Evaluating functions

  /**
   * Begins the function of a bound, a default or an alias: one of a format, whose own default is
   * pushed now, if the target has such functions, and else one without parameters.
   *
   * @param kind what it is if it has no parameters
   */
  Unit beginEvaluator(ScopeKind kind, Str name, Scope scope, int firstLine) {
    if (isDeferred) {
      emit.loadConst(FORMAT_DEFAULT);
      return enter(scope, name);
    }
    return emit.enter(kind, name, scope, firstLine);
  }

  /** Makes the function of a finished unit that {@link #beginEvaluator} began. */
  void endEvaluator(Unit unit, CodeObject code) {
    generator.closures.makeFunction(unit, code, isDeferred ? Closures.DEFAULTS : 0);
  }

  /**
   * Begins a function of a format, at the current place: it gives up on formats it does not know
   * ({@code codegen_setup_annotations_scope}).
   */
  private Unit enter(Scope scope, Str name) {
    Span place = emit.place;
    Unit unit = emit.enter(ScopeKind.ANNOTATION, name, scope, place.line());
    CodeUnit code = unit.code;
    code.posOnlyArgCount = 1;
    code.argCount = 1;
    emit.place = place;
    emit.op(Opcode.LOAD_FAST, 0);
    emit.loadConst(GREATEST_FORMAT);
    idioms.compare(CompareOperator.GREATER);
    BasicBlock body = emit.newBlock();
    emit.jump(Opcode.POP_JUMP_IF_FALSE, body);
    idioms.common(CommonConstant.NOT_IMPLEMENTED_ERROR);
    emit.exit(Opcode.RAISE_VARARGS, 1);
    emit.use(body);
    return unit;
  }

  /**
   * Ends an {@code __annotate__} function and makes it ({@code codegen_leave_annotations_scope}).
   */
  private void leave(Unit unit) {
    emit.exit(Opcode.RETURN_VALUE, 0);
    unit.code.namesFormat = true;
    CodeObject code = emit.leave(true);
    generator.closures.makeFunction(unit, code, 0);
  }

  // Variables

  /**
   * Keeps the annotation of a variable for later and notes, where it may not be reached, that it
   * was ({@code _PyCompile_AddDeferredAnnotation} and its use).
   */
  void defer(Stmt.AnnAssign s) {
    Unit unit = emit.unit;
    DeferredAnnotations deferred = unit.deferredAnnotations;
    if (deferred == null) {
      deferred = new DeferredAnnotations();
      unit.deferredAnnotations = deferred;
    }
    boolean inModule = unit.kind == ScopeKind.MODULE;
    int number = deferred.add(s, inModule || unit.conditionalBlocks > 0);
    if (number == DeferredAnnotations.ALWAYS) {
      return;
    }
    Str set = generator.known.conditionalAnnotations;
    if (inModule) {
      emit.nameOp(Opcode.LOAD_NAME, set);
    } else {
      emit.op(Opcode.LOAD_DEREF, unit.code.cellVars.find(set));
    }
    emit.loadConst(Int.of(number));
    emit.op(Opcode.SET_ADD, 1);
    emit.op(Opcode.POP_TOP);
  }

  /**
   * Makes the set of the annotations that were reached, if that is to be known ({@code
   * _PyCodegen_Module}, {@code codegen_class_body}).
   */
  void beginConditional() {
    Unit unit = emit.unit;
    if (!unit.scope.hasConditionalAnnotations()) {
      return;
    }
    Str set = generator.known.conditionalAnnotations;
    emit.op(Opcode.BUILD_SET, 0);
    if (unit.kind == ScopeKind.MODULE) {
      emit.nameOp(Opcode.STORE_NAME, set);
    } else {
      emit.op(Opcode.STORE_DEREF, unit.code.cellVars.find(set));
    }
  }

  /**
   * Makes the function that evaluates the annotations of the variables of a class or module, if
   * there are any ({@code codegen_process_deferred_annotations}). That of a module is made before
   * the body is run.
   */
  void define() {
    Unit unit = emit.unit;
    DeferredAnnotations deferred = unit.deferredAnnotations;
    Scope scope = unit.scope.annotations();
    if (deferred == null || scope == null) {
      return;
    }
    if (unit.kind == ScopeKind.CLASS) {
      define(deferred, scope, generator.known.annotateFunction);
      return;
    }
    BasicBlock block = emit.block;
    boolean blockEnded = emit.blockEnded;
    emit.block = emit.newBlock();
    emit.blockEnded = false;
    unit.code.annotations = emit.block;
    define(deferred, scope, generator.known.annotate);
    emit.block = block;
    emit.blockEnded = blockEnded;
  }

  private void define(DeferredAnnotations deferred, Scope scope, Str name) {
    boolean inClass = emit.unit.kind == ScopeKind.CLASS;
    Unit unit = enter(scope, scope.name());
    emit.op(Opcode.BUILD_MAP, 0);
    Span place = emit.place;
    for (DeferredAnnotations.Entry entry : deferred.entries()) {
      evaluate(entry, inClass, place);
    }
    leave(unit);
    generator.names.store(name);
  }

  /**
   * Adds one annotation to the dictionary on the stack ({@code codegen_deferred_annotations_body}).
   */
  private void evaluate(DeferredAnnotations.Entry entry, boolean inClass, Span place) {
    Stmt.AnnAssign s = entry.statement();
    BasicBlock notSet = emit.newBlock();
    emit.at(s);
    if (entry.number() != DeferredAnnotations.ALWAYS) {
      emit.loadConst(Int.of(entry.number()));
      Str set = generator.known.conditionalAnnotations;
      if (inClass) {
        // No scope knows that this name is used here: it becomes the last of the free variables.
        emit.op(Opcode.LOAD_DEREF, emit.unit.freeVariable(set));
      } else {
        emit.op(Opcode.LOAD_GLOBAL, emit.unit.code.names.indexOf(set));
      }
      idioms.compare(CompareOperator.IN);
      emit.jump(Opcode.POP_JUMP_IF_FALSE, notSet);
    }
    visit(s.annotation());
    idioms.copy(2);
    emit.loadNames(generator.names.mangledConstant(((Expr.Name) s.target()).id()));
    emit.place = place;
    idioms.subscript(ExprContext.STORE);
    emit.use(notSet);
  }
}
