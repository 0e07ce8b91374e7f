package dev.pycache.compiler.codegen.text;

import dev.pycache.bytecode.Complex;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Float;
import dev.pycache.bytecode.Int;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.Tuple;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.ast.Arg;
import dev.pycache.compiler.ast.Arguments;
import dev.pycache.compiler.ast.BinaryOperator;
import dev.pycache.compiler.ast.BoolOperator;
import dev.pycache.compiler.ast.Comprehension;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Keyword;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The text of an annotation under {@code from __future__ import annotations} ({@code
 * Python/ast_unparse.c}). It is not the text of the source: spaces, quotes and parentheses are
 * those that this class puts.
 */
public final class Unparser {
  // How tightly an expression binds; one that binds less tightly than its place asks for is put in
  // parentheses.
  private static final int TUPLE = 0;
  private static final int TEST = 1;
  private static final int OR = 2;
  private static final int AND = 3;
  private static final int NOT = 4;
  private static final int COMPARE = 5;
  private static final int BIT_OR = 6;
  private static final int BIT_XOR = 7;
  private static final int BIT_AND = 8;
  private static final int SHIFT = 9;
  private static final int ARITHMETIC = 10;
  private static final int TERM = 11;
  private static final int FACTOR = 12;
  private static final int POWER = 13;
  private static final int AWAIT = 14;
  private static final int ATOM = 15;

  /** How infinity is written, which has no literal: the first power of ten that is too large. */
  private static final String INFINITY = "1e309";

  private final Target target;
  private final Utf8Builder out = new Utf8Builder();

  private Unparser(Target target) {
    this.target = target;
  }

  /** {@code _PyAST_ExprAsUnicode}. */
  public static Str unparse(CompilationContext context, Expr annotation) {
    var unparser = new Unparser(context.target());
    unparser.expression(annotation, TEST);
    return context.strings().constant(unparser.out.toBytes());
  }

  /** {@code append_ast_expr}. */
  private void expression(Expr expression, int level) {
    switch (expression) {
      case Expr.Name e -> out.append(e.id());
      case Expr.Attribute e -> attribute(e);
      case Expr.Subscript e -> {
        expression(e.value(), ATOM);
        out.append('[');
        expression(e.slice(), TUPLE);
        out.append(']');
      }
      case Expr.Constant e -> constant(e);
      case Expr.Tuple e -> tuple(e, level);
      case Expr.BinOp e -> binOp(e, level);
      case Expr.ListDisplay e -> bracketed('[', e.elements(), ']');
      case Expr.SetDisplay e -> bracketed('{', e.elements(), '}');
      case Expr.Dict e -> dict(e);
      case Expr.Call e -> call(e);
      case Expr.BoolOp e -> boolOp(e, level);
      case Expr.UnaryOp e -> unaryOp(e, level);
      case Expr.Compare e -> compare(e, level);
      case Expr.Lambda e -> lambda(e, level);
      case Expr.IfExp e -> ifExp(e, level);
      case Expr.GeneratorExp e -> comprehension('(', e.element(), null, e.generators(), ')');
      case Expr.ListComp e -> comprehension('[', e.element(), null, e.generators(), ']');
      case Expr.SetComp e -> comprehension('{', e.element(), null, e.generators(), '}');
      case Expr.DictComp e -> comprehension('{', e.key(), e.value(), e.generators(), '}');
      case Expr.Yield e -> yieldValue(e);
      case Expr.YieldFrom e -> {
        out.append("(yield from ");
        expression(e.value(), TEST);
        out.append(')');
      }
      case Expr.Await e -> {
        open(level > AWAIT);
        out.append("await ");
        expression(e.value(), ATOM);
        close(level > AWAIT);
      }
      case Expr.JoinedStr e -> quoted('f', e.values());
      case Expr.FormattedValue e -> formattedValue(out, e);
      case Expr.TemplateStr e -> quoted('t', e.values());
      case Expr.Interpolation e -> interpolation(out, e);
      case Expr.Starred e -> {
        out.append('*');
        expression(e.value(), BIT_OR);
      }
      case Expr.Slice e -> slice(e);
      case Expr.NamedExpr e -> {
        open(level > TUPLE);
        expression(e.target(), ATOM);
        out.append(" := ");
        expression(e.value(), ATOM);
        close(level > TUPLE);
      }
    }
  }

  private void open(boolean needed) {
    if (needed) {
      out.append('(');
    }
  }

  private void close(boolean needed) {
    if (needed) {
      out.append(')');
    }
  }

  private void separate(boolean needed) {
    if (needed) {
      out.append(", ");
    }
  }

  // Operators

  private void boolOp(Expr.BoolOp e, int level) {
    boolean isAnd = e.op() == BoolOperator.AND;
    int own = isAnd ? AND : OR;
    open(level > own);
    for (int i = 0; i < e.values().size(); i++) {
      if (i > 0) {
        out.append(isAnd ? " and " : " or ");
      }
      expression(e.values().get(i), own + 1);
    }
    close(level > own);
  }

  private void binOp(Expr.BinOp e, int level) {
    int own =
        switch (e.op()) {
          case ADD, SUBTRACT -> ARITHMETIC;
          case MULTIPLY, MATRIX_MULTIPLY, TRUE_DIVIDE, REMAINDER, FLOOR_DIVIDE -> TERM;
          case LEFT_SHIFT, RIGHT_SHIFT -> SHIFT;
          case OR -> BIT_OR;
          case XOR -> BIT_XOR;
          case AND -> BIT_AND;
          case POWER -> POWER;
        };
    boolean groupsRight = e.op() == BinaryOperator.POWER;
    open(level > own);
    expression(e.left(), groupsRight ? own + 1 : own);
    out.append(' ').append(e.op().text()).append(' ');
    expression(e.right(), groupsRight ? own : own + 1);
    close(level > own);
  }

  private void unaryOp(Expr.UnaryOp e, int level) {
    int own = e.op() == UnaryOperator.NOT ? NOT : FACTOR;
    open(level > own);
    out.append(
        switch (e.op()) {
          case INVERT -> "~";
          case NOT -> "not ";
          case PLUS -> "+";
          case MINUS -> "-";
        });
    expression(e.operand(), own);
    close(level > own);
  }

  private void compare(Expr.Compare e, int level) {
    open(level > COMPARE);
    expression(e.left(), COMPARE + 1);
    for (int i = 0; i < e.ops().size(); i++) {
      out.append(' ').append(e.ops().get(i).text()).append(' ');
      expression(e.comparators().get(i), COMPARE + 1);
    }
    close(level > COMPARE);
  }

  private void ifExp(Expr.IfExp e, int level) {
    open(level > TEST);
    expression(e.body(), TEST + 1);
    out.append(" if ");
    expression(e.test(), TEST + 1);
    out.append(" else ");
    expression(e.orElse(), TEST);
    close(level > TEST);
  }

  // Functions and calls

  private void lambda(Expr.Lambda e, int level) {
    Arguments parameters = e.args();
    open(level > TEST);
    out.append(
        parameters.args().isEmpty() && parameters.posOnlyArgs().isEmpty() ? "lambda" : "lambda ");
    parameters(parameters);
    out.append(": ");
    expression(e.body(), TEST);
    close(level > TEST);
  }

  /** {@code append_ast_args}. */
  private void parameters(Arguments parameters) {
    int posOnly = parameters.posOnlyArgs().size();
    int positional = posOnly + parameters.args().size();
    int withoutDefault = positional - parameters.defaults().size();
    for (int i = 0; i < positional; i++) {
      separate(i > 0);
      parameter(i < posOnly ? parameters.posOnlyArgs().get(i) : parameters.args().get(i - posOnly));
      if (i >= withoutDefault) {
        out.append('=');
        expression(parameters.defaults().get(i - withoutDefault), TEST);
      }
      if (i + 1 == posOnly) {
        out.append(", /");
      }
    }
    boolean isFirst = positional == 0;
    Arg varArg = parameters.varArg();
    if (varArg != null || !parameters.kwOnlyArgs().isEmpty()) {
      separate(!isFirst);
      isFirst = false;
      out.append('*');
      if (varArg != null) {
        parameter(varArg);
      }
    }
    for (int i = 0; i < parameters.kwOnlyArgs().size(); i++) {
      separate(true);
      parameter(parameters.kwOnlyArgs().get(i));
      Expr value = parameters.kwDefaults().get(i);
      if (value != null) {
        out.append('=');
        expression(value, TEST);
      }
    }
    Arg kwArg = parameters.kwArg();
    if (kwArg != null) {
      separate(!isFirst);
      out.append("**");
      parameter(kwArg);
    }
  }

  private void parameter(Arg parameter) {
    out.append(parameter.name());
    Expr annotation = parameter.annotation();
    if (annotation != null) {
      out.append(": ");
      expression(annotation, TEST);
    }
  }

  private void call(Expr.Call e) {
    expression(e.function(), ATOM);
    Nodes<Expr> args = e.args();
    if (args.size() == 1
        && e.keywords().isEmpty()
        && args.getFirst() instanceof Expr.GeneratorExp) {
      // It brings its own parentheses.
      expression(args.getFirst(), ATOM);
      return;
    }
    out.append('(');
    commaSeparated(args);
    for (int i = 0; i < e.keywords().size(); i++) {
      separate(i > 0 || !args.isEmpty());
      Keyword keyword = e.keywords().get(i);
      Str name = keyword.arg();
      if (name == null) {
        out.append("**");
      } else {
        out.append(name).append('=');
      }
      expression(keyword.value(), TEST);
    }
    out.append(')');
  }

  private void yieldValue(Expr.Yield e) {
    Expr value = e.value();
    if (value == null) {
      out.append("(yield)");
      return;
    }
    out.append("(yield ");
    expression(value, TEST);
    out.append(')');
  }

  // Displays

  private void commaSeparated(Nodes<Expr> elements) {
    for (int i = 0; i < elements.size(); i++) {
      separate(i > 0);
      expression(elements.get(i), TEST);
    }
  }

  private void bracketed(char begin, Nodes<Expr> elements, char end) {
    out.append(begin);
    commaSeparated(elements);
    out.append(end);
  }

  private void tuple(Expr.Tuple e, int level) {
    if (e.elements().isEmpty()) {
      out.append("()");
      return;
    }
    open(level > TUPLE);
    commaSeparated(e.elements());
    if (e.elements().size() == 1) {
      out.append(',');
    }
    close(level > TUPLE);
  }

  private void dict(Expr.Dict e) {
    out.append('{');
    for (int i = 0; i < e.values().size(); i++) {
      separate(i > 0);
      Expr key = e.keys().get(i);
      if (key == null) {
        out.append("**");
        expression(e.values().get(i), BIT_OR);
      } else {
        expression(key, TEST);
        out.append(": ");
        expression(e.values().get(i), TEST);
      }
    }
    out.append('}');
  }

  private void comprehension(
      char begin, Expr element, @Nullable Expr value, Nodes<Comprehension> generators, char end) {
    out.append(begin);
    expression(element, TEST);
    if (value != null) {
      out.append(": ");
      expression(value, TEST);
    }
    for (Comprehension generator : generators) {
      out.append(generator.isAsync() ? " async for " : " for ");
      expression(generator.target(), TUPLE);
      out.append(" in ");
      expression(generator.iterable(), TEST + 1);
      for (Expr condition : generator.conditions()) {
        out.append(" if ");
        expression(condition, TEST + 1);
      }
    }
    out.append(end);
  }

  // Atoms

  private void attribute(Expr.Attribute e) {
    expression(e.value(), ATOM);
    // "1.real" would be a float.
    boolean afterInt =
        e.value() instanceof Expr.Constant constant && constant.value() instanceof Int;
    out.append(afterInt ? " ." : ".").append(e.attr());
  }

  private void slice(Expr.Slice e) {
    optional(e.lower());
    out.append(':');
    optional(e.upper());
    Expr step = e.step();
    if (step != null) {
      out.append(':');
      expression(step, TEST);
    }
  }

  private void optional(@Nullable Expr e) {
    if (e != null) {
      expression(e, TEST);
    }
  }

  private void constant(Expr.Constant e) {
    if (e.unicodePrefix()) {
      out.append('u');
    }
    if (e.value() == Singleton.ELLIPSIS) {
      out.append("...");
    } else {
      constant(e.value());
    }
  }

  /** {@code append_ast_constant}. */
  private void constant(Constant value) {
    switch (value) {
      case Tuple tuple -> {
        out.append('(');
        for (int i = 0; i < tuple.size(); i++) {
          separate(i > 0);
          constant(tuple.get(i));
        }
        out.append(tuple.size() == 1 ? ",)" : ")");
      }
      case Float f when Double.isInfinite(f.value()) -> out.append(INFINITY);
      case Complex c -> out.append(ConstantText.of(target, c).replace("inf", INFINITY));
      default -> out.appendText(ConstantText.of(target, value));
    }
  }

  // Formatted strings

  /** An f-string or t-string ({@code append_joinedstr}, {@code append_templatestr}). */
  private void quoted(char prefix, Nodes<Expr> values) {
    var body = new Utf8Builder();
    joinedBody(body, values);
    out.append(prefix);
    out.appendText(ConstantText.of(target, Str.ofUtf8(body.toBytes())));
  }

  /** All parts in one piece, to be quoted as a whole ({@code build_ftstring_body}). */
  private void joinedBody(Utf8Builder body, Nodes<Expr> values) {
    for (Expr value : values) {
      formatElement(body, value);
    }
  }

  /**
   * {@code append_fstring_element} inside of a formatted string, where a nested one is a
   * specification.
   */
  private void formatElement(Utf8Builder body, Expr element) {
    switch (element) {
      case Expr.Constant constant when constant.value() instanceof Str text ->
          escapeBraces(body, text.utf8());
      case Expr.JoinedStr joined -> joinedBody(body, joined.values());
      case Expr.FormattedValue formatted -> formattedValue(body, formatted);
      case Expr.Interpolation interpolation -> interpolation(body, interpolation);
      default -> throw new IllegalStateException("not a part of a formatted string: " + element);
    }
  }

  private static void escapeBraces(Utf8Builder body, byte[] text) {
    for (byte b : text) {
      if (b == '{' || b == '}') {
        body.append((char) b);
      }
      body.append((char) (b & 0xFF));
    }
  }

  private void formattedValue(Utf8Builder body, Expr.FormattedValue e) {
    var value = new Unparser(target);
    value.expression(e.value(), TEST + 1);
    field(body, value.out.toBytes(), e.conversion(), e.formatSpec());
  }

  /** A field of a t-string, which knows how it was written ({@code append_interpolation}). */
  private void interpolation(Utf8Builder body, Expr.Interpolation e) {
    field(body, e.text().utf8(), e.conversion(), e.formatSpec());
  }

  private void field(Utf8Builder body, byte[] value, int conversion, @Nullable Expr specification) {
    body.append(value.length > 0 && value[0] == '{' ? "{ " : "{");
    body.append(value);
    if (conversion > 0) {
      body.append('!').append((char) conversion);
    }
    if (specification != null) {
      body.append(':');
      formatElement(body, specification);
    }
    body.append('}');
  }
}
