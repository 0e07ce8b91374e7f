package dev.pycache.compiler.literal;

import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.ExprContext;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.parser.ParseSite;
import dev.pycache.compiler.token.TokenKind;
import dev.pycache.compiler.token.Tokenizer;
import dev.pycache.compiler.token.Tokens;
import java.nio.charset.StandardCharsets;

/**
 * The smallest parser that can test literals: its expressions are a literal or a name, perhaps in
 * parentheses.
 */
final class LiteralSite implements ParseSite {
  private final CompilationContext context;

  LiteralSite() {
    context = new CompilationContext(Target.CPYTHON_3_11, Str.of("<test>"), 0);
  }

  Expr parse(String source) {
    return parseReplacementField(source.getBytes(StandardCharsets.UTF_8), 1, 0);
  }

  @Override
  public CompilationContext context() {
    return context;
  }

  @Override
  public RuntimeException error(ErrorType type, String message) {
    return CompileException.of(type, message);
  }

  @Override
  public RuntimeException errorAt(
      ErrorType type, String message, int line, int column, int endLine, int endColumn) {
    return CompileException.at(type, message, line, column, endLine, endColumn);
  }

  @Override
  public Expr parseReplacementField(byte[] text, int line, int column) {
    Tokens tokens = Tokenizer.tokenizeAll(text, line, column, context);
    int first = tokens.kind(0) == TokenKind.LEFT_PAREN ? 1 : 0;
    Span span =
        new Span(
            tokens.line(first),
            tokens.column(first),
            tokens.endLine(first),
            tokens.endColumn(first));
    return switch (tokens.kind(first)) {
      case NUMBER -> new Expr.Constant(Numbers.parse(this, tokens, first), span);
      case STRING -> {
        int end = first;
        while (tokens.kind(end) == TokenKind.STRING) {
          end++;
        }
        yield StringLiterals.concatenate(this, tokens, first, end);
      }
      case NAME -> {
        Str id = context.strings().intern(tokens.buffer(), tokens.start(first), tokens.end(first));
        yield new Expr.Name(id, ExprContext.LOAD, span);
      }
      default -> throw new IllegalArgumentException("the test cannot parse " + tokens.kind(first));
    };
  }
}
