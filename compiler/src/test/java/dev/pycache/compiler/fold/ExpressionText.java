package dev.pycache.compiler.fold;

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
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.UnaryOperator;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Expressions in the notation of {@code scripts/fold_cases.py}: operands, then operators, floats by
 * their bits.
 */
final class ExpressionText {
  private final List<String> words = new ArrayList<>();

  private ExpressionText() {}

  static String of(Expr expr) {
    var text = new ExpressionText();
    text.add(expr);
    return String.join(" ", text.words);
  }

  private void add(Expr expr) {
    switch (expr) {
      case Expr.Constant e -> words.add(of(e.value()));
      case Expr.Name e -> words.add(e.id().toString());
      case Expr.BinOp e -> {
        add(e.left());
        add(e.right());
        words.add("binary " + e.op().text());
      }
      case Expr.UnaryOp e -> {
        add(e.operand());
        words.add("unary " + text(e.op()));
      }
      case Expr.Subscript e -> {
        add(e.value());
        add(e.slice());
        words.add("[]");
      }
      case Expr.Slice e -> {
        addOptional(e.lower());
        addOptional(e.upper());
        if (e.step() != null) {
          add(e.step());
        }
        words.add("slice/" + (e.step() == null ? 2 : 3));
      }
      case Expr.Compare e -> {
        add(e.left());
        add(e.comparators().getFirst());
        words.add(e.ops().getFirst().text());
      }
      case Expr.Tuple e -> addAll(e.elements(), "tuple");
      case Expr.ListDisplay e -> addAll(e.elements(), "list");
      case Expr.SetDisplay e -> addAll(e.elements(), "set");
      case Expr.JoinedStr e -> {
        if (e.values().size() == 1) {
          add(e.values().getFirst());
        } else {
          addAll(e.values(), "string");
        }
      }
      case Expr.FormattedValue e -> {
        add(e.value());
        if (e.formatSpec() != null) {
          add(e.formatSpec());
        }
        words.add(
            "format/" + ("sra".indexOf(e.conversion()) + 1 + (e.formatSpec() == null ? 0 : 4)));
      }
      default -> throw new IllegalArgumentException("no notation for " + expr);
    }
  }

  private void addOptional(@Nullable Expr expr) {
    if (expr == null) {
      words.add("None");
    } else {
      add(expr);
    }
  }

  private void addAll(List<Expr> elements, String kind) {
    elements.forEach(this::add);
    words.add(kind + "/" + elements.size());
  }

  private static String text(UnaryOperator op) {
    return switch (op) {
      case INVERT -> "~";
      case NOT -> "not";
      case PLUS -> "+";
      case MINUS -> "-";
    };
  }

  static String of(Constant constant) {
    return switch (constant) {
      case Singleton singleton -> singleton.text();
      case Int number -> number.value().toString(16);
      case Float number -> "float:" + bits(number);
      case Complex number -> "complex:" + bits(number.real()) + "," + bits(number.imaginary());
      case Str text -> "str:" + HexFormat.of().formatHex(text.utf8());
      case Bytes bytes -> "bytes:" + HexFormat.of().formatHex(bytes.value());
      case Tuple tuple ->
          tuple.items().stream().map(ExpressionText::of).collect(Collectors.joining(" ", "(", ")"));
      case FrozenSet set ->
          set.items().stream()
              .map(ExpressionText::of)
              .sorted()
              .collect(Collectors.joining(" ", "{", "}"));
      case CodeObject code -> throw new IllegalArgumentException("code in a tree");
      case Slice slice -> throw new IllegalArgumentException("a slice in a tree");
      case MarshalOnly other -> throw other.unexpected();
    };
  }

  private static String bits(Float number) {
    return "%016x".formatted(Double.doubleToRawLongBits(number.value()));
  }
}
