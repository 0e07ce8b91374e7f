package dev.pycache.compiler.symtable;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.Alias;
import dev.pycache.compiler.ast.Arg;
import dev.pycache.compiler.ast.Arguments;
import dev.pycache.compiler.ast.ExceptHandler;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.MatchCase;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Pattern;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.ast.WithItem;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The first pass over statements and patterns ({@code symtable_visit_stmt} and what it calls). */
final class StatementScopes {
  private final ScopeStack scopes;
  private final boolean annotationsAreText;
  private final RecursionDepth depth = new RecursionDepth();
  private final ExpressionScopes expressions;
  private final Str annotationName;

  StatementScopes(ScopeStack scopes, FutureFeatures future) {
    this.scopes = scopes;
    this.annotationsAreText = future.annotations();
    this.expressions = new ExpressionScopes(scopes, depth);
    this.annotationName = scopes.intern("_annotation");
  }

  void visitAll(Nodes<Stmt> statements) {
    for (int i = 0, n = statements.size(); i < n; i++) {
      visit(statements.get(i));
    }
  }

  /** The cases are ordered by frequency, for they are tried one after the other. */
  private void visit(Stmt statement) {
    depth.enter();
    switch (statement) {
      case Stmt.ExprStmt s -> expressions.visit(s.value());
      case Stmt.Assign s -> {
        expressions.visitAll(s.targets());
        expressions.visit(s.value());
      }
      case Stmt.If s -> {
        expressions.visit(s.test());
        visitAll(s.body());
        visitAll(s.orElse());
      }
      case Stmt.Return s -> {
        if (s.value() != null) {
          expressions.visit(s.value());
          scopes.current().returnsValue = true;
        }
      }
      case Stmt.FunctionDef s -> function(s);
      case Stmt.For s -> {
        expressions.visit(s.target());
        expressions.visit(s.iterable());
        visitAll(s.body());
        visitAll(s.orElse());
      }
      case Stmt.Pass s -> {}
      case Stmt.Import s -> aliases(s.names());
      case Stmt.ImportFrom s -> aliases(s.names());
      case Stmt.AugAssign s -> {
        expressions.visit(s.target());
        expressions.visit(s.value());
      }
      case Stmt.Raise s -> {
        if (s.exception() != null) {
          expressions.visit(s.exception());
          expressions.visitOptional(s.cause());
        }
      }
      case Stmt.With s -> {
        withItems(s.items());
        visitAll(s.body());
      }
      case Stmt.Try s -> {
        visitAll(s.body());
        visitAll(s.orElse());
        handlers(s.handlers());
        visitAll(s.finalBody());
      }
      case Stmt.ClassDef s -> classDef(s);
      case Stmt.Assert s -> {
        expressions.visit(s.test());
        expressions.visitOptional(s.message());
      }
      case Stmt.While s -> {
        expressions.visit(s.test());
        visitAll(s.body());
        visitAll(s.orElse());
      }
      case Stmt.AnnAssign s -> annotatedAssignment(s);
      case Stmt.Delete s -> expressions.visitAll(s.targets());
      case Stmt.Match s -> match(s);
      case Stmt.Global s -> declare(s.names(), SymbolFlags.GLOBAL, "global", s.span());
      case Stmt.Nonlocal s -> declare(s.names(), SymbolFlags.NONLOCAL, "nonlocal", s.span());
      case Stmt.Break s -> {}
      case Stmt.Continue s -> {}
    }
    depth.leave();
  }

  private void function(Stmt.FunctionDef function) {
    scopes.add(function.name(), SymbolFlags.LOCAL, function.span());
    expressions.visitDefaults(function.args());
    signatureAnnotations(function);
    expressions.visitAll(function.decorators());
    Scope scope = scopes.enter(ScopeType.FUNCTION, function.name(), function);
    scope.coroutine = function.isAsync();
    expressions.declareParameters(function.args());
    visitAll(function.body());
    scopes.exit();
  }

  /**
   * Mirrors {@code symtable_visit_annotations}; mind where the annotation of {@code **kwargs}
   * comes.
   */
  private void signatureAnnotations(Stmt.FunctionDef function) {
    Arguments args = function.args();
    if (annotationsAreText) {
      scopes.enter(ScopeType.ANNOTATION, annotationName, function);
    }
    argAnnotations(args.posOnlyArgs());
    argAnnotations(args.args());
    argAnnotation(args.varArg());
    argAnnotation(args.kwArg());
    argAnnotations(args.kwOnlyArgs());
    if (annotationsAreText) {
      scopes.exit();
    }
    if (function.returns() != null) {
      annotation(function.returns());
    }
  }

  private void argAnnotations(Nodes<Arg> args) {
    for (int i = 0, n = args.size(); i < n; i++) {
      expressions.visitOptional(args.get(i).annotation());
    }
  }

  private void argAnnotation(@Nullable Arg arg) {
    if (arg != null) {
      expressions.visitOptional(arg.annotation());
    }
  }

  private void annotation(Expr annotation) {
    if (annotationsAreText) {
      scopes.enter(ScopeType.ANNOTATION, annotationName, annotation);
      expressions.visit(annotation);
      scopes.exit();
    } else {
      expressions.visit(annotation);
    }
  }

  private void classDef(Stmt.ClassDef definition) {
    scopes.add(definition.name(), SymbolFlags.LOCAL, definition.span());
    expressions.visitAll(definition.bases());
    expressions.visitKeywords(definition.keywords());
    expressions.visitAll(definition.decorators());
    scopes.enter(ScopeType.CLASS, definition.name(), definition);
    Str outer = scopes.changeClass(definition.name());
    visitAll(definition.body());
    scopes.changeClass(outer);
    scopes.exit();
  }

  private void annotatedAssignment(Stmt.AnnAssign assignment) {
    if (assignment.target() instanceof Expr.Name target) {
      int flags = scopes.lookup(target.id());
      if ((flags & (SymbolFlags.GLOBAL | SymbolFlags.NONLOCAL)) != 0
          && !scopes.atModuleLevel()
          && assignment.simple()) {
        String declared = (flags & SymbolFlags.GLOBAL) != 0 ? "global" : "nonlocal";
        throw ScopeStack.error(
            "annotated name '" + target.id() + "' can't be " + declared, assignment.span());
      }
      if (assignment.simple()) {
        scopes.add(target.id(), SymbolFlags.ANNOTATED | SymbolFlags.LOCAL, target.span());
      } else if (assignment.value() != null) {
        scopes.add(target.id(), SymbolFlags.LOCAL, target.span());
      }
    } else {
      expressions.visit(assignment.target());
    }
    annotation(assignment.annotation());
    expressions.visitOptional(assignment.value());
  }

  /**
   * {@code global} and {@code nonlocal}, which must come before every other occurrence of the name.
   */
  private void declare(Nodes<Str> names, int flag, String keyword, Span span) {
    for (Str name : names) {
      int flags = scopes.lookup(name);
      String clash = null;
      if ((flags & SymbolFlags.PARAMETER) != 0) {
        clash = "name '" + name + "' is parameter and " + keyword;
      } else if ((flags & SymbolFlags.USE) != 0) {
        clash = "name '" + name + "' is used prior to " + keyword + " declaration";
      } else if ((flags & SymbolFlags.ANNOTATED) != 0) {
        clash = "annotated name '" + name + "' can't be " + keyword;
      } else if ((flags & SymbolFlags.LOCAL) != 0) {
        clash = "name '" + name + "' is assigned to before " + keyword + " declaration";
      }
      if (clash != null) {
        throw ScopeStack.error(clash, span);
      }
      scopes.add(name, flag, span);
      scopes.recordDirective(name, span);
    }
  }

  private void withItems(Nodes<WithItem> items) {
    for (int i = 0, n = items.size(); i < n; i++) {
      WithItem item = items.get(i);
      expressions.visit(item.context());
      expressions.visitOptional(item.target());
    }
  }

  private void handlers(Nodes<ExceptHandler> handlers) {
    for (int i = 0, n = handlers.size(); i < n; i++) {
      ExceptHandler handler = handlers.get(i);
      expressions.visitOptional(handler.type());
      if (handler.name() != null) {
        scopes.add(handler.name(), SymbolFlags.LOCAL, handler.span());
      }
      visitAll(handler.body());
    }
  }

  /**
   * Imports bind the name after {@code as}, or the first part of a dotted name ({@code
   * symtable_visit_alias}).
   */
  private void aliases(Nodes<Alias> aliases) {
    for (int i = 0, n = aliases.size(); i < n; i++) {
      Alias alias = aliases.get(i);
      Str name = alias.asName() == null ? alias.name() : alias.asName();
      byte[] text = name.utf8();
      if (text.length == 1 && text[0] == '*') {
        if (scopes.current().type != ScopeType.MODULE) {
          throw ScopeStack.error("import * only allowed at module level", alias.span());
        }
        continue;
      }
      int dot = 0;
      while (dot < text.length && text[dot] != '.') {
        dot++;
      }
      Str bound = dot == text.length ? name : scopes.intern(Arrays.copyOf(text, dot));
      scopes.add(bound, SymbolFlags.IMPORT, alias.span());
    }
  }

  private void match(Stmt.Match match) {
    expressions.visit(match.subject());
    Nodes<MatchCase> cases = match.cases();
    for (int i = 0, n = cases.size(); i < n; i++) {
      MatchCase matchCase = cases.get(i);
      pattern(matchCase.pattern());
      expressions.visitOptional(matchCase.guard());
      visitAll(matchCase.body());
    }
  }

  private void patterns(Nodes<Pattern> patterns) {
    for (int i = 0, n = patterns.size(); i < n; i++) {
      pattern(patterns.get(i));
    }
  }

  /** Mirrors {@code symtable_visit_pattern}. */
  private void pattern(Pattern pattern) {
    depth.enter();
    switch (pattern) {
      case Pattern.MatchValue p -> expressions.visit(p.value());
      case Pattern.MatchSingleton p -> {}
      case Pattern.MatchSequence p -> patterns(p.patterns());
      case Pattern.MatchStar p -> bind(p.name(), p.span());
      case Pattern.MatchMapping p -> {
        expressions.visitAll(p.keys());
        patterns(p.patterns());
        bind(p.rest(), p.span());
      }
      case Pattern.MatchClass p -> {
        expressions.visit(p.cls());
        patterns(p.patterns());
        patterns(p.keywordPatterns());
      }
      case Pattern.MatchAs p -> {
        if (p.pattern() != null) {
          pattern(p.pattern());
        }
        bind(p.name(), p.span());
      }
      case Pattern.MatchOr p -> patterns(p.patterns());
    }
    depth.leave();
  }

  private void bind(@Nullable Str name, Span span) {
    if (name != null) {
      scopes.add(name, SymbolFlags.LOCAL, span);
    }
  }
}
