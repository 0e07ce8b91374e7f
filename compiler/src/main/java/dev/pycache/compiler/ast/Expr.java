package dev.pycache.compiler.ast;

import dev.pycache.bytecode.Str;
import org.jspecify.annotations.Nullable;

/** An expression. The family is that of Python's {@code ast} module, one record for each class. */
public sealed interface Expr extends Node {

  /** {@code a and b and c}: one node for a run of the same operator. */
  record BoolOp(BoolOperator op, Nodes<Expr> values, Span span) implements Expr {}

  record NamedExpr(Name target, Expr value, Span span) implements Expr {}

  record BinOp(Expr left, BinaryOperator op, Expr right, Span span) implements Expr {}

  record UnaryOp(UnaryOperator op, Expr operand, Span span) implements Expr {}

  record Lambda(Arguments args, Expr body, Span span) implements Expr {}

  record IfExp(Expr test, Expr body, Expr orElse, Span span) implements Expr {}

  /** A null key stands for {@code **value}. */
  record Dict(Nodes<@Nullable Expr> keys, Nodes<Expr> values, Span span) implements Expr {}

  record SetDisplay(Nodes<Expr> elements, Span span) implements Expr {}

  record ListComp(Expr element, Nodes<Comprehension> generators, Span span) implements Expr {}

  record SetComp(Expr element, Nodes<Comprehension> generators, Span span) implements Expr {}

  record DictComp(Expr key, Expr value, Nodes<Comprehension> generators, Span span)
      implements Expr {}

  record GeneratorExp(Expr element, Nodes<Comprehension> generators, Span span) implements Expr {}

  record Await(Expr value, Span span) implements Expr {}

  record Yield(@Nullable Expr value, Span span) implements Expr {}

  record YieldFrom(Expr value, Span span) implements Expr {}

  record Compare(Expr left, Nodes<CompareOperator> ops, Nodes<Expr> comparators, Span span)
      implements Expr {}

  record Call(Expr function, Nodes<Expr> args, Nodes<Keyword> keywords, Span span)
      implements Expr {}

  /**
   * A replacement field of an f-string. {@code conversion} is -1 or the character {@code s}, {@code
   * r}, {@code a}.
   */
  record FormattedValue(Expr value, int conversion, @Nullable Expr formatSpec, Span span)
      implements Expr {}

  record JoinedStr(Nodes<Expr> values, Span span) implements Expr {}

  /** A t-string (PEP 750): constants and {@link Interpolation}s. */
  record TemplateStr(Nodes<Expr> values, Span span) implements Expr {}

  /**
   * A replacement field of a t-string; {@code text} is the expression as it is written. {@code
   * conversion} is -1 or the character {@code s}, {@code r}, {@code a}.
   */
  record Interpolation(Expr value, Str text, int conversion, @Nullable Expr formatSpec, Span span)
      implements Expr {}

  /**
   * A literal, or what folding made of one. {@code unicodePrefix} is CPython's {@code kind}: a
   * string whose first piece is written {@code u"…"}, which shows again when an annotation is kept
   * as text.
   */
  record Constant(dev.pycache.bytecode.Constant value, Span span, boolean unicodePrefix)
      implements Expr {
    public Constant(dev.pycache.bytecode.Constant value, Span span) {
      this(value, span, false);
    }
  }

  record Attribute(Expr value, Str attr, ExprContext context, Span span) implements Expr {}

  record Subscript(Expr value, Expr slice, ExprContext context, Span span) implements Expr {}

  record Starred(Expr value, ExprContext context, Span span) implements Expr {}

  record Name(Str id, ExprContext context, Span span) implements Expr {}

  record ListDisplay(Nodes<Expr> elements, ExprContext context, Span span) implements Expr {}

  record Tuple(Nodes<Expr> elements, ExprContext context, Span span) implements Expr {}

  record Slice(@Nullable Expr lower, @Nullable Expr upper, @Nullable Expr step, Span span)
      implements Expr {}
}
