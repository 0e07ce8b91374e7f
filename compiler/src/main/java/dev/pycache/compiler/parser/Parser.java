package dev.pycache.compiler.parser;

import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Module;
import dev.pycache.compiler.token.TokenKind;
import dev.pycache.compiler.token.Tokenizer;
import dev.pycache.compiler.token.Tokens;

/**
 * The fast parser's front: one object for a source, and one for each replacement field of its
 * f-strings.
 */
public final class Parser implements ParseSite {
  private final CompilationContext context;
  private final NodeStack stack;
  private final TokenCursor cursor;
  private final Expressions expressions;

  private Parser(CompilationContext context, Tokens tokens, NodeStack stack) {
    this.context = context;
    this.stack = stack;
    this.cursor = new TokenCursor(tokens, context);
    this.expressions = new Expressions(cursor, stack, this);
  }

  /**
   * Parses a source, {@code file: [statements] ENDMARKER}.
   *
   * @param tokens all its tokens, the last of them ENDMARKER
   * @throws ParseFailure if the source is wrong or comes near the limits of CPython's parser
   */
  public static Module parse(CompilationContext context, Tokens tokens) {
    var parser = new Parser(context, tokens, new NodeStack());
    var statements =
        new CompoundStatements(parser.cursor, parser.stack, parser.expressions, context);
    return new Module(statements.statements(TokenKind.ENDMARKER));
  }

  @Override
  public CompilationContext context() {
    return context;
  }

  @Override
  public RuntimeException error(ErrorType type, String message) {
    return ParseFailure.INSTANCE;
  }

  @Override
  public RuntimeException errorAt(
      ErrorType type, String message, int line, int column, int endLine, int endColumn) {
    return ParseFailure.INSTANCE;
  }

  /**
   * {@code fstring: star_expressions}; the rule looks no further, but the parentheses leave nothing
   * behind them.
   */
  @Override
  public Expr parseReplacementField(byte[] text, int line, int column) {
    Tokens tokens = Tokenizer.tokenizeAll(text, line, column, context);
    var field = new Parser(context, tokens, stack);
    Expr expression = field.expressions.starExpressions();
    if (!field.cursor.at(TokenKind.NEWLINE)) {
      throw ParseFailure.INSTANCE;
    }
    return expression;
  }
}
