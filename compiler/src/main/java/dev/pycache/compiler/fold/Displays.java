package dev.pycache.compiler.fold;

import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.FrozenSet;
import dev.pycache.bytecode.Tuple;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Nodes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists, tuples and sets that are written out. */
public final class Displays {
  private Displays() {}

  /**
   * What may stand for a list or set that is only iterated over or searched ({@code fold_iter}):
   * for a list a tuple, for a set of constants a frozenset. Other expressions are returned as they
   * are.
   */
  static Expr fold(Expr expr) {
    if (expr instanceof Expr.ListDisplay list) {
      if (hasStarred(list.elements())) {
        return list;
      }
      Constant tuple = constantTuple(list.elements());
      return tuple == null
          ? new Expr.Tuple(list.elements(), list.context(), list.span())
          : new Expr.Constant(tuple, list.span());
    }
    if (expr instanceof Expr.SetDisplay set) {
      Tuple items = constantTuple(set.elements());
      return items == null ? set : new Expr.Constant(frozenSet(items), set.span());
    }
    return expr;
  }

  static boolean hasStarred(Nodes<Expr> elements) {
    for (int i = 0, n = elements.size(); i < n; i++) {
      if (elements.get(i) instanceof Expr.Starred) {
        return true;
      }
    }
    return false;
  }

  /** The tuple of the elements if all are constants ({@code make_const_tuple}). */
  static @Nullable Tuple constantTuple(Nodes<Expr> elements) {
    int n = elements.size();
    for (int i = 0; i < n; i++) {
      if (!(elements.get(i) instanceof Expr.Constant)) {
        return null;
      }
    }
    Constant[] items = new Constant[n];
    for (int i = 0; i < n; i++) {
      items[i] = ((Expr.Constant) elements.get(i)).value();
    }
    return Tuple.of(items);
  }

  /**
   * The frozenset of the items. Of items that are equal in Python's eyes, as {@code 1} and {@code
   * True} are, the first stays.
   */
  public static FrozenSet frozenSet(Tuple items) {
    Set<Object> seen = new HashSet<>();
    List<Constant> distinct = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Constant item = items.get(i);
      if (seen.add(PythonEquality.key(item))) {
        distinct.add(item);
      }
    }
    return new FrozenSet(distinct);
  }
}
