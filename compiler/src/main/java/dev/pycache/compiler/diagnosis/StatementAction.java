package dev.pycache.compiler.diagnosis;

import static dev.pycache.compiler.diagnosis.ExpressionAction.expr;
import static dev.pycache.compiler.diagnosis.ExpressionAction.id;
import static dev.pycache.compiler.diagnosis.ExpressionAction.inContext;
import static dev.pycache.compiler.diagnosis.ExpressionAction.present;
import static dev.pycache.compiler.diagnosis.ExpressionAction.span;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.Alias;
import dev.pycache.compiler.ast.Arg;
import dev.pycache.compiler.ast.BinaryOperator;
import dev.pycache.compiler.ast.ExceptHandler;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.ExprContext;
import dev.pycache.compiler.ast.Keyword;
import dev.pycache.compiler.ast.MatchCase;
import dev.pycache.compiler.ast.Module;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Pattern;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.ast.TypeParameter;
import dev.pycache.compiler.ast.WithItem;
import dev.pycache.compiler.diagnosis.Parameters.Defaulted;
import dev.pycache.compiler.diagnosis.Parameters.SlashWithDefault;
import dev.pycache.compiler.diagnosis.Parameters.StarEtc;
import dev.pycache.compiler.token.TokenKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Actions that make statements, their parts and parameters. */
enum StatementAction implements Action {
  ALIAS,
  ANNOTATE,
  ANNOTATE_NAME,
  ARGUMENTS,
  ASSERT,
  ASSIGN,
  AUGMENT,
  BREAK,
  CASE,
  CLASS,
  CONTINUE,
  DECORATE_CLASS,
  DECORATE_FUNCTION,
  DEFAULTED,
  DELETE,
  DOTTED,
  EXPRESSION_STATEMENT,
  FOR,
  FUNCTION,
  GLOBAL,
  HANDLER,
  IF,
  IF_ELIF,
  IMPORT,
  IMPORT_FROM,
  IMPORT_STAR,
  MATCH,
  MODULE,
  NONLOCAL,
  PARAMETER,
  PARAMETER_SPECIFICATION,
  PASS,
  RAISE,
  RETURN,
  SLASH_WITH_DEFAULT,
  STAR_ETC,
  TRY,
  TYPE_ALIAS,
  TYPE_VARIABLE,
  TYPE_VARIABLE_TUPLE,
  WHILE,
  WITH,
  WITH_ITEM;

  @Override
  public Object run(PegParser parser, @Nullable Object[] a) {
    return switch (this) {
      case ALIAS -> new Alias(id(a[0]), idOrNull(a[1]), span(a[2]));
      case ANNOTATE -> new Stmt.AnnAssign(expr(a[0]), expr(a[1]), (Expr) a[2], false, span(a[3]));
      case ANNOTATE_NAME ->
          new Stmt.AnnAssign(
              inContext(expr(a[0]), ExprContext.STORE), expr(a[1]), (Expr) a[2], true, span(a[3]));
      case ARGUMENTS -> Parameters.make(a[0], (SlashWithDefault) a[1], a[2], a[3], (StarEtc) a[4]);
      case ASSERT -> new Stmt.Assert(expr(a[0]), (Expr) a[1], span(a[2]));
      case ASSIGN -> new Stmt.Assign(Lists.of(a[0]), expr(a[1]), span(a[2]));
      case AUGMENT ->
          new Stmt.AugAssign(expr(a[0]), (BinaryOperator) present(a[1]), expr(a[2]), span(a[3]));
      case BREAK -> new Stmt.Break(span(a[0]));
      case CASE -> new MatchCase((Pattern) present(a[0]), (Expr) a[1], Lists.of(a[2]));
      case CLASS ->
          classDefinition(id(a[0]), Lists.of(a[1]), (Expr.Call) a[2], Lists.of(a[3]), span(a[4]));
      case CONTINUE -> new Stmt.Continue(span(a[0]));
      case DECORATE_CLASS -> decorate((Stmt.ClassDef) present(a[1]), Lists.of(a[0]));
      // an invalid_ rule that found nothing wrong gives no function
      case DECORATE_FUNCTION ->
          a[1] instanceof Stmt.FunctionDef f ? decorate(f, Lists.of(a[0])) : PegParser.DUMMY;
      case DEFAULTED -> new Defaulted((Arg) present(a[0]), (Expr) a[1]);
      case DELETE -> new Stmt.Delete(Lists.of(a[0]), span(a[1]));
      case DOTTED -> dotted(parser, (Expr.Name) present(a[0]), (Expr.Name) present(a[1]));
      case EXPRESSION_STATEMENT -> new Stmt.ExprStmt(expr(a[0]), span(a[1]));
      case FOR ->
          new Stmt.For(
              flag(a[0]), expr(a[1]), expr(a[2]), Lists.of(a[3]), Lists.of(a[4]), span(a[5]));
      case FUNCTION ->
          new Stmt.FunctionDef(
              flag(a[0]),
              id(a[1]),
              Lists.of(a[2]),
              Parameters.orNone(a[3]),
              Lists.of(a[5]),
              Nodes.none(),
              (Expr) a[4],
              span(a[6]));
      case GLOBAL -> new Stmt.Global(ids(a[0]), span(a[1]));
      case HANDLER -> new ExceptHandler((Expr) a[0], idOrNull(a[1]), Lists.of(a[2]), span(a[3]));
      case IF -> new Stmt.If(expr(a[0]), Lists.of(a[1]), Lists.of(a[2]), span(a[3]));
      case IF_ELIF ->
          new Stmt.If(expr(a[0]), Lists.of(a[1]), Nodes.of((Stmt) present(a[2])), span(a[3]));
      case IMPORT -> new Stmt.Import(Lists.of(a[0]), span(a[1]));
      case IMPORT_FROM -> importFrom(parser, a);
      case IMPORT_STAR ->
          Nodes.of(new Alias(parser.context().strings().intern("*"), null, span(a[0])));
      case MATCH -> new Stmt.Match(expr(a[0]), Lists.of(a[1]), span(a[2]));
      case MODULE -> new Module(Lists.of(a[0]));
      case NONLOCAL -> new Stmt.Nonlocal(ids(a[0]), span(a[1]));
      case PARAMETER -> new Arg(id(a[0]), (Expr) a[1], span(a[2]));
      case PARAMETER_SPECIFICATION ->
          new TypeParameter.ParamSpec(id(a[0]), (Expr) a[1], span(a[2]));
      case PASS -> new Stmt.Pass(span(a[0]));
      case RAISE -> new Stmt.Raise((Expr) a[0], (Expr) a[1], span(a[2]));
      case RETURN -> new Stmt.Return((Expr) a[0], span(a[1]));
      case SLASH_WITH_DEFAULT -> new SlashWithDefault(Lists.of(a[0]), Lists.of(a[1]));
      case STAR_ETC -> new StarEtc((Arg) a[0], Lists.of(a[1]), (Arg) a[2]);
      case TRY ->
          new Stmt.Try(
              flag(a[0]),
              Lists.of(a[1]),
              Lists.of(a[2]),
              Lists.of(a[3]),
              Lists.of(a[4]),
              span(a[5]));
      case TYPE_ALIAS ->
          new Stmt.TypeAlias(
              (Expr.Name) inContext(expr(a[0]), ExprContext.STORE),
              Lists.of(a[1]),
              expr(a[2]),
              span(a[3]));
      case TYPE_VARIABLE ->
          new TypeParameter.TypeVar(id(a[0]), (Expr) a[1], (Expr) a[2], span(a[3]));
      case TYPE_VARIABLE_TUPLE -> new TypeParameter.TypeVarTuple(id(a[0]), (Expr) a[1], span(a[2]));
      case WHILE -> new Stmt.While(expr(a[0]), Lists.of(a[1]), Lists.of(a[2]), span(a[3]));
      case WITH -> new Stmt.With(flag(a[0]), Lists.of(a[1]), Lists.of(a[2]), span(a[3]));
      case WITH_ITEM -> new WithItem(expr(a[0]), (Expr) a[1]);
    };
  }

  private static boolean flag(@Nullable Object argument) {
    return (Boolean) present(argument);
  }

  private static @Nullable Str idOrNull(@Nullable Object name) {
    return name == null ? null : id(name);
  }

  private static Nodes<Str> ids(@Nullable Object names) {
    Nodes<Expr.Name> list = Lists.of(names);
    Str[] ids = new Str[list.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = list.get(i).id();
    }
    return Nodes.ofArray(ids);
  }

  private static Stmt classDefinition(
      Str name,
      Nodes<TypeParameter> typeParameters,
      Expr.@Nullable Call call,
      Nodes<Stmt> body,
      Span span) {
    Nodes<Expr> bases = call == null ? Nodes.none() : call.args();
    Nodes<Keyword> keywords = call == null ? Nodes.none() : call.keywords();
    return new Stmt.ClassDef(name, typeParameters, bases, keywords, body, Nodes.none(), span);
  }

  private static Stmt decorate(Stmt.ClassDef c, Nodes<Expr> decorators) {
    return new Stmt.ClassDef(
        c.name(), c.typeParameters(), c.bases(), c.keywords(), c.body(), decorators, c.span());
  }

  private static Stmt decorate(Stmt.FunctionDef f, Nodes<Expr> decorators) {
    return new Stmt.FunctionDef(
        f.isAsync(),
        f.name(),
        f.typeParameters(),
        f.args(),
        f.body(),
        decorators,
        f.returns(),
        f.span());
  }

  /** {@code _PyPegen_join_names_with_dot}. */
  private static Expr dotted(PegParser parser, Expr.Name path, Expr.Name name) {
    byte[] head = path.id().utf8();
    byte[] tail = name.id().utf8();
    byte[] joined = Arrays.copyOf(head, head.length + 1 + tail.length);
    joined[head.length] = '.';
    System.arraycopy(tail, 0, joined, head.length + 1, tail.length);
    return new Expr.Name(
        parser.context().strings().intern(joined), ExprContext.LOAD, path.span().to(name.span()));
  }

  /** {@code _PyPegen_checked_future_import}. */
  private static Stmt importFrom(PegParser parser, @Nullable Object[] a) {
    Str module = idOrNull(a[1]);
    Nodes<Alias> names = Lists.of(a[2]);
    int level = dots(parser, a[0]);
    if (level == 0 && isNamed(module, "__future__")) {
      for (Alias alias : names) {
        if (isNamed(alias.name(), "barry_as_FLUFL")) {
          parser.followFlufl();
        }
      }
    }
    return new Stmt.ImportFrom(module, names, level, span(a[3]));
  }

  private static boolean isNamed(@Nullable Str name, String expected) {
    return name != null && Arrays.equals(name.utf8(), expected.getBytes(StandardCharsets.US_ASCII));
  }

  /** {@code _PyPegen_seq_count_dots}. */
  private static int dots(PegParser parser, @Nullable Object tokens) {
    int dots = 0;
    for (Object token : Lists.of(tokens)) {
      dots += parser.tokens().kind((Integer) token) == TokenKind.ELLIPSIS ? 3 : 1;
    }
    return dots;
  }
}
