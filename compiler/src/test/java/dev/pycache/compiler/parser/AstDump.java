package dev.pycache.compiler.parser;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Complex;
import dev.pycache.bytecode.Float;
import dev.pycache.bytecode.FrozenSet;
import dev.pycache.bytecode.Int;
import dev.pycache.bytecode.MarshalOnly;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.Alias;
import dev.pycache.compiler.ast.Arg;
import dev.pycache.compiler.ast.Arguments;
import dev.pycache.compiler.ast.BinaryOperator;
import dev.pycache.compiler.ast.BoolOperator;
import dev.pycache.compiler.ast.CompareOperator;
import dev.pycache.compiler.ast.Comprehension;
import dev.pycache.compiler.ast.ExceptHandler;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.ExprContext;
import dev.pycache.compiler.ast.Keyword;
import dev.pycache.compiler.ast.MatchCase;
import dev.pycache.compiler.ast.Module;
import dev.pycache.compiler.ast.Pattern;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.ast.TypeParameter;
import dev.pycache.compiler.ast.UnaryOperator;
import dev.pycache.compiler.ast.WithItem;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Prints a tree as Python's {@code ast.dump(tree, include_attributes=True)} does, so that it can be
 * compared with CPython's. Only constants look different, since their {@code repr} says too little
 * or too much: strings are printed as {@code str:} and their UTF-8 in hexadecimal, and likewise
 * {@code bytes:}, {@code float:} and {@code complex:} (bits of the parts), integers in hexadecimal.
 * The {@code kind} of constants and empty lists of type parameters are left out.
 */
public final class AstDump {
  private final StringBuilder out = new StringBuilder();
  private final boolean positions;

  private AstDump(boolean positions) {
    this.positions = positions;
  }

  public static String dump(Module module) {
    return dump(module, true);
  }

  /** The dump with or without positions. */
  public static String dump(Module module, boolean positions) {
    var dump = new AstDump(positions);
    dump.open("Module").list("body", module.body(), dump::statement).raw(", type_ignores=[])");
    return dump.out.toString();
  }

  public static String dump(Expr expression) {
    var dump = new AstDump(true);
    dump.expression(expression);
    return dump.out.toString();
  }

  // Writing fields: each one brings its own comma.

  private AstDump raw(String text) {
    out.append(text);
    return this;
  }

  private AstDump open(String name) {
    return raw(name).raw("(");
  }

  private void name(String field) {
    if (out.charAt(out.length() - 1) != '(') {
      out.append(", ");
    }
    out.append(field).append('=');
  }

  private <T extends @Nullable Object> AstDump list(
      String field, List<T> items, Consumer<T> print) {
    name(field);
    out.append('[');
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        out.append(", ");
      }
      print.accept(items.get(i));
    }
    out.append(']');
    return this;
  }

  private AstDump expressions(String field, List<? extends @Nullable Expr> items) {
    return list(field, items, this::expressionOrNone);
  }

  private AstDump statements(String field, List<Stmt> items) {
    return list(field, items, this::statement);
  }

  private AstDump expression(String field, @Nullable Expr value) {
    if (value != null) {
      name(field);
      expression(value);
    }
    return this;
  }

  private AstDump identifier(String field, @Nullable Str value) {
    if (value != null) {
      name(field);
      identifier(value);
    }
    return this;
  }

  private AstDump text(String field, String value) {
    name(field);
    out.append(value);
    return this;
  }

  private AstDump arguments(Arguments value) {
    name("args");
    open("arguments").list("posonlyargs", value.posOnlyArgs(), this::argument);
    list("args", value.args(), this::argument).argument("vararg", value.varArg());
    list("kwonlyargs", value.kwOnlyArgs(), this::argument)
        .expressions("kw_defaults", value.kwDefaults());
    argument("kwarg", value.kwArg()).expressions("defaults", value.defaults());
    return raw(")");
  }

  private AstDump argument(String field, @Nullable Arg value) {
    if (value != null) {
      name(field);
      argument(value);
    }
    return this;
  }

  /** None are left out: a version that has none looks the same. */
  private AstDump typeParameters(List<TypeParameter> parameters) {
    return parameters.isEmpty() ? this : list("type_params", parameters, this::typeParameter);
  }

  private void typeParameter(TypeParameter parameter) {
    switch (parameter) {
      case TypeParameter.TypeVar p ->
          open("TypeVar").identifier("name", p.name()).expression("bound", p.bound());
      case TypeParameter.TypeVarTuple p -> open("TypeVarTuple").identifier("name", p.name());
      case TypeParameter.ParamSpec p -> open("ParamSpec").identifier("name", p.name());
    }
    expression("default_value", parameter.defaultValue()).close(parameter.span());
  }

  private AstDump comprehensions(List<Comprehension> generators) {
    return list("generators", generators, this::comprehension);
  }

  private void close(Span span) {
    if (positions) {
      text("lineno", Integer.toString(span.line()))
          .text("col_offset", Integer.toString(span.column()));
      text("end_lineno", Integer.toString(span.endLine()));
      text("end_col_offset", Integer.toString(span.endColumn()));
    }
    out.append(')');
  }

  // Nodes.

  private void identifier(Str value) {
    out.append('\'').append(value).append('\'');
  }

  private void expressionOrNone(@Nullable Expr expression) {
    if (expression == null) {
      out.append("None");
    } else {
      expression(expression);
    }
  }

  private void argument(Arg arg) {
    open("arg")
        .identifier("arg", arg.name())
        .expression("annotation", arg.annotation())
        .close(arg.span());
  }

  private void keyword(Keyword keyword) {
    open("keyword")
        .identifier("arg", keyword.arg())
        .expression("value", keyword.value())
        .close(keyword.span());
  }

  private void alias(Alias alias) {
    open("alias")
        .identifier("name", alias.name())
        .identifier("asname", alias.asName())
        .close(alias.span());
  }

  private void withItem(WithItem item) {
    open("withitem")
        .expression("context_expr", item.context())
        .expression("optional_vars", item.target())
        .raw(")");
  }

  private void handler(ExceptHandler handler) {
    open("ExceptHandler").expression("type", handler.type()).identifier("name", handler.name());
    statements("body", handler.body()).close(handler.span());
  }

  private void matchCase(MatchCase matchCase) {
    open("match_case").text("pattern", "");
    pattern(matchCase.pattern());
    expression("guard", matchCase.guard()).statements("body", matchCase.body()).raw(")");
  }

  private void comprehension(Comprehension c) {
    open("comprehension").expression("target", c.target()).expression("iter", c.iterable());
    expressions("ifs", c.conditions()).text("is_async", c.isAsync() ? "1" : "0").raw(")");
  }

  private void statement(Stmt statement) {
    switch (statement) {
      case Stmt.FunctionDef s -> {
        open(s.isAsync() ? "AsyncFunctionDef" : "FunctionDef")
            .identifier("name", s.name())
            .arguments(s.args());
        statements("body", s.body())
            .expressions("decorator_list", s.decorators())
            .expression("returns", s.returns())
            .typeParameters(s.typeParameters());
      }
      case Stmt.ClassDef s -> {
        open("ClassDef").identifier("name", s.name()).expressions("bases", s.bases());
        list("keywords", s.keywords(), this::keyword);
        statements("body", s.body())
            .expressions("decorator_list", s.decorators())
            .typeParameters(s.typeParameters());
      }
      case Stmt.TypeAlias s ->
          open("TypeAlias")
              .expression("name", s.name())
              .typeParameters(s.typeParameters())
              .expression("value", s.value());
      case Stmt.Return s -> open("Return").expression("value", s.value());
      case Stmt.Delete s -> open("Delete").expressions("targets", s.targets());
      case Stmt.Assign s ->
          open("Assign").expressions("targets", s.targets()).expression("value", s.value());
      case Stmt.AugAssign s ->
          open("AugAssign")
              .expression("target", s.target())
              .text("op", name(s.op()))
              .expression("value", s.value());
      case Stmt.AnnAssign s -> {
        open("AnnAssign").expression("target", s.target()).expression("annotation", s.annotation());
        expression("value", s.value()).text("simple", s.simple() ? "1" : "0");
      }
      case Stmt.For s -> {
        open(s.isAsync() ? "AsyncFor" : "For")
            .expression("target", s.target())
            .expression("iter", s.iterable());
        statements("body", s.body()).statements("orelse", s.orElse());
      }
      case Stmt.While s ->
          open("While")
              .expression("test", s.test())
              .statements("body", s.body())
              .statements("orelse", s.orElse());
      case Stmt.If s ->
          open("If")
              .expression("test", s.test())
              .statements("body", s.body())
              .statements("orelse", s.orElse());
      case Stmt.With s ->
          open(s.isAsync() ? "AsyncWith" : "With")
              .list("items", s.items(), this::withItem)
              .statements("body", s.body());
      case Stmt.Match s ->
          open("Match")
              .expression("subject", s.subject())
              .list("cases", s.cases(), this::matchCase);
      case Stmt.Raise s ->
          open("Raise").expression("exc", s.exception()).expression("cause", s.cause());
      case Stmt.Try s -> {
        open(s.isStar() ? "TryStar" : "Try")
            .statements("body", s.body())
            .list("handlers", s.handlers(), this::handler);
        statements("orelse", s.orElse()).statements("finalbody", s.finalBody());
      }
      case Stmt.Assert s ->
          open("Assert").expression("test", s.test()).expression("msg", s.message());
      case Stmt.Import s -> open("Import").list("names", s.names(), this::alias);
      case Stmt.ImportFrom s ->
          open("ImportFrom")
              .identifier("module", s.module())
              .list("names", s.names(), this::alias)
              .text("level", Integer.toString(s.level()));
      case Stmt.Global s -> open("Global").list("names", s.names(), this::identifier);
      case Stmt.Nonlocal s -> open("Nonlocal").list("names", s.names(), this::identifier);
      case Stmt.ExprStmt s -> open("Expr").expression("value", s.value());
      case Stmt.Pass s -> open("Pass");
      case Stmt.Break s -> open("Break");
      case Stmt.Continue s -> open("Continue");
    }
    close(statement.span());
  }

  private void expression(Expr expression) {
    switch (expression) {
      case Expr.BoolOp e ->
          open("BoolOp")
              .text("op", e.op() == BoolOperator.AND ? "And()" : "Or()")
              .expressions("values", e.values());
      case Expr.NamedExpr e ->
          open("NamedExpr").expression("target", e.target()).expression("value", e.value());
      case Expr.BinOp e ->
          open("BinOp")
              .expression("left", e.left())
              .text("op", name(e.op()))
              .expression("right", e.right());
      case Expr.UnaryOp e ->
          open("UnaryOp").text("op", name(e.op())).expression("operand", e.operand());
      case Expr.Lambda e -> open("Lambda").arguments(e.args()).expression("body", e.body());
      case Expr.IfExp e ->
          open("IfExp")
              .expression("test", e.test())
              .expression("body", e.body())
              .expression("orelse", e.orElse());
      case Expr.Dict e ->
          open("Dict").expressions("keys", e.keys()).expressions("values", e.values());
      case Expr.SetDisplay e -> open("Set").expressions("elts", e.elements());
      case Expr.ListComp e ->
          open("ListComp").expression("elt", e.element()).comprehensions(e.generators());
      case Expr.SetComp e ->
          open("SetComp").expression("elt", e.element()).comprehensions(e.generators());
      case Expr.DictComp e ->
          open("DictComp")
              .expression("key", e.key())
              .expression("value", e.value())
              .comprehensions(e.generators());
      case Expr.GeneratorExp e ->
          open("GeneratorExp").expression("elt", e.element()).comprehensions(e.generators());
      case Expr.Await e -> open("Await").expression("value", e.value());
      case Expr.Yield e -> open("Yield").expression("value", e.value());
      case Expr.YieldFrom e -> open("YieldFrom").expression("value", e.value());
      case Expr.Compare e ->
          open("Compare")
              .expression("left", e.left())
              .list("ops", e.ops(), op -> out.append(name(op)))
              .expressions("comparators", e.comparators());
      case Expr.Call e -> {
        open("Call").expression("func", e.function()).expressions("args", e.args());
        list("keywords", e.keywords(), this::keyword);
      }
      case Expr.FormattedValue e ->
          open("FormattedValue")
              .expression("value", e.value())
              .text("conversion", Integer.toString(e.conversion()))
              .expression("format_spec", e.formatSpec());
      case Expr.JoinedStr e -> open("JoinedStr").expressions("values", e.values());
      case Expr.TemplateStr e -> open("TemplateStr").expressions("values", e.values());
      case Expr.Interpolation e ->
          open("Interpolation")
              .expression("value", e.value())
              .text("str", constant(e.text()))
              .text("conversion", Integer.toString(e.conversion()))
              .expression("format_spec", e.formatSpec());
      case Expr.Constant e -> open("Constant").text("value", constant(e.value()));
      case Expr.Attribute e ->
          open("Attribute")
              .expression("value", e.value())
              .identifier("attr", e.attr())
              .text("ctx", name(e.context()));
      case Expr.Subscript e ->
          open("Subscript")
              .expression("value", e.value())
              .expression("slice", e.slice())
              .text("ctx", name(e.context()));
      case Expr.Starred e ->
          open("Starred").expression("value", e.value()).text("ctx", name(e.context()));
      case Expr.Name e -> open("Name").identifier("id", e.id()).text("ctx", name(e.context()));
      case Expr.ListDisplay e ->
          open("List").expressions("elts", e.elements()).text("ctx", name(e.context()));
      case Expr.Tuple e ->
          open("Tuple").expressions("elts", e.elements()).text("ctx", name(e.context()));
      case Expr.Slice e ->
          open("Slice")
              .expression("lower", e.lower())
              .expression("upper", e.upper())
              .expression("step", e.step());
    }
    close(expression.span());
  }

  private void pattern(Pattern pattern) {
    switch (pattern) {
      case Pattern.MatchValue p -> open("MatchValue").expression("value", p.value());
      case Pattern.MatchSingleton p -> open("MatchSingleton").text("value", p.value().text());
      case Pattern.MatchSequence p ->
          open("MatchSequence").list("patterns", p.patterns(), this::pattern);
      case Pattern.MatchMapping p ->
          open("MatchMapping")
              .expressions("keys", p.keys())
              .list("patterns", p.patterns(), this::pattern)
              .identifier("rest", p.rest());
      case Pattern.MatchClass p -> {
        open("MatchClass").expression("cls", p.cls()).list("patterns", p.patterns(), this::pattern);
        list("kwd_attrs", p.keywordNames(), this::identifier);
        list("kwd_patterns", p.keywordPatterns(), this::pattern);
      }
      case Pattern.MatchStar p -> open("MatchStar").identifier("name", p.name());
      case Pattern.MatchAs p -> {
        open("MatchAs");
        if (p.pattern() != null) {
          text("pattern", "");
          pattern(p.pattern());
        }
        identifier("name", p.name());
      }
      case Pattern.MatchOr p -> open("MatchOr").list("patterns", p.patterns(), this::pattern);
    }
    close(pattern.span());
  }

  private static String constant(dev.pycache.bytecode.Constant constant) {
    return switch (constant) {
      case Singleton s -> s.text();
      case Int i -> "0x" + i.value().toString(16);
      case Float f -> "float:" + bits(f);
      case Complex c -> "complex:" + bits(c.real()) + ":" + bits(c.imaginary());
      case Str s -> "str:" + HexFormat.of().formatHex(s.utf8());
      case Bytes b -> "bytes:" + HexFormat.of().formatHex(b.value());
      case dev.pycache.bytecode.Tuple t -> throw new IllegalArgumentException("no literal: " + t);
      case FrozenSet f -> throw new IllegalArgumentException("no literal: " + f);
      case CodeObject c -> throw new IllegalArgumentException("no literal: " + c);
      case dev.pycache.bytecode.Slice s -> throw new IllegalArgumentException("no literal: " + s);
      case MarshalOnly m -> throw m.unexpected();
    };
  }

  private static String bits(Float value) {
    return HexFormat.of().toHexDigits(Double.doubleToRawLongBits(value.value()));
  }

  private static String name(ExprContext context) {
    return switch (context) {
      case LOAD -> "Load()";
      case STORE -> "Store()";
      case DEL -> "Del()";
    };
  }

  private static String name(UnaryOperator operator) {
    return switch (operator) {
      case INVERT -> "Invert()";
      case NOT -> "Not()";
      case PLUS -> "UAdd()";
      case MINUS -> "USub()";
    };
  }

  private static String name(BinaryOperator operator) {
    return switch (operator) {
      case ADD -> "Add()";
      case SUBTRACT -> "Sub()";
      case MULTIPLY -> "Mult()";
      case MATRIX_MULTIPLY -> "MatMult()";
      case TRUE_DIVIDE -> "Div()";
      case REMAINDER -> "Mod()";
      case POWER -> "Pow()";
      case LEFT_SHIFT -> "LShift()";
      case RIGHT_SHIFT -> "RShift()";
      case OR -> "BitOr()";
      case XOR -> "BitXor()";
      case AND -> "BitAnd()";
      case FLOOR_DIVIDE -> "FloorDiv()";
    };
  }

  private static String name(CompareOperator operator) {
    return switch (operator) {
      case EQUAL -> "Eq()";
      case NOT_EQUAL -> "NotEq()";
      case LESS -> "Lt()";
      case LESS_EQUAL -> "LtE()";
      case GREATER -> "Gt()";
      case GREATER_EQUAL -> "GtE()";
      case IS -> "Is()";
      case IS_NOT -> "IsNot()";
      case IN -> "In()";
      case NOT_IN -> "NotIn()";
    };
  }
}
