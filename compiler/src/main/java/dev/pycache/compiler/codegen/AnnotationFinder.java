package dev.pycache.compiler.codegen;

import dev.pycache.compiler.ast.ExceptHandler;
import dev.pycache.compiler.ast.MatchCase;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.rules.DefinitionRules;

/** Whether a body annotates variables, so that it needs {@code __annotations__}. */
final class AnnotationFinder {
  private final DefinitionRules rules;

  AnnotationFinder(DefinitionRules rules) {
    this.rules = rules;
  }

  /** Looks into compound statements, and not into functions and classes ({@code find_ann}). */
  boolean areIn(Nodes<Stmt> statements) {
    for (int i = 0, n = statements.size(); i < n; i++) {
      if (isIn(statements.get(i))) {
        return true;
      }
    }
    return false;
  }

  private boolean isIn(Stmt statement) {
    return switch (statement) {
      case Stmt.AnnAssign _ -> true;
      case Stmt.If s -> areIn(s.body()) || areIn(s.orElse());
      case Stmt.For s -> areIn(s.body()) || areIn(s.orElse());
      case Stmt.While s -> areIn(s.body()) || areIn(s.orElse());
      case Stmt.With s -> areIn(s.body());
      case Stmt.Try s ->
          areInHandlers(s.handlers())
              || areIn(s.body())
              || areIn(s.finalBody())
              || areIn(s.orElse());
      case Stmt.Match s -> rules.findsAnnotationsInMatch() && areInCases(s.cases());
      default -> false;
    };
  }

  private boolean areInHandlers(Nodes<ExceptHandler> handlers) {
    for (int i = 0, n = handlers.size(); i < n; i++) {
      if (areIn(handlers.get(i).body())) {
        return true;
      }
    }
    return false;
  }

  private boolean areInCases(Nodes<MatchCase> cases) {
    for (int i = 0, n = cases.size(); i < n; i++) {
      if (areIn(cases.get(i).body())) {
        return true;
      }
    }
    return false;
  }
}
