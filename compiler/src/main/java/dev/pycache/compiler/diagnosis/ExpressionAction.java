package dev.pycache.compiler.diagnosis;

import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.BinaryOperator;
import dev.pycache.compiler.ast.BoolOperator;
import dev.pycache.compiler.ast.CompareOperator;
import dev.pycache.compiler.ast.Comprehension;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.ExprContext;
import dev.pycache.compiler.ast.Keyword;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.ast.UnaryOperator;
import dev.pycache.compiler.literal.StringLiterals;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Actions that make expressions, and those that only put lists and pairs together. */
enum ExpressionAction implements Action {
  ATTRIBUTE,
  AWAIT,
  BINARY,
  BOOL,
  CALL,
  CALL_ARGUMENTS,
  CALL_GENERATOR,
  COMPARE,
  COMPREHENSION,
  CONDITIONAL,
  CONSTANT,
  DICT,
  DICT_COMPREHENSION,
  FLATTEN,
  GENERATOR,
  IN_CONTEXT,
  JOIN,
  KEYWORD,
  LAMBDA,
  LIST,
  LIST_COMPREHENSION,
  NAMED,
  NOT_FLUFL,
  PAIR,
  PREPEND,
  SET,
  SET_COMPREHENSION,
  SINGLETON,
  SLICE,
  STARRED,
  STARRED_TARGET,
  STRINGS,
  SUBSCRIPT,
  TUPLE,
  TUPLE_OF,
  UNARY,
  VALUE,
  YIELD,
  YIELD_FROM;

  @Override
  public @Nullable Object run(PegParser parser, @Nullable Object[] a) {
    return switch (this) {
      case ATTRIBUTE -> new Expr.Attribute(expr(a[0]), id(a[1]), context(a[2]), span(a[3]));
      case AWAIT -> new Expr.Await(expr(a[0]), span(a[1]));
      case BINARY ->
          new Expr.BinOp(expr(a[0]), (BinaryOperator) present(a[1]), expr(a[2]), span(a[3]));
      case BOOL ->
          new Expr.BoolOp(
              (BoolOperator) present(a[0]), Lists.of(Lists.prepend(a[1], a[2])), span(a[3]));
      case CALL -> call(expr(a[0]), (Expr.Call) a[1], span(a[2]));
      case CALL_ARGUMENTS -> callArguments(a[0], a[1], span(a[2]));
      case CALL_GENERATOR ->
          new Expr.Call(expr(a[0]), Nodes.of(expr(a[1])), Nodes.none(), span(a[2]));
      case COMPARE -> compare(expr(a[0]), Lists.cast(present(a[1])), span(a[2]));
      case COMPREHENSION ->
          new Comprehension(expr(a[1]), expr(a[2]), Lists.of(a[3]), (Boolean) present(a[0]));
      case CONDITIONAL -> new Expr.IfExp(expr(a[1]), expr(a[0]), expr(a[2]), span(a[3]));
      case CONSTANT -> new Expr.Constant((Constant) present(a[0]), span(a[1]));
      case DICT -> dict(a[0] == null ? List.of() : Lists.cast(a[0]), span(a[1]));
      case DICT_COMPREHENSION -> {
        Pair entry = (Pair) present(a[0]);
        yield new Expr.DictComp(
            expr(entry.first()), expr(entry.second()), Lists.of(a[1]), span(a[2]));
      }
      case FLATTEN -> flatten(Lists.cast(present(a[0])));
      case GENERATOR -> new Expr.GeneratorExp(expr(a[0]), Lists.of(a[1]), span(a[2]));
      case IN_CONTEXT -> inContext(expr(a[0]), context(a[1]));
      case JOIN -> Lists.join(a[0], a[1]);
      case KEYWORD -> new Keyword(a[0] == null ? null : id(a[0]), expr(a[1]), span(a[2]));
      case LAMBDA -> new Expr.Lambda(Parameters.orNone(a[0]), expr(a[1]), span(a[2]));
      case LIST -> new Expr.ListDisplay(Lists.of(a[0]), context(a[1]), span(a[2]));
      case LIST_COMPREHENSION -> new Expr.ListComp(expr(a[0]), Lists.of(a[1]), span(a[2]));
      case NAMED ->
          new Expr.NamedExpr(
              (Expr.Name) inContext(expr(a[0]), ExprContext.STORE), expr(a[1]), span(a[2]));
      case NOT_FLUFL -> parser.isInequality((Integer) present(a[0])) ? a[0] : null;
      case PAIR -> new Pair(a[0], present(a[1]));
      case PREPEND -> Lists.prepend(a[0], a[1]);
      case SET -> new Expr.SetDisplay(Lists.of(a[0]), span(a[1]));
      case SET_COMPREHENSION -> new Expr.SetComp(expr(a[0]), Lists.of(a[1]), span(a[2]));
      case SINGLETON -> List.of(present(a[0]));
      case SLICE -> new Expr.Slice((Expr) a[0], (Expr) a[1], (Expr) a[2], span(a[3]));
      case STARRED -> new Expr.Starred(expr(a[0]), context(a[1]), span(a[2]));
      case STARRED_TARGET ->
          new Expr.Starred(inContext(expr(a[0]), ExprContext.STORE), ExprContext.STORE, span(a[1]));
      case STRINGS -> strings(parser, Lists.cast(present(a[0])));
      case SUBSCRIPT -> new Expr.Subscript(expr(a[0]), expr(a[1]), context(a[2]), span(a[3]));
      case TUPLE -> new Expr.Tuple(Lists.of(a[0]), context(a[1]), span(a[2]));
      case TUPLE_OF ->
          new Expr.Tuple(Lists.of(Lists.prepend(a[0], a[1])), context(a[2]), span(a[3]));
      case UNARY -> new Expr.UnaryOp((UnaryOperator) present(a[0]), expr(a[1]), span(a[2]));
      case VALUE -> a[0];
      case YIELD -> new Expr.Yield((Expr) a[0], span(a[1]));
      case YIELD_FROM -> new Expr.YieldFrom(expr(a[0]), span(a[1]));
    };
  }

  // ---- arguments ----

  /** An argument that the grammar never leaves out. */
  static Object present(@Nullable Object argument) {
    if (argument == null) {
      throw new IllegalStateException("an action without its argument");
    }
    return argument;
  }

  static Expr expr(@Nullable Object argument) {
    return (Expr) present(argument);
  }

  static Span span(@Nullable Object argument) {
    return (Span) present(argument);
  }

  /** The identifier of a name. */
  static Str id(@Nullable Object name) {
    return ((Expr.Name) present(name)).id();
  }

  private static ExprContext context(@Nullable Object argument) {
    return (ExprContext) present(argument);
  }

  // ---- helpers ----

  private static Expr call(Expr function, Expr.@Nullable Call arguments, Span span) {
    return arguments == null
        ? new Expr.Call(function, Nodes.none(), Nodes.none(), span)
        : new Expr.Call(function, arguments.args(), arguments.keywords(), span);
  }

  /**
   * {@code _PyPegen_collect_call_seqs}: a call of nothing; starred arguments among the keywords are
   * positional.
   */
  private static Expr callArguments(
      @Nullable Object positional, @Nullable Object others, Span span) {
    List<Expr> args = new ArrayList<>();
    if (positional != null) {
      args.addAll(Lists.<Expr>cast(positional));
    }
    List<Keyword> keywords = new ArrayList<>();
    if (others != null) {
      for (Object other : Lists.cast(others)) {
        if (other instanceof Keyword keyword) {
          keywords.add(keyword);
        } else {
          args.add((Expr) other);
        }
      }
    }
    return new Expr.Call(PegParser.DUMMY, Nodes.copyOf(args), Nodes.copyOf(keywords), span);
  }

  private static Expr compare(Expr left, List<Pair> rest, Span span) {
    CompareOperator[] ops = new CompareOperator[rest.size()];
    Expr[] comparators = new Expr[ops.length];
    for (int i = 0; i < ops.length; i++) {
      ops[i] = (CompareOperator) present(rest.get(i).first());
      comparators[i] = (Expr) rest.get(i).second();
    }
    return new Expr.Compare(left, Nodes.ofArray(ops), Nodes.ofArray(comparators), span);
  }

  private static Expr dict(List<Pair> pairs, Span span) {
    @Nullable Expr[] keys = new Expr[pairs.size()];
    Expr[] values = new Expr[keys.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (Expr) pairs.get(i).first();
      values[i] = (Expr) pairs.get(i).second();
    }
    return new Expr.Dict(Nodes.ofArray(keys), Nodes.ofArray(values), span);
  }

  private static List<Object> flatten(List<List<Object>> lists) {
    List<Object> all = new ArrayList<>();
    for (List<Object> list : lists) {
      all.addAll(list);
    }
    return all;
  }

  private static Expr strings(PegParser parser, List<Integer> tokens) {
    int first = tokens.get(0);
    return StringLiterals.concatenate(parser, parser.tokens(), first, first + tokens.size());
  }

  /** The expression in another context, its elements too ({@code _PyPegen_set_expr_context}). */
  static Expr inContext(Expr e, ExprContext context) {
    return switch (e) {
      case Expr.Name name -> new Expr.Name(name.id(), context, name.span());
      case Expr.Tuple tuple ->
          new Expr.Tuple(inContext(tuple.elements(), context), context, tuple.span());
      case Expr.ListDisplay list ->
          new Expr.ListDisplay(inContext(list.elements(), context), context, list.span());
      case Expr.Subscript s -> new Expr.Subscript(s.value(), s.slice(), context, s.span());
      case Expr.Attribute a -> new Expr.Attribute(a.value(), a.attr(), context, a.span());
      case Expr.Starred s -> new Expr.Starred(inContext(s.value(), context), context, s.span());
      case Expr.BoolOp _,
          Expr.NamedExpr _,
          Expr.BinOp _,
          Expr.UnaryOp _,
          Expr.Lambda _,
          Expr.IfExp _ ->
          e;
      case Expr.Dict _, Expr.SetDisplay _, Expr.ListComp _, Expr.SetComp _, Expr.DictComp _ -> e;
      case Expr.GeneratorExp _, Expr.Await _, Expr.Yield _, Expr.YieldFrom _, Expr.Call _ -> e;
      case Expr.Compare _, Expr.FormattedValue _, Expr.JoinedStr _, Expr.Constant _, Expr.Slice _ ->
          e;
      case Expr.TemplateStr _, Expr.Interpolation _ -> e;
    };
  }

  private static Nodes<Expr> inContext(Nodes<Expr> elements, ExprContext context) {
    Expr[] changed = new Expr[elements.size()];
    for (int i = 0; i < changed.length; i++) {
      changed[i] = inContext(elements.get(i), context);
    }
    return Nodes.ofArray(changed);
  }
}
