package dev.pycache.compiler.fold;

import dev.pycache.bytecode.Constant;
import dev.pycache.compiler.ast.BinaryOperator;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Pattern;
import dev.pycache.compiler.ast.UnaryOperator;
import dev.pycache.compiler.rules.FoldRules;
import dev.pycache.compiler.symtable.RecursionDepth;
import org.jspecify.annotations.Nullable;

/**
 * Makes one constant of the negative and complex numbers in patterns ({@code astfold_pattern}),
 * which have to be constants there, also where nothing else is folded in the tree.
 */
final class PatternFolder {
  private final ExpressionFolder expressions;
  private final boolean foldsOperations;
  private final RecursionDepth depth;

  PatternFolder(ExpressionFolder expressions, FoldRules rules, RecursionDepth depth) {
    this.expressions = expressions;
    this.foldsOperations = rules.foldsOperations();
    this.depth = depth;
  }

  private Nodes<Pattern> all(Nodes<Pattern> patterns) {
    @Nullable Object[] changed = null;
    for (int i = 0, n = patterns.size(); i < n; i++) {
      Pattern old = patterns.get(i);
      Pattern now = fold(old);
      if (now != old) {
        if (changed == null) {
          changed = patterns.toArray();
        }
        changed[i] = now;
      }
    }
    return changed == null ? patterns : Nodes.ofArray(changed);
  }

  /** The same pattern if nothing changes. */
  Pattern fold(Pattern pattern) {
    depth.enter();
    Pattern result =
        switch (pattern) {
          case Pattern.MatchValue p -> {
            Expr value = value(p.value());
            yield value == p.value() ? p : new Pattern.MatchValue(value, p.span());
          }
          case Pattern.MatchSingleton p -> p;
          case Pattern.MatchSequence p -> {
            Nodes<Pattern> patterns = all(p.patterns());
            yield patterns == p.patterns() ? p : new Pattern.MatchSequence(patterns, p.span());
          }
          case Pattern.MatchMapping p -> {
            Nodes<Expr> keys = keys(p.keys());
            Nodes<Pattern> patterns = all(p.patterns());
            yield keys == p.keys() && patterns == p.patterns()
                ? p
                : new Pattern.MatchMapping(keys, patterns, p.rest(), p.span());
          }
          case Pattern.MatchClass p -> classPattern(p);
          case Pattern.MatchStar p -> p;
          case Pattern.MatchAs p -> {
            Pattern inner = p.pattern() == null ? null : fold(p.pattern());
            yield inner == p.pattern() ? p : new Pattern.MatchAs(inner, p.name(), p.span());
          }
          case Pattern.MatchOr p -> {
            Nodes<Pattern> patterns = all(p.patterns());
            yield patterns == p.patterns() ? p : new Pattern.MatchOr(patterns, p.span());
          }
        };
    depth.leave();
    return result;
  }

  private Pattern classPattern(Pattern.MatchClass p) {
    Expr cls = expressions.fold(p.cls());
    Nodes<Pattern> patterns = all(p.patterns());
    Nodes<Pattern> keywordPatterns = all(p.keywordPatterns());
    if (cls == p.cls() && patterns == p.patterns() && keywordPatterns == p.keywordPatterns()) {
      return p;
    }
    return new Pattern.MatchClass(cls, patterns, p.keywordNames(), keywordPatterns, p.span());
  }

  private Nodes<Expr> keys(Nodes<Expr> keys) {
    Nodes<Expr> result = keys;
    for (int i = 0, n = keys.size(); i < n; i++) {
      Expr key = value(keys.get(i));
      if (key != keys.get(i)) {
        result = Nodes.replace(result, i, key);
      }
    }
    return result;
  }

  private Expr value(Expr value) {
    return foldsOperations ? expressions.fold(value) : number(value);
  }

  /** Mirrors {@code fold_const_match_patterns}. */
  private Expr number(Expr expr) {
    if (expr instanceof Expr.UnaryOp unary
        && unary.op() == UnaryOperator.MINUS
        && unary.operand() instanceof Expr.Constant operand) {
      Constant negative = expressions.arithmetic.unary(UnaryOperator.MINUS, operand.value());
      return negative == null ? expr : new Expr.Constant(negative, expr.span());
    }
    if (expr instanceof Expr.BinOp sum
        && (sum.op() == BinaryOperator.ADD || sum.op() == BinaryOperator.SUBTRACT)
        && sum.right() instanceof Expr.Constant right) {
      Expr left = number(sum.left());
      if (left instanceof Expr.Constant first) {
        Constant both = expressions.arithmetic.binary(sum.op(), first.value(), right.value());
        if (both != null) {
          return new Expr.Constant(both, expr.span());
        }
      }
      return left == sum.left() ? sum : new Expr.BinOp(left, sum.op(), right, sum.span());
    }
    return expr;
  }
}
