package dev.pycache.compiler.literal;

import dev.pycache.compiler.Strings;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of a {@code JoinedStr} in the making: text is gathered until a replacement field, or
 * the end, makes it a constant (CPython's {@code FstringParser} and {@code ExprList}).
 */
final class StringPieces {
  private final Strings strings;
  private final ByteBuilder text = new ByteBuilder(32);
  private final List<Expr> values = new ArrayList<>();

  StringPieces(Strings strings) {
    this.strings = strings;
  }

  /** The text behind the last replacement field; append to it. */
  ByteBuilder text() {
    return text;
  }

  /** Adds a replacement field; text before it becomes a constant of this span. */
  void add(Expr field, Span textSpan) {
    endText(textSpan);
    values.add(field);
  }

  /** The finished node; text at its end becomes a constant of the span {@code textSpan}. */
  Expr joined(Span textSpan, Span span) {
    endText(textSpan);
    return new Expr.JoinedStr(Nodes.ofArray(values.toArray()), span);
  }

  private void endText(Span span) {
    if (text.length() > 0) {
      values.add(new Expr.Constant(strings.constant(text.array(), 0, text.length()), span));
      text.clear();
    }
  }
}
