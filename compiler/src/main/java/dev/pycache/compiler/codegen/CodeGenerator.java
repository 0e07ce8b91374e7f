package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.ast.Module;
import dev.pycache.compiler.rules.DefinitionRules;
import dev.pycache.compiler.rules.ExpressionRules;
import dev.pycache.compiler.rules.StatementRules;
import dev.pycache.compiler.symtable.FutureFeatures;
import dev.pycache.compiler.symtable.KnownNames;
import dev.pycache.compiler.symtable.SymbolTable;

/**
 * The tree walk that makes code ({@code compiler_mod} and all below it): one object for one
 * compilation.
 */
public final class CodeGenerator {
  final CompilationContext context;
  final FutureFeatures future;
  final SymbolTable symbols;
  final ExpressionRules expressionRules;
  final StatementRules statementRules;
  final DefinitionRules definitionRules;
  final KnownNames known;
  final Emitter emit;
  final Idioms idioms;

  final Suspicions suspicions;
  final Names names;
  final Expressions expressions;
  final Conditions conditions;
  final Calls calls;
  final Displays displays;
  final Comprehensions comprehensions;
  final Statements statements;
  final Assignments assignments;
  final Unwinding unwinding;
  final Loops loops;
  final TryStatements tryStatements;
  final WithStatements withStatements;
  final Imports imports;
  final Bodies bodies;
  final Functions functions;
  final Closures closures;
  final Annotations annotations;
  final Classes classes;
  final TypeParameters typeParameters;
  final TypeAliases typeAliases;
  final Patterns patterns;

  private CodeGenerator(
      CompilationContext context, Module module, FutureFeatures future, SymbolTable symbols) {
    this.context = context;
    this.future = future;
    this.symbols = symbols;
    this.expressionRules = new ExpressionRules(context.target());
    this.statementRules = new StatementRules(context.target());
    this.definitionRules = new DefinitionRules(context.target());
    this.known = symbols.known();
    this.emit = new Emitter(context, future, symbols, known, module);
    this.idioms = new Idioms(emit, expressionRules);
    this.suspicions = new Suspicions(this);
    this.names = new Names(this);
    this.expressions = new Expressions(this);
    this.conditions = new Conditions(this);
    this.calls = new Calls(this);
    this.displays = new Displays(this);
    this.comprehensions = new Comprehensions(this);
    this.statements = new Statements(this);
    this.assignments = new Assignments(this);
    this.unwinding = new Unwinding(this);
    this.loops = new Loops(this);
    this.tryStatements = new TryStatements(this);
    this.withStatements = new WithStatements(this);
    this.imports = new Imports(this);
    this.bodies = new Bodies(this);
    this.functions = new Functions(this);
    this.closures = new Closures(this);
    this.annotations = new Annotations(this);
    this.classes = new Classes(this);
    this.typeParameters = new TypeParameters(this);
    this.typeAliases = new TypeAliases(this);
    this.patterns = new Patterns(this);
  }

  /**
   * The code object of a module.
   *
   * @param module folded
   * @param symbols built from this very tree
   */
  public static CodeObject generate(
      CompilationContext context, Module module, FutureFeatures future, SymbolTable symbols) {
    return new CodeGenerator(context, module, future, symbols).compile(module);
  }

  private CodeObject compile(Module module) {
    if (!module.body().isEmpty()) {
      emit.at(module.body().getFirst());
    }
    annotations.beginConditional();
    bodies.body(module.body());
    return emit.leave(true);
  }
}
