package dev.pycache.compiler.diagnosis;

import dev.pycache.compiler.ast.CompareOperator;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Nodes;
import org.jspecify.annotations.Nullable;

/** What an expression was meant to be the target of ({@code TARGETS_TYPE}). */
enum Targets {
  STAR,
  DEL,
  FOR;

  /**
   * The first part of an expression that cannot be a target, null if all can ({@code
   * _PyPegen_get_invalid_target}).
   */
  @Nullable Expr firstInvalid(Expr e) {
    return switch (e) {
      case Expr.ListDisplay list -> firstInvalid(list.elements());
      case Expr.Tuple tuple -> firstInvalid(tuple.elements());
      case Expr.Starred starred -> this == DEL ? starred : firstInvalid(starred.value());
      case Expr.Compare compare -> {
        if (this != FOR) {
          yield compare;
        }
        // In "for a in b" the expression is the comparison "a in b".
        yield compare.ops().get(0) == CompareOperator.IN ? firstInvalid(compare.left()) : null;
      }
      case Expr.Name _, Expr.Subscript _, Expr.Attribute _ -> null;
      case Expr.BoolOp _,
          Expr.NamedExpr _,
          Expr.BinOp _,
          Expr.UnaryOp _,
          Expr.Lambda _,
          Expr.IfExp _ ->
          e;
      case Expr.Dict _, Expr.SetDisplay _, Expr.ListComp _, Expr.SetComp _, Expr.DictComp _ -> e;
      case Expr.GeneratorExp _, Expr.Await _, Expr.Yield _, Expr.YieldFrom _, Expr.Call _ -> e;
      case Expr.FormattedValue _, Expr.JoinedStr _, Expr.Constant _, Expr.Slice _ -> e;
      case Expr.TemplateStr _, Expr.Interpolation _ -> e;
    };
  }

  private @Nullable Expr firstInvalid(Nodes<Expr> elements) {
    for (Expr element : elements) {
      Expr invalid = firstInvalid(element);
      if (invalid != null) {
        return invalid;
      }
    }
    return null;
  }
}
