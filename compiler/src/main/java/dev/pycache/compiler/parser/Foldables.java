package dev.pycache.compiler.parser;

import dev.pycache.compiler.ast.BinaryOperator;
import dev.pycache.compiler.ast.CompareOperator;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.rules.FoldRules;

/**
 * Counts what the optimizer of the tree may change or warn of, while it is parsed: most statements
 * hold nothing of the kind, and the optimizer need not look into them ({@link Nodes#isSettled}). To
 * count too much does no harm.
 *
 * <p>Only nodes that have constants wherever folding wants them are counted. A node that folding
 * turns into a constant has been counted itself, so its parent need not be.
 */
final class Foldables {
  /** What f-strings add to the depth of a tree above the expression of a field. */
  private static final int FIELD_LEVELS = 8;

  /** Whether this optimizer folds operations at all: else only the format operator. */
  private final boolean foldsOperations;

  private int count;
  private int finallyDepth;
  private int elifs;
  private int longestField;

  Foldables(FoldRules rules) {
    this.foldsOperations = rules.foldsOperations();
  }

  /** How many there have been so far. */
  int count() {
    return count;
  }

  /** Something of which nothing more is known. */
  void add() {
    count++;
  }

  Expr tuple(Expr.Tuple tuple) {
    if (foldsOperations && areConstants(tuple.elements())) {
      count++;
    }
    return tuple;
  }

  private static boolean areConstants(Nodes<Expr> elements) {
    for (int i = 0, n = elements.size(); i < n; i++) {
      if (!(elements.get(i) instanceof Expr.Constant)) {
        return false;
      }
    }
    return true;
  }

  Expr subscript(Expr.Subscript subscript) {
    if (foldsOperations
        && subscript.value() instanceof Expr.Constant
        && subscript.slice() instanceof Expr.Constant) {
      count++;
    }
    return subscript;
  }

  Expr binary(Expr.BinOp operation) {
    if (operation.left() instanceof Expr.Constant) {
      Expr right = operation.right();
      boolean formats = operation.op() == BinaryOperator.REMAINDER && right instanceof Expr.Tuple;
      if (formats || (foldsOperations && right instanceof Expr.Constant)) {
        count++;
      }
    }
    return operation;
  }

  Expr unary(Expr.UnaryOp operation) {
    Expr operand = operation.operand();
    if (foldsOperations && (operand instanceof Expr.Constant || operand instanceof Expr.Compare)) {
      count++;
    }
    return operation;
  }

  Expr compare(Expr.Compare comparison) {
    CompareOperator last = comparison.ops().getLast();
    if (last == CompareOperator.IN || last == CompareOperator.NOT_IN) {
      iterated(comparison.comparators().getLast());
    }
    return comparison;
  }

  /** Something that is only iterated over, or searched. */
  void iterated(Expr iterable) {
    if (foldsOperations
        && (iterable instanceof Expr.ListDisplay || iterable instanceof Expr.SetDisplay)) {
      count++;
    }
  }

  void enterFinally() {
    finallyDepth++;
  }

  void leaveFinally() {
    finallyDepth--;
  }

  /** A statement that is warned of if it leaves a {@code finally}. */
  void jump() {
    if (finallyDepth > 0) {
      count++;
    }
  }

  // ---- how deep the tree may be

  /** An {@code elif}, which is a statement inside the one before it. */
  void elif() {
    elifs++;
  }

  /** The expression of a field that is a source of its own, of so many bytes. */
  void field(int length) {
    longestField = Math.max(longestField, length + FIELD_LEVELS);
  }

  /**
   * An upper bound for the number of nodes on any way from the root to a leaf: every expression has
   * a token, or a byte of an f-string, that is no one else's.
   *
   * @param deepestBlock how many blocks may be inside each other
   * @param longestLine tokens of the longest logical line
   */
  int height(int deepestBlock, int longestLine) {
    return deepestBlock + elifs + longestLine + longestField;
  }
}
