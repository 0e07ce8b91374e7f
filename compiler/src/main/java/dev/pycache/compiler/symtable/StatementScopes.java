package dev.pycache.compiler.symtable;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.ast.Alias;
import dev.pycache.compiler.ast.ExceptHandler;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.MatchCase;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Pattern;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.ast.WithItem;
import dev.pycache.compiler.rules.ScopeRules;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The first pass over statements and patterns ({@code symtable_visit_stmt} and what it calls). */
final class StatementScopes {
  private final ScopeStack scopes;
  private final FutureFeatures future;
  private final RecursionDepth depth;
  private final ExpressionScopes expressions;
  private final AnnotationScopes annotations;
  private final TypeScopes types;
  private final boolean visitsDecoratorsFirst;
  private final boolean visitsHandlersBeforeElse;
  private final boolean leavesGenericClassPrivate;
  private final boolean checksPlaces;
  private final Str futureName;

  StatementScopes(
      CompilationContext context, ScopeStack scopes, FutureFeatures future, ScopeMap defaults) {
    var rules = new ScopeRules(context.target());
    this.scopes = scopes;
    this.future = future;
    this.depth = new RecursionDepth(context);
    this.expressions = new ExpressionScopes(scopes, rules, depth);
    this.annotations = new AnnotationScopes(scopes, rules, future, expressions);
    this.types = new TypeScopes(scopes, rules, depth, expressions, defaults);
    this.visitsDecoratorsFirst = rules.visitsDecoratorsFirst();
    this.visitsHandlersBeforeElse = rules.visitsHandlersBeforeElse();
    this.leavesGenericClassPrivate = rules.leavesGenericClassPrivate();
    this.checksPlaces = rules.checksPlaces();
    this.futureName = scopes.known().future;
  }

  /** The body of a module, whose block has just been opened. */
  void module(Nodes<Stmt> body) {
    scopes.current().docstring = Docstrings.begins(body);
    visitAll(body);
  }

  void visitAll(Nodes<Stmt> statements) {
    for (int i = 0, n = statements.size(); i < n; i++) {
      visit(statements.get(i));
    }
  }

  /**
   * The cases are ordered by frequency, for they are tried one after the other; the commonest do
   * not even wait for the switch.
   */
  private void visit(Stmt statement) {
    depth.enter();
    if (statement instanceof Stmt.ExprStmt s) {
      expressions.visit(s.value());
    } else if (statement instanceof Stmt.Assign s) {
      assign(s);
    } else {
      visitOther(statement);
    }
    depth.leave();
  }

  private void assign(Stmt.Assign s) {
    expressions.visitAll(s.targets());
    expressions.visit(s.value());
  }

  private void visitOther(Stmt statement) {
    switch (statement) {
      case Stmt.If s -> {
        expressions.visit(s.test());
        conditional(s.body(), s.orElse());
      }
      case Stmt.Return s -> {
        if (s.value() != null) {
          expressions.visit(s.value());
          scopes.current().returnsValue = true;
        }
      }
      case Stmt.FunctionDef s -> function(s);
      case Stmt.For s -> {
        checkAsync(s.isAsync(), "'async for' outside async function", s.span());
        expressions.visit(s.target());
        expressions.visit(s.iterable());
        conditional(s.body(), s.orElse());
      }
      case Stmt.Pass s -> {}
      case Stmt.Import s -> aliases(s.names());
      case Stmt.ImportFrom s -> importFrom(s);
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
        checkAsync(s.isAsync(), "'async with' outside async function", s.span());
        boolean before = enterConditional();
        withItems(s.items());
        visitAll(s.body());
        scopes.current().inConditionalBlock = before;
      }
      case Stmt.Try s -> tryStatement(s);
      case Stmt.ClassDef s -> classDef(s);
      case Stmt.Assert s -> {
        expressions.visit(s.test());
        expressions.visitOptional(s.message());
      }
      case Stmt.While s -> {
        expressions.visit(s.test());
        conditional(s.body(), s.orElse());
      }
      case Stmt.AnnAssign s -> annotatedAssignment(s);
      case Stmt.Delete s -> expressions.visitAll(s.targets());
      case Stmt.Match s -> match(s);
      case Stmt.Global s -> declare(s.names(), SymbolFlags.GLOBAL, "global", s.span());
      case Stmt.Nonlocal s -> declare(s.names(), SymbolFlags.NONLOCAL, "nonlocal", s.span());
      case Stmt.TypeAlias s -> types.alias(s);
      case Stmt.Break s -> {}
      case Stmt.Continue s -> {}
      case Stmt.ExprStmt s -> expressions.visit(s.value());
      case Stmt.Assign s -> assign(s);
    }
  }

  /** Marks what follows as possibly not executed; returns what held before. */
  private boolean enterConditional() {
    Scope scope = scopes.current();
    boolean before = scope.inConditionalBlock;
    scope.inConditionalBlock = true;
    return before;
  }

  private void conditional(Nodes<Stmt> body, Nodes<Stmt> orElse) {
    boolean before = enterConditional();
    visitAll(body);
    visitAll(orElse);
    scopes.current().inConditionalBlock = before;
  }

  private void checkAsync(boolean isAsync, String message, Span span) {
    if (isAsync && checksPlaces && !scopes.current().coroutine) {
      throw ScopeStack.error(message, span);
    }
  }

  private void tryStatement(Stmt.Try s) {
    boolean before = enterConditional();
    visitAll(s.body());
    if (visitsHandlersBeforeElse) {
      handlers(s.handlers());
      visitAll(s.orElse());
    } else {
      visitAll(s.orElse());
      handlers(s.handlers());
    }
    visitAll(s.finalBody());
    scopes.current().inConditionalBlock = before;
  }

  private void function(Stmt.FunctionDef function) {
    scopes.add(function.name(), SymbolFlags.LOCAL, function.span());
    expressions.visitDefaults(function.args());
    if (visitsDecoratorsFirst) {
      expressions.visitAll(function.decorators());
    }
    boolean generic = !function.typeParameters().isEmpty();
    if (generic) {
      types.enter(function);
    }
    Scope scope = scopes.create(ScopeType.FUNCTION, function.name(), function);
    scope.docstring = Docstrings.begins(function.body());
    annotations.signature(function, scope);
    if (!visitsDecoratorsFirst) {
      expressions.visitAll(function.decorators());
    }
    scopes.open(scope);
    scope.coroutine = function.isAsync();
    expressions.declareParameters(function.args());
    visitAll(function.body());
    scopes.exit();
    if (generic) {
      scopes.exit();
    }
  }

  private void classDef(Stmt.ClassDef definition) {
    scopes.add(definition.name(), SymbolFlags.LOCAL, definition.span());
    if (visitsDecoratorsFirst) {
      expressions.visitAll(definition.decorators());
    }
    Str outer = scopes.className();
    boolean generic = !definition.typeParameters().isEmpty();
    if (generic) {
      types.enter(definition);
    }
    expressions.visitAll(definition.bases());
    expressions.checkKeywords(definition.keywords());
    expressions.visitKeywords(definition.keywords());
    if (!visitsDecoratorsFirst) {
      expressions.visitAll(definition.decorators());
    }
    Scope scope = scopes.enter(ScopeType.CLASS, definition.name(), definition, definition.span());
    scopes.changeClass(definition.name());
    if (generic) {
      types.classAttributes(definition.span());
    }
    scope.docstring = Docstrings.begins(definition.body());
    visitAll(definition.body());
    scopes.exit();
    if (generic) {
      scopes.exit();
    }
    scopes.changeClass(generic && leavesGenericClassPrivate ? definition.name() : outer);
  }

  private void annotatedAssignment(Stmt.AnnAssign assignment) {
    scopes.current().annotationsUsed = true;
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
    annotations.variable(assignment.annotation());
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

  /** Mirrors {@code check_import_from}, behind the names. */
  private void importFrom(Stmt.ImportFrom statement) {
    aliases(statement.names());
    if (checksPlaces
        && statement.module() == futureName
        && statement.level() == 0
        && future.comesLate(statement.span())) {
      throw ScopeStack.error(
          "from __future__ imports must occur at the beginning of the file", statement.span());
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
    boolean before = enterConditional();
    for (int i = 0, n = cases.size(); i < n; i++) {
      MatchCase matchCase = cases.get(i);
      pattern(matchCase.pattern());
      expressions.visitOptional(matchCase.guard());
      visitAll(matchCase.body());
    }
    scopes.current().inConditionalBlock = before;
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
        checkKeywords(p);
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

  /** Mirrors {@code check_kwd_patterns}. */
  private void checkKeywords(Pattern.MatchClass pattern) {
    for (int i = 0, n = pattern.keywordNames().size(); i < n; i++) {
      scopes.checkStored(pattern.keywordNames().get(i), pattern.keywordPatterns().get(i).span());
    }
  }

  private void bind(@Nullable Str name, Span span) {
    if (name != null) {
      scopes.add(name, SymbolFlags.LOCAL, span);
    }
  }
}
