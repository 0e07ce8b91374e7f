package dev.pycache.compiler.symtable;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.Arg;
import dev.pycache.compiler.ast.Arguments;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.rules.ScopeRules;
import org.jspecify.annotations.Nullable;

/**
 * The first pass over annotations. Up to 3.13 they are expressions of the block they stand in,
 * unless they are kept as text: then they are only checked, in blocks that have no code. From 3.14
 * on they are in blocks of their own, one for each function's signature and one for all variables
 * of a class or module (PEP 649).
 */
final class AnnotationScopes {
  private final ScopeStack scopes;
  private final ExpressionScopes expressions;
  private final boolean areText;
  private final boolean deferred;
  private final boolean classHasDictionary;
  private final Str textName;
  private final Str functionName;
  private final Str classDictionary;
  private final Str conditionalAnnotations;

  AnnotationScopes(
      ScopeStack scopes, ScopeRules rules, FutureFeatures future, ExpressionScopes expressions) {
    this.scopes = scopes;
    this.expressions = expressions;
    this.areText = future.annotations();
    this.deferred = rules.defersAnnotations();
    this.classHasDictionary = rules.givesDictionaryToAnnotations();
    KnownNames known = scopes.known();
    this.textName = known.annotationText;
    this.functionName = known.annotate;
    this.classDictionary = known.classDictionary;
    this.conditionalAnnotations = known.conditionalAnnotations;
  }

  /**
   * The annotations of a function ({@code symtable_visit_annotations}), whose block has been made
   * but not opened.
   */
  void signature(Stmt.FunctionDef function, Scope scope) {
    if (deferred) {
      deferredSignature(function, scope);
      return;
    }
    if (areText) {
      scopes.enter(ScopeType.ANNOTATION, textName, function.span());
    }
    parameters(function.args());
    if (areText) {
      scopes.exit();
    }
    if (function.returns() != null) {
      expression(function.returns());
    }
  }

  private void deferredSignature(Stmt.FunctionDef function, Scope scope) {
    Scope around = scopes.current();
    Scope block = scopes.enter(ScopeType.ANNOTATION, functionName, function.span());
    scope.signature = block;
    if (around.canSeeClassScope || around.type == ScopeType.CLASS) {
      block.canSeeClassScope = true;
      scopes.add(classDictionary, SymbolFlags.USE, function.span());
    }
    parameters(function.args());
    if (function.returns() != null) {
      block.annotationsUsed = true;
      expressions.visit(function.returns());
    }
    scopes.exit();
  }

  /** Mind where the annotation of {@code **kwargs} comes. */
  private void parameters(Arguments args) {
    parameters(args.posOnlyArgs());
    parameters(args.args());
    parameter(args.varArg());
    parameter(args.kwArg());
    parameters(args.kwOnlyArgs());
  }

  private void parameters(Nodes<Arg> args) {
    for (int i = 0, n = args.size(); i < n; i++) {
      parameter(args.get(i));
    }
  }

  private void parameter(@Nullable Arg arg) {
    if (arg != null && arg.annotation() != null) {
      scopes.current().annotationsUsed |= deferred;
      expressions.visit(arg.annotation());
    }
  }

  /** The annotation of a variable ({@code symtable_visit_annotation}). */
  void variable(Expr annotation) {
    if (!deferred) {
      expression(annotation);
      return;
    }
    Scope around = scopes.current();
    noteConditional(around, annotation);
    Scope block = around.annotations;
    if (block == null) {
      block = scopes.enter(ScopeType.ANNOTATION, functionName, annotation.span());
      around.annotations = block;
      if (around.type == ScopeType.CLASS && !areText) {
        block.canSeeClassScope = true;
        around.needsClassDictionary |= classHasDictionary;
        scopes.add(classDictionary, SymbolFlags.USE, annotation.span());
      }
    } else {
      scopes.enter(block);
    }
    // The annotations of local variables are never evaluated, so that their names are no symbols.
    block.inUnevaluatedAnnotation = around.type == ScopeType.FUNCTION;
    expressions.visit(annotation);
    block.inUnevaluatedAnnotation = false;
    scopes.exit();
  }

  /**
   * A module may be executed in part when its annotations are asked for, so that all of them count
   * as conditional there.
   */
  private void noteConditional(Scope scope, Expr annotation) {
    boolean conditional =
        scope.type == ScopeType.MODULE
            || (scope.type == ScopeType.CLASS && scope.inConditionalBlock);
    if (conditional && !scope.conditionalAnnotations) {
      scope.conditionalAnnotations = true;
      scopes.add(conditionalAnnotations, SymbolFlags.USE, annotation.span());
    }
  }

  private void expression(Expr annotation) {
    if (areText) {
      scopes.enter(ScopeType.ANNOTATION, textName, annotation.span());
      expressions.visit(annotation);
      scopes.exit();
    } else {
      expressions.visit(annotation);
    }
  }
}
