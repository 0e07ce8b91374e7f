package dev.pycache.compiler.symtable;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.Arg;
import dev.pycache.compiler.ast.Arguments;
import dev.pycache.compiler.ast.Comprehension;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Keyword;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.rules.ScopeRules;
import org.jspecify.annotations.Nullable;

/** The first pass over expressions ({@code symtable_visit_expr} and what it calls). */
final class ExpressionScopes {
  private final ScopeStack scopes;
  private final RecursionDepth depth;
  private final boolean namesExpressionsPlainly;
  private final boolean refusesFunctionsThatSeeClass;
  private final boolean checksDebugName;
  private final boolean checksPlaces;
  private final Str superName;
  private final Str classCell;
  private final Str lambdaName;
  private final Str firstIterable;

  ExpressionScopes(ScopeStack scopes, ScopeRules rules, RecursionDepth depth) {
    this.scopes = scopes;
    this.depth = depth;
    this.namesExpressionsPlainly = rules.namesExpressionsPlainly();
    this.refusesFunctionsThatSeeClass = rules.refusesFunctionsThatSeeClass();
    this.checksDebugName = rules.checksDebugName();
    this.checksPlaces = rules.checksPlaces();
    KnownNames known = scopes.known();
    this.superName = known.superClass;
    this.classCell = known.classClosure;
    this.lambdaName = known.lambda;
    this.firstIterable = known.firstIterable;
  }

  void visitOptional(@Nullable Expr expr) {
    if (expr != null) {
      visit(expr);
    }
  }

  void visitAll(Nodes<? extends @Nullable Expr> exprs) {
    for (int i = 0, n = exprs.size(); i < n; i++) {
      visitOptional(exprs.get(i));
    }
  }

  void visitKeywords(Nodes<Keyword> keywords) {
    for (int i = 0, n = keywords.size(); i < n; i++) {
      visit(keywords.get(i).value());
    }
  }

  /** Refuses names of keyword arguments that must not be assigned to ({@code check_keywords}). */
  void checkKeywords(Nodes<Keyword> keywords) {
    if (checksDebugName) {
      for (int i = 0, n = keywords.size(); i < n; i++) {
        Keyword keyword = keywords.get(i);
        if (keyword.arg() != null) {
          scopes.checkStored(keyword.arg(), keyword.span());
        }
      }
    }
  }

  /**
   * The cases are ordered by frequency, for they are tried one after the other; the commonest do
   * not even wait for the switch.
   */
  void visit(Expr expr) {
    if (expr instanceof Expr.Name name) {
      depth.touch();
      name(name);
    } else if (expr instanceof Expr.Constant) {
      depth.touch();
    } else {
      visitInner(expr);
    }
  }

  private void visitInner(Expr expr) {
    depth.enter();
    if (expr instanceof Expr.Attribute attribute) {
      attribute(attribute);
    } else if (expr instanceof Expr.Call call) {
      call(call);
    } else {
      visitOther(expr);
    }
    depth.leave();
  }

  private void visitOther(Expr expr) {
    switch (expr) {
      case Expr.Tuple e -> visitAll(e.elements());
      case Expr.Subscript e -> {
        visit(e.value());
        visit(e.slice());
      }
      case Expr.BinOp e -> {
        visit(e.left());
        visit(e.right());
      }
      case Expr.Compare e -> {
        visit(e.left());
        visitAll(e.comparators());
      }
      case Expr.ListDisplay e -> visitAll(e.elements());
      case Expr.UnaryOp e -> visit(e.operand());
      case Expr.BoolOp e -> visitAll(e.values());
      case Expr.JoinedStr e -> visitAll(e.values());
      case Expr.FormattedValue e -> {
        visit(e.value());
        visitOptional(e.formatSpec());
      }
      case Expr.Dict e -> {
        visitAll(e.keys());
        visitAll(e.values());
      }
      case Expr.Slice e -> {
        visitOptional(e.lower());
        visitOptional(e.upper());
        visitOptional(e.step());
      }
      case Expr.Starred e -> visit(e.value());
      case Expr.IfExp e -> {
        visit(e.test());
        visit(e.body());
        visit(e.orElse());
      }
      case Expr.SetDisplay e -> visitAll(e.elements());
      case Expr.Lambda e -> lambda(e);
      case Expr.ListComp e ->
          comprehension(e, ComprehensionKind.LIST, "listcomp", e.generators(), e.element(), null);
      case Expr.GeneratorExp e ->
          comprehension(
              e, ComprehensionKind.GENERATOR, "genexpr", e.generators(), e.element(), null);
      case Expr.DictComp e ->
          comprehension(e, ComprehensionKind.DICT, "dictcomp", e.generators(), e.key(), e.value());
      case Expr.SetComp e ->
          comprehension(e, ComprehensionKind.SET, "setcomp", e.generators(), e.element(), null);
      case Expr.TemplateStr e -> visitAll(e.values());
      case Expr.Interpolation e -> {
        visit(e.value());
        visitOptional(e.formatSpec());
      }
      case Expr.NamedExpr e -> namedExpr(e);
      case Expr.Yield e -> yieldExpr(e, e.value());
      case Expr.YieldFrom e -> yieldExpr(e, e.value());
      case Expr.Await e -> {
        refuseInAnnotation("await expression", e);
        checkAwait(e);
        visit(e.value());
        scopes.current().coroutine = true;
      }
      case Expr.Name e -> name(e);
      case Expr.Constant e -> {}
      case Expr.Attribute e -> attribute(e);
      case Expr.Call e -> call(e);
    }
  }

  private void call(Expr.Call call) {
    visit(call.function());
    visitAll(call.args());
    Nodes<Keyword> keywords = call.keywords();
    if (!keywords.isEmpty()) {
      checkKeywords(keywords);
      visitKeywords(keywords);
    }
  }

  private void attribute(Expr.Attribute attribute) {
    if (checksDebugName) {
      switch (attribute.context()) {
        case LOAD -> {}
        case STORE -> scopes.checkStored(attribute.attr(), attribute.span());
        case DEL -> scopes.checkDeleted(attribute.attr(), attribute.span());
      }
    }
    visit(attribute.value());
  }

  private void name(Expr.Name name) {
    Scope scope = scopes.current();
    if (scope.inUnevaluatedAnnotation) {
      return;
    }
    switch (name.context()) {
      case LOAD -> {
        scopes.use(scope, name.id(), name.span());
        if (name.id() == superName && scope.isFunctionLike()) {
          // super() without arguments needs the class
          scopes.add(classCell, SymbolFlags.USE, name.span());
        }
      }
      case STORE -> scopes.add(name.id(), SymbolFlags.LOCAL, name.span());
      case DEL -> scopes.addDeleted(name.id(), name.span());
    }
  }

  private void lambda(Expr.Lambda lambda) {
    refuseWhereClassIsSeen("lambda", lambda);
    visitDefaults(lambda.args());
    scopes.enter(ScopeType.FUNCTION, lambdaName, lambda, lambda.span());
    declareParameters(lambda.args());
    visit(lambda.body());
    scopes.exit();
  }

  /** Default values, which belong to the block around the function. */
  void visitDefaults(Arguments args) {
    visitAll(args.defaults());
    visitAll(args.kwDefaults());
  }

  /**
   * Declares the parameters in the function's block, which has just been opened ({@code
   * symtable_visit_arguments}).
   */
  void declareParameters(Arguments args) {
    declareParameters(args.posOnlyArgs());
    declareParameters(args.args());
    declareParameters(args.kwOnlyArgs());
    Arg varArg = args.varArg();
    if (varArg != null) {
      scopes.add(varArg.name(), SymbolFlags.PARAMETER, varArg.span());
      scopes.current().varArgs = true;
    }
    Arg kwArg = args.kwArg();
    if (kwArg != null) {
      scopes.add(kwArg.name(), SymbolFlags.PARAMETER, kwArg.span());
      scopes.current().varKeywords = true;
    }
  }

  private void declareParameters(Nodes<Arg> args) {
    for (int i = 0, n = args.size(); i < n; i++) {
      Arg arg = args.get(i);
      scopes.add(arg.name(), SymbolFlags.PARAMETER, arg.span());
    }
  }

  /**
   * A comprehension is a function of its first iterable, which is evaluated outside ({@code
   * symtable_handle_comprehension}).
   */
  private void comprehension(
      Expr node,
      ComprehensionKind kind,
      String blockName,
      Nodes<Comprehension> generators,
      Expr element,
      @Nullable Expr value) {
    refuseWhereClassIsSeen("comprehension", node);
    Comprehension outermost = generators.getFirst();
    iterable(outermost.iterable());
    Scope scope = scopes.enter(ScopeType.FUNCTION, scopes.intern(blockName), node, node.span());
    scope.comprehension = kind;
    if (outermost.isAsync()) {
      scope.coroutine = true;
    }
    scopes.add(firstIterable, SymbolFlags.PARAMETER, node.span());
    target(outermost.target());
    visitAll(outermost.conditions());
    for (int i = 1, n = generators.size(); i < n; i++) {
      Comprehension generator = generators.get(i);
      target(generator.target());
      iterable(generator.iterable());
      visitAll(generator.conditions());
      if (generator.isAsync()) {
        scope.coroutine = true;
      }
    }
    visitOptional(value);
    visit(element);
    boolean isGenerator = kind == ComprehensionKind.GENERATOR;
    scope.generator = isGenerator;
    scopes.exit();
    if (scope.coroutine && !isGenerator) {
      Scope around = scopes.current();
      if (checksPlaces && !isAsyncFunction(around) && !around.isComprehension()) {
        throw ScopeStack.error(
            "asynchronous comprehension outside of an asynchronous function", node.span());
      }
      around.coroutine = true;
    }
  }

  /** Mirrors {@code IS_ASYNC_DEF}. */
  private static boolean isAsyncFunction(Scope scope) {
    return scope.type == ScopeType.FUNCTION && scope.coroutine;
  }

  private void checkAwait(Expr.Await expr) {
    if (checksPlaces) {
      Scope scope = scopes.current();
      if (!scope.isFunctionLike()) {
        throw ScopeStack.error("'await' outside function", expr.span());
      }
      if (!isAsyncFunction(scope) && !scope.isComprehension()) {
        throw ScopeStack.error("'await' outside async function", expr.span());
      }
    }
  }

  private void target(Expr target) {
    Scope scope = scopes.current();
    scope.visitingTarget = true;
    visit(target);
    scope.visitingTarget = false;
  }

  private void iterable(Expr iterable) {
    Scope scope = scopes.current();
    scope.iterableDepth++;
    visit(iterable);
    scope.iterableDepth--;
  }

  /** Mirrors {@code symtable_handle_namedexpr}. */
  private void namedExpr(Expr.NamedExpr expr) {
    refuseInAnnotation("named expression", expr);
    Scope scope = scopes.current();
    if (scope.iterableDepth > 0) {
      throw ScopeStack.error(
          "assignment expression cannot be used in a comprehension iterable expression",
          expr.span());
    }
    if (scope.isComprehension()) {
      scopes.bindOutsideComprehension(expr.target());
    }
    visit(expr.value());
    visit(expr.target());
  }

  private void yieldExpr(Expr expr, @Nullable Expr value) {
    refuseInAnnotation("yield expression", expr);
    visitOptional(value);
    Scope scope = scopes.current();
    scope.generator = true;
    String place =
        switch (scope.comprehension) {
          case NONE -> null;
          case LIST -> "list comprehension";
          case DICT -> "dict comprehension";
          case SET -> "set comprehension";
          case GENERATOR -> "generator expression";
        };
    if (place != null) {
      throw ScopeStack.error("'yield' inside " + place, expr.span());
    }
  }

  private void refuseWhereClassIsSeen(String what, Expr expr) {
    if (refusesFunctionsThatSeeClass && scopes.current().canSeeClassScope) {
      throw ScopeStack.error(
          "Cannot use " + what + " in annotation scope within class scope", expr.span());
    }
  }

  /**
   * Some expressions have no place in annotations, also in those that are only kept as text, and in
   * what is about types ({@code symtable_raise_if_annotation_block}).
   */
  private void refuseInAnnotation(String what, Expr expr) {
    Scope scope = scopes.current();
    String place =
        switch (scope.type) {
          case MODULE, CLASS, FUNCTION -> null;
          case ANNOTATION -> "an annotation";
          case TYPE_ALIAS -> "a type alias";
          case TYPE_PARAMETERS -> "the definition of a generic";
          case TYPE_VARIABLE -> scope.description;
        };
    if (place != null) {
      String message =
          namesExpressionsPlainly
              ? what + " cannot be used within " + place
              : "'" + what + "' can not be used within " + place;
      throw ScopeStack.error(message, expr.span());
    }
  }
}
