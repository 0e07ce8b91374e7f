package dev.pycache.compiler.parser;

import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Module;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.rules.FoldRules;
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
  private final Foldables foldables;
  private final Expressions expressions;

  private Parser(
      CompilationContext context, TokenCursor cursor, NodeStack stack, Foldables foldables) {
    this.context = context;
    this.stack = stack;
    this.cursor = cursor;
    this.foldables = foldables;
    this.expressions = new Expressions(cursor, stack, this, foldables);
  }

  /**
   * Parses a source, {@code file: [statements] ENDMARKER}, and reads its tokens line by line on the
   * way.
   *
   * @param tokenizer stands at the beginning of the source
   * @throws ParseFailure if the source is wrong or comes near the limits of CPython's parser
   */
  public static Module parse(CompilationContext context, Tokenizer tokenizer) {
    return parse(context, new TokenCursor(tokenizer, context));
  }

  /**
   * Parses a source of which all tokens have been read, the last of them ENDMARKER.
   *
   * @throws ParseFailure as the other method
   */
  public static Module parse(CompilationContext context, Tokens tokens) {
    return parse(context, new TokenCursor(tokens, context));
  }

  private static Module parse(CompilationContext context, TokenCursor cursor) {
    var parser =
        new Parser(
            context, cursor, new NodeStack(), new Foldables(new FoldRules(context.target())));
    var statements =
        new CompoundStatements(parser.cursor, parser.stack, parser.expressions, context);
    Nodes<Stmt> body = statements.statements(TokenKind.ENDMARKER);
    int height = parser.foldables.height(Tokenizer.MOST_LEVELS, cursor.longestLine());
    return new Module(body, height);
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
    foldables.field(text.length);
    var field = new Parser(context, new TokenCursor(tokens, context), stack, foldables);
    Expr expression = field.expressions.starExpressions();
    if (field.cursor.kind() != TokenKind.NEWLINE) {
      throw ParseFailure.INSTANCE;
    }
    return expression;
  }
}
