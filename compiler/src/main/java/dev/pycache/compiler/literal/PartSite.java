package dev.pycache.compiler.literal;

import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.parser.ParseSite;

/** A site for a part of a string whose errors are others than those of the whole. */
abstract class PartSite implements ParseSite {
  final ParseSite whole;

  PartSite(ParseSite whole) {
    this.whole = whole;
  }

  @Override
  public CompilationContext context() {
    return whole.context();
  }

  @Override
  public void warn(String category, String message, int line) {
    whole.warn(category, message, line);
  }

  @Override
  public RuntimeException errorAt(
      ErrorType type, String message, int line, int column, int endLine, int endColumn) {
    return whole.errorAt(type, message, line, column, endLine, endColumn);
  }

  @Override
  public RuntimeException error(CompileException complete) {
    return whole.error(complete);
  }

  @Override
  public Expr parseReplacementField(byte[] text, int line, int column) {
    return whole.parseReplacementField(text, line, column);
  }
}
