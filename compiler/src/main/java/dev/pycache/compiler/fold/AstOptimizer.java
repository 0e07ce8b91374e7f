package dev.pycache.compiler.fold;

import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.ast.ExceptHandler;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.MatchCase;
import dev.pycache.compiler.ast.Module;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Pattern;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.ast.TypeParameter;
import dev.pycache.compiler.ast.WithItem;
import dev.pycache.compiler.rules.FoldRules;
import dev.pycache.compiler.symtable.Docstrings;
import dev.pycache.compiler.symtable.FutureFeatures;
import dev.pycache.compiler.symtable.RecursionDepth;
import org.jspecify.annotations.Nullable;

/** Folds the statements of a module; see {@link ExpressionFolder} for what is inside them. */
public final class AstOptimizer {
  private final CompilationContext context;
  private final boolean foldsTypeParameterDefaults;
  private final boolean removesDocstrings;
  private final boolean warnsOfJumpsOutOfFinally;
  private final RecursionDepth depth;
  private final ExpressionFolder expressions;

  private final PatternFolder patterns;

  /**
   * Whether a jump out of what is being folded leaves a {@code finally}, so far as CPython looks:
   * not through the body of a loop ({@code ControlFlowInFinallyContext}).
   */
  private boolean inFinally;

  /** Whether to believe what the parser says of statements in which nothing is to do. */
  private final boolean skipsSettled;

  private AstOptimizer(CompilationContext context, Module module, FutureFeatures future) {
    var rules = new FoldRules(context.target());
    boolean usesDebug = context.strings().isIdentifier("__debug__");
    this.context = context;
    this.foldsTypeParameterDefaults = rules.foldsTypeParameterDefaults();
    this.removesDocstrings = rules.removesDocstrings() && context.optimization() >= 2;
    this.warnsOfJumpsOutOfFinally = rules.warnsOfJumpsOutOfFinally();
    this.depth = new RecursionDepth(context);
    this.skipsSettled = !removesDocstrings && !usesDebug && depth.allows(module.height());
    this.expressions = new ExpressionFolder(context, rules, !future.annotations(), depth);
    this.patterns = new PatternFolder(expressions, rules, depth);
  }

  /**
   * The module with its constants folded ({@code _PyAST_Optimize}); the same object if there was
   * nothing to fold.
   */
  public static Module optimize(CompilationContext context, Module module, FutureFeatures future) {
    Nodes<Stmt> body = new AstOptimizer(context, module, future).body(module.body());
    return body == module.body() ? module : new Module(body);
  }

  /**
   * The body of a module, function or class ({@code astfold_body}). A first statement that only
   * folding turned into a string, or that only has become the first, must not become a docstring,
   * so it is hidden in an f-string without fields.
   */
  private Nodes<Stmt> body(Nodes<Stmt> body) {
    boolean documented = Docstrings.begins(body);
    Nodes<Stmt> folded = all(documented && removesDocstrings ? withoutFirst(body) : body);
    if ((documented && !removesDocstrings) || !Docstrings.begins(folded)) {
      return folded;
    }
    var first = (Stmt.ExprStmt) folded.getFirst();
    var hidden = new Expr.JoinedStr(Nodes.of(first.value()), first.span());
    return Nodes.replace(folded, 0, new Stmt.ExprStmt(hidden, first.span()));
  }

  /**
   * A body without its docstring; with {@code pass} in its place if that was all ({@code
   * remove_docstring}).
   */
  private static Nodes<Stmt> withoutFirst(Nodes<Stmt> body) {
    if (body.size() > 1) {
      return Nodes.copyOf(body.subList(1, body.size()));
    }
    Span span = body.getFirst().span();
    int end = span.column() + "pass".length();
    return Nodes.of(new Stmt.Pass(new Span(span.line(), span.column(), span.line(), end)));
  }

  /** The body of a loop, out of which a jump is no matter of the {@code finally} around it. */
  private Nodes<Stmt> loopBody(Nodes<Stmt> body) {
    boolean before = inFinally;
    inFinally = false;
    Nodes<Stmt> folded = all(body);
    inFinally = before;
    return folded;
  }

  /** Warns of a statement that leaves a {@code finally} (PEP 765). */
  private Stmt jump(String keyword, Stmt statement) {
    if (inFinally && warnsOfJumpsOutOfFinally) {
      String message = "'" + keyword + "' in a 'finally' block";
      context.warn("SyntaxWarning", message, statement.span().line());
    }
    return statement;
  }

  private Nodes<Stmt> all(Nodes<Stmt> statements) {
    if (skipsSettled && statements.isSettled()) {
      return statements;
    }
    @Nullable Object[] changed = null;
    for (int i = 0, n = statements.size(); i < n; i++) {
      if (skipsSettled && statements.isSettled(i)) {
        continue;
      }
      Stmt old = statements.get(i);
      Stmt now = fold(old);
      if (now != old) {
        if (changed == null) {
          changed = statements.toArray();
        }
        changed[i] = now;
      }
    }
    return changed == null ? statements : Nodes.ofArray(changed);
  }

  /**
   * Mirrors {@code astfold_stmt}. The cases are ordered by frequency, for they are tried one after
   * the other.
   */
  private Stmt fold(Stmt statement) {
    depth.enter();
    Stmt result =
        switch (statement) {
          case Stmt.ExprStmt s -> {
            Expr value = expressions.fold(s.value());
            yield value == s.value() ? s : new Stmt.ExprStmt(value, s.span());
          }
          case Stmt.Assign s -> assign(s);
          case Stmt.If s -> ifStatement(s);
          case Stmt.Return s -> {
            jump("return", s);
            Expr value = expressions.foldOptional(s.value());
            yield value == s.value() ? s : new Stmt.Return(value, s.span());
          }
          case Stmt.FunctionDef s -> function(s);
          case Stmt.For s -> forStatement(s);
          case Stmt.Pass s -> s;
          case Stmt.Import s -> s;
          case Stmt.ImportFrom s -> s;
          case Stmt.AugAssign s -> augAssign(s);
          case Stmt.Raise s -> {
            Expr exception = expressions.foldOptional(s.exception());
            Expr cause = expressions.foldOptional(s.cause());
            yield exception == s.exception() && cause == s.cause()
                ? s
                : new Stmt.Raise(exception, cause, s.span());
          }
          case Stmt.With s -> with(s);
          case Stmt.Try s -> tryStatement(s);
          case Stmt.ClassDef s -> classDef(s);
          case Stmt.Assert s -> {
            Expr test = expressions.fold(s.test());
            Expr message = expressions.foldOptional(s.message());
            yield test == s.test() && message == s.message()
                ? s
                : new Stmt.Assert(test, message, s.span());
          }
          case Stmt.While s -> whileStatement(s);
          case Stmt.AnnAssign s -> annAssign(s);
          case Stmt.Delete s -> {
            Nodes<Expr> targets = expressions.all(s.targets());
            yield targets == s.targets() ? s : new Stmt.Delete(targets, s.span());
          }
          case Stmt.Match s -> match(s);
          case Stmt.Global s -> s;
          case Stmt.Nonlocal s -> s;
          case Stmt.Break s -> jump("break", s);
          case Stmt.Continue s -> jump("continue", s);
          case Stmt.TypeAlias s -> typeAlias(s);
        };
    depth.leave();
    return result;
  }

  private Stmt function(Stmt.FunctionDef s) {
    Nodes<TypeParameter> typeParameters = typeParameters(s.typeParameters());
    var args = expressions.arguments(s.args());
    boolean before = inFinally;
    inFinally = false;
    Nodes<Stmt> body = body(s.body());
    inFinally = before;
    Nodes<Expr> decorators = expressions.all(s.decorators());
    Expr returns = expressions.annotation(s.returns());
    if (typeParameters == s.typeParameters()
        && args == s.args()
        && body == s.body()
        && decorators == s.decorators()
        && returns == s.returns()) {
      return s;
    }
    return new Stmt.FunctionDef(
        s.isAsync(), s.name(), typeParameters, args, body, decorators, returns, s.span());
  }

  private Stmt classDef(Stmt.ClassDef s) {
    Nodes<TypeParameter> typeParameters = typeParameters(s.typeParameters());
    Nodes<Expr> bases = expressions.all(s.bases());
    var keywords = expressions.keywords(s.keywords());
    Nodes<Stmt> body = body(s.body());
    Nodes<Expr> decorators = expressions.all(s.decorators());
    if (typeParameters == s.typeParameters()
        && bases == s.bases()
        && keywords == s.keywords()
        && body == s.body()
        && decorators == s.decorators()) {
      return s;
    }
    return new Stmt.ClassDef(s.name(), typeParameters, bases, keywords, body, decorators, s.span());
  }

  private Stmt typeAlias(Stmt.TypeAlias s) {
    Nodes<TypeParameter> typeParameters = typeParameters(s.typeParameters());
    Expr value = expressions.fold(s.value());
    return typeParameters == s.typeParameters() && value == s.value()
        ? s
        : new Stmt.TypeAlias(s.name(), typeParameters, value, s.span());
  }

  private Nodes<TypeParameter> typeParameters(Nodes<TypeParameter> parameters) {
    @Nullable Object[] changed = null;
    for (int i = 0, n = parameters.size(); i < n; i++) {
      TypeParameter old = parameters.get(i);
      TypeParameter now = typeParameter(old);
      if (now != old) {
        if (changed == null) {
          changed = parameters.toArray();
        }
        changed[i] = now;
      }
    }
    return changed == null ? parameters : Nodes.ofArray(changed);
  }

  /** Mirrors {@code astfold_type_param}. */
  private TypeParameter typeParameter(TypeParameter parameter) {
    Expr bound =
        parameter instanceof TypeParameter.TypeVar variable
            ? expressions.foldOptional(variable.bound())
            : null;
    Expr value =
        foldsTypeParameterDefaults
            ? expressions.foldOptional(parameter.defaultValue())
            : parameter.defaultValue();
    boolean same = value == parameter.defaultValue();
    return switch (parameter) {
      case TypeParameter.TypeVar p ->
          same && bound == p.bound()
              ? p
              : new TypeParameter.TypeVar(p.name(), bound, value, p.span());
      case TypeParameter.TypeVarTuple p ->
          same ? p : new TypeParameter.TypeVarTuple(p.name(), value, p.span());
      case TypeParameter.ParamSpec p ->
          same ? p : new TypeParameter.ParamSpec(p.name(), value, p.span());
    };
  }

  private Stmt assign(Stmt.Assign s) {
    Nodes<Expr> targets = expressions.all(s.targets());
    Expr value = expressions.fold(s.value());
    return targets == s.targets() && value == s.value()
        ? s
        : new Stmt.Assign(targets, value, s.span());
  }

  private Stmt augAssign(Stmt.AugAssign s) {
    Expr target = expressions.fold(s.target());
    Expr value = expressions.fold(s.value());
    return target == s.target() && value == s.value()
        ? s
        : new Stmt.AugAssign(target, s.op(), value, s.span());
  }

  private Stmt annAssign(Stmt.AnnAssign s) {
    Expr target = expressions.fold(s.target());
    Expr annotation = expressions.requiredAnnotation(s.annotation());
    Expr value = expressions.foldOptional(s.value());
    if (target == s.target() && annotation == s.annotation() && value == s.value()) {
      return s;
    }
    return new Stmt.AnnAssign(target, annotation, value, s.simple(), s.span());
  }

  /**
   * The iterable of a plain {@code for} may become a constant, that of an {@code async for} never
   * does.
   */
  private Stmt forStatement(Stmt.For s) {
    Expr target = expressions.fold(s.target());
    Expr iterable = expressions.fold(s.iterable());
    Nodes<Stmt> body = loopBody(s.body());
    Nodes<Stmt> orElse = all(s.orElse());
    if (!s.isAsync()) {
      iterable = expressions.iterated(iterable);
    }
    if (target == s.target()
        && iterable == s.iterable()
        && body == s.body()
        && orElse == s.orElse()) {
      return s;
    }
    return new Stmt.For(s.isAsync(), target, iterable, body, orElse, s.span());
  }

  private Stmt whileStatement(Stmt.While s) {
    Expr test = expressions.fold(s.test());
    Nodes<Stmt> body = loopBody(s.body());
    Nodes<Stmt> orElse = all(s.orElse());
    return test == s.test() && body == s.body() && orElse == s.orElse()
        ? s
        : new Stmt.While(test, body, orElse, s.span());
  }

  private Stmt ifStatement(Stmt.If s) {
    Expr test = expressions.fold(s.test());
    Nodes<Stmt> body = all(s.body());
    Nodes<Stmt> orElse = all(s.orElse());
    return test == s.test() && body == s.body() && orElse == s.orElse()
        ? s
        : new Stmt.If(test, body, orElse, s.span());
  }

  private Stmt with(Stmt.With s) {
    Nodes<WithItem> items = items(s.items());
    Nodes<Stmt> body = all(s.body());
    return items == s.items() && body == s.body()
        ? s
        : new Stmt.With(s.isAsync(), items, body, s.span());
  }

  private Nodes<WithItem> items(Nodes<WithItem> items) {
    @Nullable Object[] changed = null;
    for (int i = 0, n = items.size(); i < n; i++) {
      WithItem old = items.get(i);
      Expr context = expressions.fold(old.context());
      Expr target = expressions.foldOptional(old.target());
      if (context != old.context() || target != old.target()) {
        if (changed == null) {
          changed = items.toArray();
        }
        changed[i] = new WithItem(context, target);
      }
    }
    return changed == null ? items : Nodes.ofArray(changed);
  }

  private Stmt tryStatement(Stmt.Try s) {
    Nodes<Stmt> body = all(s.body());
    Nodes<ExceptHandler> handlers = handlers(s.handlers());
    Nodes<Stmt> orElse = all(s.orElse());
    boolean before = inFinally;
    inFinally = true;
    Nodes<Stmt> finalBody = all(s.finalBody());
    inFinally = before;
    if (body == s.body()
        && handlers == s.handlers()
        && orElse == s.orElse()
        && finalBody == s.finalBody()) {
      return s;
    }
    return new Stmt.Try(s.isStar(), body, handlers, orElse, finalBody, s.span());
  }

  private Nodes<ExceptHandler> handlers(Nodes<ExceptHandler> handlers) {
    @Nullable Object[] changed = null;
    for (int i = 0, n = handlers.size(); i < n; i++) {
      ExceptHandler old = handlers.get(i);
      Expr type = expressions.foldOptional(old.type());
      Nodes<Stmt> body = all(old.body());
      if (type != old.type() || body != old.body()) {
        if (changed == null) {
          changed = handlers.toArray();
        }
        changed[i] = new ExceptHandler(type, old.name(), body, old.span());
      }
    }
    return changed == null ? handlers : Nodes.ofArray(changed);
  }

  private Stmt match(Stmt.Match s) {
    Expr subject = expressions.fold(s.subject());
    Nodes<MatchCase> cases = cases(s.cases());
    return subject == s.subject() && cases == s.cases()
        ? s
        : new Stmt.Match(subject, cases, s.span());
  }

  private Nodes<MatchCase> cases(Nodes<MatchCase> cases) {
    @Nullable Object[] changed = null;
    for (int i = 0, n = cases.size(); i < n; i++) {
      MatchCase old = cases.get(i);
      Pattern pattern = patterns.fold(old.pattern());
      Expr guard = expressions.foldOptional(old.guard());
      Nodes<Stmt> body = all(old.body());
      if (pattern != old.pattern() || guard != old.guard() || body != old.body()) {
        if (changed == null) {
          changed = cases.toArray();
        }
        changed[i] = new MatchCase(pattern, guard, body);
      }
    }
    return changed == null ? cases : Nodes.ofArray(changed);
  }
}
