package dev.pycache.compiler.fold;

import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Str;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.ast.Arg;
import dev.pycache.compiler.ast.Arguments;
import dev.pycache.compiler.ast.BinaryOperator;
import dev.pycache.compiler.ast.CompareOperator;
import dev.pycache.compiler.ast.Comprehension;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.ExprContext;
import dev.pycache.compiler.ast.Keyword;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.UnaryOperator;
import dev.pycache.compiler.rules.FoldRules;
import dev.pycache.compiler.symtable.RecursionDepth;
import org.jspecify.annotations.Nullable;

/** Folds expressions ({@code astfold_expr}): the children first, then the node itself. */
final class ExpressionFolder {
  private final boolean foldsAnnotations;
  private final RecursionDepth depth;

  /** Operators on constants. */
  final ConstantArithmetic arithmetic;

  private final boolean foldsOperations;
  private final PercentFormat percentFormat;
  private final Str debugName;
  private final Singleton debugValue;

  ExpressionFolder(
      CompilationContext context, FoldRules rules, boolean foldsAnnotations, RecursionDepth depth) {
    this.foldsAnnotations = foldsAnnotations;
    this.depth = depth;
    this.arithmetic = new ConstantArithmetic(context);
    this.foldsOperations = rules.foldsOperations();
    this.percentFormat = new PercentFormat(context.strings());
    this.debugName = context.strings().intern("__debug__");
    this.debugValue = Singleton.of(context.optimization() == 0);
  }

  @Nullable Expr foldOptional(@Nullable Expr expr) {
    return expr == null ? null : fold(expr);
  }

  /** An annotation, which is left alone where it will be turned into text. */
  @Nullable Expr annotation(@Nullable Expr annotation) {
    return annotation == null ? null : requiredAnnotation(annotation);
  }

  Expr requiredAnnotation(Expr annotation) {
    return foldsAnnotations ? fold(annotation) : annotation;
  }

  /** The same list if nothing changed. */
  Nodes<Expr> all(Nodes<Expr> exprs) {
    @Nullable Object[] changed = null;
    for (int i = 0, n = exprs.size(); i < n; i++) {
      Expr old = exprs.get(i);
      Expr now = fold(old);
      if (now != old) {
        if (changed == null) {
          changed = exprs.toArray();
        }
        changed[i] = now;
      }
    }
    return changed == null ? exprs : Nodes.ofArray(changed);
  }

  private Nodes<@Nullable Expr> allOptional(Nodes<@Nullable Expr> exprs) {
    @Nullable Object[] changed = null;
    for (int i = 0, n = exprs.size(); i < n; i++) {
      Expr old = exprs.get(i);
      Expr now = foldOptional(old);
      if (now != old) {
        if (changed == null) {
          changed = exprs.toArray();
        }
        changed[i] = now;
      }
    }
    return changed == null ? exprs : Nodes.ofArray(changed);
  }

  Nodes<Keyword> keywords(Nodes<Keyword> keywords) {
    @Nullable Object[] changed = null;
    for (int i = 0, n = keywords.size(); i < n; i++) {
      Keyword old = keywords.get(i);
      Expr value = fold(old.value());
      if (value != old.value()) {
        if (changed == null) {
          changed = keywords.toArray();
        }
        changed[i] = new Keyword(old.arg(), value, old.span());
      }
    }
    return changed == null ? keywords : Nodes.ofArray(changed);
  }

  Arguments arguments(Arguments args) {
    if (args == Arguments.EMPTY) {
      return args;
    }
    Nodes<Arg> posOnlyArgs = parameters(args.posOnlyArgs());
    Nodes<Arg> positional = parameters(args.args());
    Arg varArg = args.varArg() == null ? null : parameter(args.varArg());
    Nodes<Arg> kwOnlyArgs = parameters(args.kwOnlyArgs());
    Nodes<@Nullable Expr> kwDefaults = allOptional(args.kwDefaults());
    Arg kwArg = args.kwArg() == null ? null : parameter(args.kwArg());
    Nodes<Expr> defaults = all(args.defaults());
    if (posOnlyArgs == args.posOnlyArgs()
        && positional == args.args()
        && varArg == args.varArg()
        && kwOnlyArgs == args.kwOnlyArgs()
        && kwDefaults == args.kwDefaults()
        && kwArg == args.kwArg()
        && defaults == args.defaults()) {
      return args;
    }
    return new Arguments(posOnlyArgs, positional, varArg, kwOnlyArgs, kwDefaults, kwArg, defaults);
  }

  private Nodes<Arg> parameters(Nodes<Arg> args) {
    @Nullable Object[] changed = null;
    for (int i = 0, n = args.size(); i < n; i++) {
      Arg old = args.get(i);
      Arg now = parameter(old);
      if (now != old) {
        if (changed == null) {
          changed = args.toArray();
        }
        changed[i] = now;
      }
    }
    return changed == null ? args : Nodes.ofArray(changed);
  }

  private Arg parameter(Arg arg) {
    Expr annotation = annotation(arg.annotation());
    return annotation == arg.annotation() ? arg : new Arg(arg.name(), annotation, arg.span());
  }

  private Nodes<Comprehension> comprehensions(Nodes<Comprehension> generators) {
    @Nullable Object[] changed = null;
    for (int i = 0, n = generators.size(); i < n; i++) {
      Comprehension old = generators.get(i);
      Expr target = fold(old.target());
      Expr iterable = fold(old.iterable());
      Nodes<Expr> conditions = all(old.conditions());
      iterable = iterated(iterable);
      if (target != old.target() || iterable != old.iterable() || conditions != old.conditions()) {
        if (changed == null) {
          changed = generators.toArray();
        }
        changed[i] = new Comprehension(target, iterable, conditions, old.isAsync());
      }
    }
    return changed == null ? generators : Nodes.ofArray(changed);
  }

  /** The commonest expressions do not even wait for the switch over all of them. */
  Expr fold(Expr expr) {
    depth.enter();
    Expr result =
        expr instanceof Expr.Name name
            ? name(name)
            : expr instanceof Expr.Constant
                ? expr
                : expr instanceof Expr.Attribute attribute
                    ? attribute(attribute)
                    : expr instanceof Expr.Call call ? call(call) : foldOther(expr);
    depth.leave();
    return result;
  }

  /** The cases are ordered by frequency, for they are tried one after the other. */
  private Expr foldOther(Expr expr) {
    return switch (expr) {
      case Expr.Tuple e -> tuple(e);
      case Expr.Subscript e -> subscript(e);
      case Expr.BinOp e -> binary(e);
      case Expr.Compare e -> compare(e);
      case Expr.ListDisplay e -> {
        Nodes<Expr> elements = all(e.elements());
        yield elements == e.elements() ? e : new Expr.ListDisplay(elements, e.context(), e.span());
      }
      case Expr.UnaryOp e -> unary(e);
      case Expr.BoolOp e -> {
        Nodes<Expr> values = all(e.values());
        yield values == e.values() ? e : new Expr.BoolOp(e.op(), values, e.span());
      }
      case Expr.JoinedStr e -> {
        Nodes<Expr> values = all(e.values());
        yield values == e.values() ? e : new Expr.JoinedStr(values, e.span());
      }
      case Expr.FormattedValue e -> formattedValue(e);
      case Expr.TemplateStr e -> {
        Nodes<Expr> values = all(e.values());
        yield values == e.values() ? e : new Expr.TemplateStr(values, e.span());
      }
      case Expr.Interpolation e -> interpolation(e);
      case Expr.Dict e -> {
        Nodes<@Nullable Expr> keys = allOptional(e.keys());
        Nodes<Expr> values = all(e.values());
        yield keys == e.keys() && values == e.values() ? e : new Expr.Dict(keys, values, e.span());
      }
      case Expr.Slice e -> slice(e);
      case Expr.Starred e -> {
        Expr value = fold(e.value());
        yield value == e.value() ? e : new Expr.Starred(value, e.context(), e.span());
      }
      case Expr.IfExp e -> ifExp(e);
      case Expr.SetDisplay e -> {
        Nodes<Expr> elements = all(e.elements());
        yield elements == e.elements() ? e : new Expr.SetDisplay(elements, e.span());
      }
      case Expr.Lambda e -> {
        Arguments args = arguments(e.args());
        Expr body = fold(e.body());
        yield args == e.args() && body == e.body() ? e : new Expr.Lambda(args, body, e.span());
      }
      case Expr.ListComp e -> {
        Expr element = fold(e.element());
        Nodes<Comprehension> generators = comprehensions(e.generators());
        yield element == e.element() && generators == e.generators()
            ? e
            : new Expr.ListComp(element, generators, e.span());
      }
      case Expr.GeneratorExp e -> {
        Expr element = fold(e.element());
        Nodes<Comprehension> generators = comprehensions(e.generators());
        yield element == e.element() && generators == e.generators()
            ? e
            : new Expr.GeneratorExp(element, generators, e.span());
      }
      case Expr.DictComp e -> dictComp(e);
      case Expr.SetComp e -> {
        Expr element = fold(e.element());
        Nodes<Comprehension> generators = comprehensions(e.generators());
        yield element == e.element() && generators == e.generators()
            ? e
            : new Expr.SetComp(element, generators, e.span());
      }
      case Expr.NamedExpr e -> {
        Expr value = fold(e.value());
        yield value == e.value() ? e : new Expr.NamedExpr(e.target(), value, e.span());
      }
      case Expr.Yield e -> {
        Expr value = foldOptional(e.value());
        yield value == e.value() ? e : new Expr.Yield(value, e.span());
      }
      case Expr.YieldFrom e -> {
        Expr value = fold(e.value());
        yield value == e.value() ? e : new Expr.YieldFrom(value, e.span());
      }
      case Expr.Await e -> {
        Expr value = fold(e.value());
        yield value == e.value() ? e : new Expr.Await(value, e.span());
      }
      case Expr.Name e -> name(e);
      case Expr.Constant e -> e;
      case Expr.Attribute e -> attribute(e);
      case Expr.Call e -> call(e);
    };
  }

  private Expr name(Expr.Name name) {
    return name.id() == debugName && name.context() == ExprContext.LOAD
        ? new Expr.Constant(debugValue, name.span())
        : name;
  }

  private Expr attribute(Expr.Attribute e) {
    Expr value = fold(e.value());
    return value == e.value() ? e : new Expr.Attribute(value, e.attr(), e.context(), e.span());
  }

  private Expr call(Expr.Call call) {
    Expr function = fold(call.function());
    Nodes<Expr> args = all(call.args());
    Nodes<Keyword> keywords = keywords(call.keywords());
    return function == call.function() && args == call.args() && keywords == call.keywords()
        ? call
        : new Expr.Call(function, args, keywords, call.span());
  }

  private Expr formattedValue(Expr.FormattedValue e) {
    Expr value = fold(e.value());
    Expr formatSpec = foldOptional(e.formatSpec());
    return value == e.value() && formatSpec == e.formatSpec()
        ? e
        : new Expr.FormattedValue(value, e.conversion(), formatSpec, e.span());
  }

  private Expr interpolation(Expr.Interpolation e) {
    Expr value = fold(e.value());
    Expr formatSpec = foldOptional(e.formatSpec());
    return value == e.value() && formatSpec == e.formatSpec()
        ? e
        : new Expr.Interpolation(value, e.text(), e.conversion(), formatSpec, e.span());
  }

  private Expr slice(Expr.Slice e) {
    Expr lower = foldOptional(e.lower());
    Expr upper = foldOptional(e.upper());
    Expr step = foldOptional(e.step());
    return lower == e.lower() && upper == e.upper() && step == e.step()
        ? e
        : new Expr.Slice(lower, upper, step, e.span());
  }

  private Expr ifExp(Expr.IfExp e) {
    Expr test = fold(e.test());
    Expr body = fold(e.body());
    Expr orElse = fold(e.orElse());
    return test == e.test() && body == e.body() && orElse == e.orElse()
        ? e
        : new Expr.IfExp(test, body, orElse, e.span());
  }

  private Expr dictComp(Expr.DictComp e) {
    Expr key = fold(e.key());
    Expr value = fold(e.value());
    Nodes<Comprehension> generators = comprehensions(e.generators());
    return key == e.key() && value == e.value() && generators == e.generators()
        ? e
        : new Expr.DictComp(key, value, generators, e.span());
  }

  /** An expression that is only iterated over. */
  Expr iterated(Expr iterable) {
    return foldsOperations ? Displays.fold(iterable) : iterable;
  }

  /** A tuple of constants is a constant ({@code fold_tuple}). */
  private Expr tuple(Expr.Tuple e) {
    Nodes<Expr> elements = all(e.elements());
    if (foldsOperations && e.context() == ExprContext.LOAD) {
      Constant constant = Displays.constantTuple(elements);
      if (constant != null) {
        return new Expr.Constant(constant, e.span());
      }
    }
    return elements == e.elements() ? e : new Expr.Tuple(elements, e.context(), e.span());
  }

  /** Mirrors {@code fold_subscr}. */
  private Expr subscript(Expr.Subscript e) {
    Expr value = fold(e.value());
    Expr slice = fold(e.slice());
    if (foldsOperations
        && e.context() == ExprContext.LOAD
        && value instanceof Expr.Constant collection
        && slice instanceof Expr.Constant index) {
      Constant item = arithmetic.subscript(collection.value(), index.value());
      if (item != null) {
        return new Expr.Constant(item, e.span());
      }
    }
    return value == e.value() && slice == e.slice()
        ? e
        : new Expr.Subscript(value, slice, e.context(), e.span());
  }

  /** Mirrors {@code fold_binop}. */
  private Expr binary(Expr.BinOp e) {
    Expr left = fold(e.left());
    Expr right = fold(e.right());
    if (left instanceof Expr.Constant first) {
      Expr result = binary(e, first, right);
      if (result != null) {
        return result;
      }
    }
    return left == e.left() && right == e.right()
        ? e
        : new Expr.BinOp(left, e.op(), right, e.span());
  }

  /** What an operation with a constant on its left becomes; null if it stays what it is. */
  private @Nullable Expr binary(Expr.BinOp e, Expr.Constant left, Expr right) {
    if (foldsOperations && right instanceof Expr.Constant second) {
      Constant result = arithmetic.binary(e.op(), left.value(), second.value());
      return result == null ? null : new Expr.Constant(result, e.span());
    }
    return e.op() == BinaryOperator.REMAINDER
            && left.value() instanceof Str format
            && right instanceof Expr.Tuple values
            && !Displays.hasStarred(values.elements())
        ? percentFormat.fold(format, values.elements(), e.span())
        : null;
  }

  /** Mirrors {@code fold_unaryop}. */
  private Expr unary(Expr.UnaryOp e) {
    Expr operand = fold(e.operand());
    if (foldsOperations) {
      Expr result = unary(e, operand);
      if (result != null) {
        return result;
      }
    }
    return operand == e.operand() ? e : new Expr.UnaryOp(e.op(), operand, e.span());
  }

  /** What an operation becomes; null if it stays what it is. */
  private @Nullable Expr unary(Expr.UnaryOp e, Expr operand) {
    if (operand instanceof Expr.Constant constant) {
      Constant result = arithmetic.unary(e.op(), constant.value());
      return result == null ? null : new Expr.Constant(result, e.span());
    }
    if (e.op() == UnaryOperator.NOT
        && operand instanceof Expr.Compare compare
        && compare.ops().size() == 1) {
      CompareOperator opposite = opposite(compare.ops().getFirst());
      if (opposite != null) {
        // The place is that of the comparison, without the word "not", as in CPython.
        return new Expr.Compare(
            compare.left(), Nodes.of(opposite), compare.comparators(), compare.span());
      }
    }
    return null;
  }

  /**
   * The operator that {@code not} turns this one into, where objects cannot define the two apart.
   */
  private static @Nullable CompareOperator opposite(CompareOperator op) {
    return switch (op) {
      case IS -> CompareOperator.IS_NOT;
      case IS_NOT -> CompareOperator.IS;
      case IN -> CompareOperator.NOT_IN;
      case NOT_IN -> CompareOperator.IN;
      case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> null;
    };
  }

  /**
   * A display at the right end of {@code in} becomes a constant if it can ({@code fold_compare}).
   */
  private Expr compare(Expr.Compare e) {
    Expr left = fold(e.left());
    Nodes<Expr> comparators = all(e.comparators());
    CompareOperator op = e.ops().getLast();
    if (foldsOperations && (op == CompareOperator.IN || op == CompareOperator.NOT_IN)) {
      int last = comparators.size() - 1;
      Expr display = comparators.get(last);
      Expr folded = Displays.fold(display);
      if (folded != display) {
        comparators = Nodes.replace(comparators, last, folded);
      }
    }
    return left == e.left() && comparators == e.comparators()
        ? e
        : new Expr.Compare(left, e.ops(), comparators, e.span());
  }
}
