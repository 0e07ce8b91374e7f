package dev.pycache.compiler.diagnosis;

import static dev.pycache.compiler.diagnosis.ExpressionAction.expr;
import static dev.pycache.compiler.diagnosis.ExpressionAction.id;
import static dev.pycache.compiler.diagnosis.ExpressionAction.present;

import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.ast.Comprehension;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Keyword;
import dev.pycache.compiler.ast.Node;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.token.Tokenizer;
import dev.pycache.compiler.token.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Actions of the {@code invalid_} rules. They raise an error, or find that there is nothing wrong;
 * their value is null in either case.
 */
enum ErrorAction implements Action {
  /** (message) at the last token read. */
  ERROR,
  /** (from, to, message) if the second token begins where the first ends. */
  ERROR_ADJACENT,
  /** (call) positional arguments follow keyword arguments. */
  ERROR_ARGUMENT_ORDER,
  /** (node, message) at a node or token. */
  ERROR_AT,
  /**
   * (call, clauses, message) if there are arguments before the one that is the element of a bare
   * generator.
   */
  ERROR_BARE_GENERATOR,
  /** (token, message) an IndentationError at the last token read. */
  ERROR_BLOCK,
  /** (colon, expression, kind of type parameter) from a colon to where the tokenizer stands. */
  ERROR_BOUND,
  /** (list, message) from the first node of a list to the last. */
  ERROR_FIRST_TO_LAST,
  /** (node, message) from a node to where the tokenizer stands. */
  ERROR_FROM,
  /** (list, to, message) from the last node of a list. */
  ERROR_FROM_LAST,
  /** (message) an IndentationError at the last token read. */
  ERROR_INDENTATION,
  /** (name, node, message) if the name is that of a statement of Python 2. */
  ERROR_LEGACY_CALL,
  /** (key, message) at the last character of a key. */
  ERROR_MISSING_COLON,
  /** (left, right, message) if there could be a comma between the two. */
  ERROR_MISSING_COMMA,
  /** (message) at the next token. */
  ERROR_NEXT,
  /** (from, to, message). */
  ERROR_RANGE,
  /** (targets, expression) if the expression is no target. */
  ERROR_TARGET,
  /** (from, clauses, message) to the end of the last clause of a comprehension. */
  ERROR_TO_CLAUSE,
  /** (from, list, message) to the last node of a list. */
  ERROR_TO_LAST;

  /** A field of a message. */
  private static final Pattern FIELD = Pattern.compile("\\{([a-z]+)}");

  @Override
  public @Nullable Object run(PegParser parser, @Nullable Object[] a) {
    switch (this) {
      case ERROR -> parser.raise(ErrorType.SYNTAX_ERROR, (String) present(a[0]));
      case ERROR_ADJACENT -> {
        if (parser.tokens().end((Integer) present(a[0]))
            == parser.tokens().start((Integer) present(a[1]))) {
          range(parser, a[0], a[1], a[2]);
        }
      }
      case ERROR_ARGUMENT_ORDER -> argumentOrder(parser, (Expr.Call) present(a[0]));
      case ERROR_AT -> range(parser, a[0], a[0], a[1]);
      case ERROR_BARE_GENERATOR -> bareGenerator(parser, (Expr.Call) present(a[0]), a[1], a[2]);
      case ERROR_BLOCK ->
          parser.raise(ErrorType.INDENTATION_ERROR, message(parser, a[1], present(a[0])));
      case ERROR_BOUND ->
          from(parser, span(parser, a[0]), boundMessage(expr(a[1]), (String) present(a[2])));
      case ERROR_FIRST_TO_LAST -> {
        List<Object> list = Lists.of(a[0]);
        range(parser, list.get(0), list.get(list.size() - 1), a[1]);
      }
      case ERROR_FROM -> from(parser, span(parser, a[0]), (String) present(a[1]));
      case ERROR_FROM_LAST -> {
        List<Object> list = Lists.of(a[0]);
        range(parser, list.get(list.size() - 1), a[1], a[2]);
      }
      case ERROR_INDENTATION -> parser.raise(ErrorType.INDENTATION_ERROR, (String) present(a[0]));
      case ERROR_LEGACY_CALL -> {
        if (isLegacyStatement(expr(a[0]))) {
          range(parser, a[0], a[1], a[2]);
        }
      }
      case ERROR_MISSING_COLON -> missingColon(parser, expr(a[0]).span(), (String) present(a[1]));
      case ERROR_MISSING_COMMA -> {
        if (!isLegacyStatement(expr(a[0])) && parser.isInBrackets()) {
          range(parser, a[0], a[1], a[2]);
        }
      }
      case ERROR_NEXT -> parser.raiseAtNext((String) present(a[0]));
      case ERROR_RANGE -> range(parser, a[0], a[1], a[2]);
      case ERROR_TARGET -> target(parser, (Targets) present(a[0]), expr(a[1]));
      case ERROR_TO_CLAUSE -> range(parser, a[0], lastOfComprehension(a[1]), a[2]);
      case ERROR_TO_LAST -> {
        List<Object> list = Lists.of(a[1]);
        range(parser, a[0], list.get(list.size() - 1), a[2]);
      }
    }
    return null;
  }

  // ---- places ----

  /** The span of a node or token. */
  private static Span span(PegParser parser, @Nullable Object what) {
    return present(what) instanceof Node node
        ? node.span()
        : parser.tokenSpan((Integer) present(what));
  }

  /** An error from one node or token to another. */
  static void range(
      PegParser parser, @Nullable Object from, @Nullable Object to, @Nullable Object template) {
    String message = message(parser, template, present(from));
    Span start = span(parser, from);
    Span end = span(parser, to);
    parser.raise(
        ErrorType.SYNTAX_ERROR,
        message,
        start.line(),
        start.column(),
        end.endLine(),
        end.endColumn());
  }

  private static void from(PegParser parser, Span start, String message) {
    int current = Tokenizer.CURRENT;
    parser.raise(ErrorType.SYNTAX_ERROR, message, start.line(), start.column(), current, current);
  }

  private static void missingColon(PegParser parser, Span key, String message) {
    parser.raise(
        ErrorType.SYNTAX_ERROR, message, key.line(), key.endColumn() - 1, key.endLine(), -1);
  }

  /** {@code _PyPegen_get_last_comprehension_item} of the last clause. */
  private static Expr lastOfComprehension(@Nullable Object clauses) {
    Nodes<Comprehension> list = Lists.of(clauses);
    Comprehension last = list.get(list.size() - 1);
    Nodes<Expr> conditions = last.conditions();
    return conditions.isEmpty() ? last.iterable() : conditions.get(conditions.size() - 1);
  }

  // ---- messages ----

  /** Fills in what the message says of the thing that is wrong. */
  private static String message(PegParser parser, @Nullable Object template, Object what) {
    return FIELD
        .matcher((String) present(template))
        .replaceAll(field -> Matcher.quoteReplacement(description(parser, field.group(1), what)));
  }

  private static String description(PegParser parser, String field, Object what) {
    return switch (field) {
      case "kind" -> ExpressionKinds.name((Expr) what);
      case "name" -> utf8(id(what));
      case "prefix" -> Character.toString(parser.tokenizer().stringPrefix());
      case "text" -> text(parser.tokens(), (Integer) what);
      case "line" -> Integer.toString(span(parser, what).line());
      default -> throw new IllegalArgumentException(field);
    };
  }

  private static String boundMessage(Expr bound, String kind) {
    String what = bound instanceof Expr.Tuple ? "constraints" : "bound";
    return "cannot use " + what + " with " + kind;
  }

  private static String utf8(Str name) {
    return new String(name.utf8(), StandardCharsets.UTF_8);
  }

  private static String text(Tokens tokens, int token) {
    byte[] text = Arrays.copyOfRange(tokens.buffer(), tokens.start(token), tokens.end(token));
    return new String(text, StandardCharsets.UTF_8);
  }

  // ---- conditions ----

  /** {@code _PyPegen_arguments_parsing_error}. */
  private static void argumentOrder(PegParser parser, Expr.Call call) {
    boolean unpacks = false;
    for (Keyword keyword : call.keywords()) {
      unpacks |= keyword.arg() == null;
    }
    parser.raise(
        ErrorType.SYNTAX_ERROR,
        unpacks
            ? "positional argument follows keyword argument unpacking"
            : "positional argument follows keyword argument");
  }

  /** {@code _PyPegen_nonparen_genexp_in_call}. */
  private static void bareGenerator(
      PegParser parser, Expr.Call call, @Nullable Object clauses, @Nullable Object message) {
    int count = call.args().size();
    if (count > 1) {
      range(parser, call.args().get(count - 1), lastOfComprehension(clauses), message);
    }
  }

  /** {@code _PyPegen_check_legacy_stmt}. */
  private static boolean isLegacyStatement(Expr e) {
    if (!(e instanceof Expr.Name name)) {
      return false;
    }
    String id = utf8(name.id());
    return id.equals("print") || id.equals("exec");
  }

  /** {@code RAISE_SYNTAX_ERROR_INVALID_TARGET}. */
  private static void target(PegParser parser, Targets targets, Expr e) {
    Expr invalid = targets.firstInvalid(e);
    if (invalid != null) {
      range(
          parser,
          invalid,
          invalid,
          targets == Targets.DEL ? "cannot delete {kind}" : "cannot assign to {kind}");
    }
  }

  /** What messages call an expression ({@code _PyPegen_get_expr_name}). */
  private static final class ExpressionKinds {
    static String name(Expr e) {
      return switch (e) {
        case Expr.Attribute _ -> "attribute";
        case Expr.Subscript _ -> "subscript";
        case Expr.Starred _ -> "starred";
        case Expr.Name _ -> "name";
        case Expr.ListDisplay _ -> "list";
        case Expr.Tuple _ -> "tuple";
        case Expr.Lambda _ -> "lambda";
        case Expr.Call _ -> "function call";
        case Expr.BoolOp _, Expr.BinOp _, Expr.UnaryOp _ -> "expression";
        case Expr.GeneratorExp _ -> "generator expression";
        case Expr.Yield _, Expr.YieldFrom _ -> "yield expression";
        case Expr.Await _ -> "await expression";
        case Expr.ListComp _ -> "list comprehension";
        case Expr.SetComp _ -> "set comprehension";
        case Expr.DictComp _ -> "dict comprehension";
        case Expr.Dict _ -> "dict literal";
        case Expr.SetDisplay _ -> "set display";
        case Expr.JoinedStr _, Expr.FormattedValue _ -> "f-string expression";
        case Expr.TemplateStr _, Expr.Interpolation _ -> "t-string expression";
        case Expr.Constant constant ->
            constant.value() instanceof Singleton singleton ? name(singleton) : "literal";
        case Expr.Compare _ -> "comparison";
        case Expr.IfExp _ -> "conditional expression";
        case Expr.NamedExpr _ -> "named expression";
        case Expr.Slice _ -> throw new IllegalStateException("a slice is no expression by itself");
      };
    }

    private static String name(Singleton singleton) {
      return singleton == Singleton.ELLIPSIS ? "ellipsis" : singleton.text();
    }
  }
}
