package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Complex;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Float;
import dev.pycache.bytecode.FrozenSet;
import dev.pycache.bytecode.Int;
import dev.pycache.bytecode.MarshalOnly;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Slice;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import dev.pycache.compiler.ast.CompareOperator;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.rules.ExpressionRules;
import org.jspecify.annotations.Nullable;

/** Code that is allowed but surely a mistake: the SyntaxWarnings about expressions. */
final class Suspicions {
  private final Emitter emit;
  private final boolean namesTypeOfLiteral;
  private final boolean knowsConstantTuples;
  private final boolean passesPlaces;

  Suspicions(CodeGenerator generator) {
    this.emit = generator.emit;
    ExpressionRules rules = generator.expressionRules;
    this.namesTypeOfLiteral = rules.namesTypeOfLiteral();
    this.knowsConstantTuples = rules.leavesFoldingToGraph();
    this.passesPlaces = generator.statementRules.passesPlaces();
  }

  /** {@code is} with a literal ({@code check_compare}). */
  void compare(Expr.Compare e) {
    Expr left = e.left();
    boolean leftIsValue = isValue(left);
    for (int i = 0, n = e.ops().size(); i < n; i++) {
      CompareOperator operator = e.ops().get(i);
      Expr right = e.comparators().get(i);
      boolean rightIsValue = isValue(right);
      if (leftIsValue || rightIsValue) {
        if (operator == CompareOperator.IS) {
          emit.warn("\"is\" with " + literal(leftIsValue ? left : right) + " Did you mean \"==\"?");
          return;
        }
        if (operator == CompareOperator.IS_NOT) {
          emit.warn(
              "\"is not\" with " + literal(leftIsValue ? left : right) + " Did you mean \"!=\"?");
          return;
        }
      }
      left = right;
      leftIsValue = rightIsValue;
    }
  }

  private String literal(Expr value) {
    return namesTypeOfLiteral ? "'" + typeName(value) + "' literal." : "a literal.";
  }

  /**
   * Whether an expression is a constant of which there may be two objects ({@code check_is_arg}).
   */
  private boolean isValue(Expr e) {
    return switch (e) {
      case Expr.Constant constant -> !(constant.value() instanceof Singleton);
      case Expr.Tuple tuple -> knowsConstantTuples && isConstant(tuple);
      default -> false;
    };
  }

  /** {@code is_const_tuple}. */
  private static boolean isConstant(Expr.Tuple tuple) {
    for (int i = 0, n = tuple.elements().size(); i < n; i++) {
      if (!(tuple.elements().get(i) instanceof Expr.Constant)) {
        return false;
      }
    }
    return true;
  }

  /** A call of something that is no function ({@code check_caller}). */
  void caller(Expr function) {
    String type =
        switch (function) {
          case Expr.Name _, Expr.Attribute _, Expr.Lambda _ -> null;
          default -> typeName(function);
        };
    if (type != null) {
      warn(function, "'" + type + "' object is not callable; perhaps you missed a comma?");
    }
  }

  /** A subscript of something that has none, or with an index of a wrong type. */
  void subscript(Expr.Subscript e) {
    Expr value = e.value();
    if (value instanceof Expr.Name || value instanceof Expr.Attribute) {
      return;
    }
    if (isNotSubscriptable(value)) {
      warn(
          value,
          "'" + typeName(value) + "' object is not subscriptable; perhaps you missed a comma?");
    }
    index(value, e.slice());
  }

  /** {@code check_subscripter}. */
  private static boolean isNotSubscriptable(Expr value) {
    return switch (value) {
      case Expr.Constant constant ->
          switch (constant.value()) {
            case Singleton s -> s == Singleton.NONE || s == Singleton.ELLIPSIS || isBool(s);
            case Int _, Float _, Complex _, FrozenSet _ -> true;
            case Str _, Bytes _, Tuple _, CodeObject _, Slice _ -> false;
            case MarshalOnly other -> throw other.unexpected();
          };
      case Expr.SetDisplay _,
          Expr.SetComp _,
          Expr.GeneratorExp _,
          Expr.TemplateStr _,
          Expr.Interpolation _,
          Expr.Lambda _ ->
          true;
      default -> false;
    };
  }

  /** {@code check_index}. */
  private void index(Expr value, Expr index) {
    String indexType = typeName(index);
    if (indexType == null || isInteger(index)) {
      return;
    }
    boolean isSequence =
        switch (value) {
          case Expr.Constant constant ->
              switch (constant.value()) {
                case Str _, Bytes _, Tuple _ -> true;
                case Singleton _, Int _, Float _, Complex _, FrozenSet _, CodeObject _, Slice _ ->
                    false;
                case MarshalOnly other -> throw other.unexpected();
              };
          case Expr.Tuple _,
              Expr.ListDisplay _,
              Expr.ListComp _,
              Expr.JoinedStr _,
              Expr.FormattedValue _ ->
              true;
          default -> false;
        };
    if (isSequence) {
      warn(
          value,
          typeName(value)
              + " indices must be integers or slices, not "
              + indexType
              + "; perhaps you missed a comma?");
    }
  }

  /** Warns at the current place, or at the expression in question where places are handed. */
  private void warn(Expr e, String message) {
    Span before = emit.place;
    if (passesPlaces) {
      emit.at(e);
    }
    emit.warn(message);
    emit.place = before;
  }

  /** Whether a constant is an int; bool is a subclass of it. */
  private static boolean isInteger(Expr e) {
    return e instanceof Expr.Constant constant
        && (constant.value() instanceof Int
            || (constant.value() instanceof Singleton s && isBool(s)));
  }

  private static boolean isBool(Singleton s) {
    return s == Singleton.TRUE || s == Singleton.FALSE;
  }

  /** The name of the type that an expression has for sure ({@code infer_type}). */
  private static @Nullable String typeName(Expr e) {
    return switch (e) {
      case Expr.Tuple _ -> "tuple";
      case Expr.ListDisplay _, Expr.ListComp _ -> "list";
      case Expr.Dict _, Expr.DictComp _ -> "dict";
      case Expr.SetDisplay _, Expr.SetComp _ -> "set";
      case Expr.GeneratorExp _ -> "generator";
      case Expr.Lambda _ -> "function";
      case Expr.TemplateStr _, Expr.Interpolation _ -> "string.templatelib.Template";
      case Expr.JoinedStr _, Expr.FormattedValue _ -> "str";
      case Expr.Constant constant -> typeName(constant.value());
      default -> null;
    };
  }

  private static String typeName(Constant value) {
    return switch (value) {
      case Singleton s ->
          switch (s) {
            case NONE -> "NoneType";
            case TRUE, FALSE -> "bool";
            case ELLIPSIS -> "ellipsis";
          };
      case Int _ -> "int";
      case Float _ -> "float";
      case Complex _ -> "complex";
      case Str _ -> "str";
      case Bytes _ -> "bytes";
      case Tuple _ -> "tuple";
      case FrozenSet _ -> "frozenset";
      case CodeObject _ -> "code";
      case Slice _ -> "slice";
      case MarshalOnly other -> throw other.unexpected();
    };
  }
}
