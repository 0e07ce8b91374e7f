package dev.pycache.compiler.diagnosis;

import static dev.pycache.compiler.diagnosis.ExpressionAction.expr;
import static dev.pycache.compiler.diagnosis.ExpressionAction.id;
import static dev.pycache.compiler.diagnosis.ExpressionAction.present;
import static dev.pycache.compiler.diagnosis.ExpressionAction.span;

import dev.pycache.bytecode.Complex;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Pattern;
import dev.pycache.compiler.ast.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Actions that make the patterns of a {@code match} statement. */
enum PatternAction implements Action {
  ENSURE_IMAGINARY,
  ENSURE_REAL,
  MATCH_AS,
  MATCH_CLASS,
  MATCH_MAPPING,
  MATCH_OR,
  MATCH_SEQUENCE,
  MATCH_SINGLETON,
  MATCH_STAR,
  MATCH_VALUE;

  @Override
  public @Nullable Object run(PegParser parser, @Nullable Object[] a) {
    return switch (this) {
      case ENSURE_IMAGINARY ->
          ensure(parser, expr(a[0]), true, "imaginary number required in complex literal");
      case ENSURE_REAL ->
          ensure(parser, expr(a[0]), false, "real number required in complex literal");
      case MATCH_AS ->
          new Pattern.MatchAs((Pattern) a[0], a[1] == null ? null : id(a[1]), span(a[2]));
      case MATCH_CLASS -> matchClass(expr(a[0]), Lists.of(a[1]), Lists.of(a[2]), span(a[3]));
      case MATCH_MAPPING -> matchMapping(Lists.of(a[0]), a[1], span(a[2]));
      case MATCH_OR -> {
        Nodes<Pattern> patterns = Lists.of(a[0]);
        yield patterns.size() == 1 ? patterns.get(0) : new Pattern.MatchOr(patterns, span(a[1]));
      }
      case MATCH_SEQUENCE -> new Pattern.MatchSequence(Lists.of(a[0]), span(a[1]));
      case MATCH_SINGLETON -> new Pattern.MatchSingleton((Singleton) present(a[0]), span(a[1]));
      case MATCH_STAR -> new Pattern.MatchStar(a[0] == null ? null : id(a[0]), span(a[1]));
      case MATCH_VALUE -> new Pattern.MatchValue(expr(a[0]), span(a[1]));
    };
  }

  /** {@code _PyPegen_ensure_imaginary}, {@code _PyPegen_ensure_real}. */
  private static @Nullable Expr ensure(
      PegParser parser, Expr number, boolean imaginary, String message) {
    if (((Expr.Constant) number).value() instanceof Complex == imaginary) {
      return number;
    }
    Span span = number.span();
    parser.raise(
        ErrorType.SYNTAX_ERROR,
        message,
        span.line(),
        span.column(),
        span.endLine(),
        span.endColumn());
    return null;
  }

  private static Pattern matchMapping(List<Pair> items, @Nullable Object rest, Span span) {
    List<Expr> keys = new ArrayList<>();
    for (Pair item : items) {
      keys.add(expr(item.first()));
    }
    return new Pattern.MatchMapping(
        Nodes.copyOf(keys), patterns(items), rest == null ? null : id(rest), span);
  }

  private static Pattern matchClass(
      Expr type, Nodes<Pattern> positional, List<Pair> keywords, Span span) {
    List<Str> names = new ArrayList<>();
    for (Pair keyword : keywords) {
      names.add(id(keyword.first()));
    }
    return new Pattern.MatchClass(type, positional, Nodes.copyOf(names), patterns(keywords), span);
  }

  private static Nodes<Pattern> patterns(List<Pair> pairs) {
    List<Pattern> patterns = new ArrayList<>();
    for (Pair pair : pairs) {
      patterns.add((Pattern) pair.second());
    }
    return Nodes.copyOf(patterns);
  }
}
