package dev.pycache.compiler.literal;

import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.parser.ParseSite;

/** A site for a piece of text, at which its errors are. */
final class PieceSite extends PartSite {
  private final Span span;

  PieceSite(ParseSite whole, Span span) {
    super(whole);
    this.span = span;
  }

  @Override
  public RuntimeException error(ErrorType type, String message) {
    return errorAt(type, message, span.line(), span.column(), span.endLine(), span.endColumn());
  }
}
