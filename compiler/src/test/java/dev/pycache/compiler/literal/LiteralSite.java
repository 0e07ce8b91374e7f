package dev.pycache.compiler.literal;

import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.ExprContext;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.literal.JoinedStrings.Field;
import dev.pycache.compiler.literal.JoinedStrings.Part;
import dev.pycache.compiler.parser.ParseSite;
import dev.pycache.compiler.source.SourceDecoder;
import dev.pycache.compiler.token.TokenKind;
import dev.pycache.compiler.token.Tokenizer;
import dev.pycache.compiler.token.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The smallest parser that can test literals: its expressions are literals or a name, perhaps in
 * parentheses. Of what it does not know it says nothing but that.
 */
final class LiteralSite implements ParseSite {
  private final CompilationContext context;

  LiteralSite(Target target) {
    context = new CompilationContext(target, Str.of("<test>"), 0);
  }

  Expr parse(String source) {
    byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
    Tokens tokens = Tokenizer.tokenizeAll(SourceDecoder.decode(bytes, context.target()), context);
    return new Reader(tokens).expression();
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
    return new Reader(tokens).expression();
  }

  /** Reads one source; the fields of its f-strings are part of it from 3.12 on. */
  private final class Reader {
    private final Tokens tokens;
    private int at;

    Reader(Tokens tokens) {
      this.tokens = tokens;
    }

    Expr expression() {
      boolean grouped = accept(TokenKind.LEFT_PAREN);
      Expr value =
          switch (tokens.kind(at)) {
            case NUMBER ->
                new Expr.Constant(Numbers.parse(LiteralSite.this, tokens, at), span(at++));
            case STRING, FSTRING_START, TSTRING_START -> strings();
            case NAME -> {
              Str id = context.strings().intern(tokens.buffer(), tokens.start(at), tokens.end(at));
              yield new Expr.Name(id, ExprContext.LOAD, span(at++));
            }
            default -> throw new IllegalArgumentException("cannot parse " + tokens.kind(at));
          };
      if (grouped) {
        accept(TokenKind.RIGHT_PAREN);
      }
      return value;
    }

    private Expr strings() {
      int first = at;
      while (tokens.kind(at) == TokenKind.STRING) {
        at++;
      }
      if (at > first && tokens.kind(at) != TokenKind.FSTRING_START) {
        return StringLiterals.concatenate(LiteralSite.this, tokens, first, at);
      }
      List<Expr> parts = new ArrayList<>();
      at = first;
      boolean template = tokens.kind(at) == TokenKind.TSTRING_START;
      while (tokens.kind(at).isOfString()) {
        parts.add(
            tokens.kind(at) == TokenKind.STRING
                ? StringLiterals.constant(LiteralSite.this, tokens, at++)
                : joined(template));
      }
      Span span = span(first).to(span(at - 1));
      return template
          ? StringLiterals.concatenateTemplates(LiteralSite.this, parts, span)
          : StringLiterals.concatenate(LiteralSite.this, parts, span);
    }

    private Expr joined(boolean template) {
      int start = at++;
      List<Object> middle = new ArrayList<>();
      TokenKind end = template ? TokenKind.TSTRING_END : TokenKind.FSTRING_END;
      while (tokens.kind(at) != end) {
        if (tokens.kind(at).isOfString()) {
          middle.add(at++);
        } else {
          middle.add(field(template, JoinedStrings.isRaw(tokens, start)));
        }
      }
      return JoinedStrings.joined(LiteralSite.this, tokens, start, middle, at++);
    }

    private Expr field(boolean template, boolean raw) {
      int start = at++;
      Expr value = expression();
      boolean shown = accept(TokenKind.EQUAL);
      int mark = at;
      Part conversion = accept(TokenKind.EXCLAMATION) ? new Part(expression(), mark) : null;
      Part format = tokens.kind(at) == TokenKind.COLON ? spec(raw) : null;
      int brace = at;
      if (!accept(TokenKind.RIGHT_BRACE)) {
        throw new IllegalArgumentException("cannot parse " + tokens.kind(at));
      }
      Span span = span(start).to(span(brace));
      var field = new Field(value, shown, conversion, format, brace, span);
      return template
          ? JoinedStrings.interpolation(LiteralSite.this, tokens, field)
          : JoinedStrings.field(LiteralSite.this, tokens, field);
    }

    private Part spec(boolean raw) {
      int colon = at++;
      List<Expr> parts = new ArrayList<>();
      while (tokens.kind(at) != TokenKind.RIGHT_BRACE) {
        parts.add(
            tokens.kind(at) == TokenKind.LEFT_BRACE
                ? field(false, raw)
                : JoinedStrings.specText(LiteralSite.this, tokens, at++, raw));
      }
      return JoinedStrings.spec(LiteralSite.this, parts, colon, span(colon).to(span(at - 1)));
    }

    private boolean accept(TokenKind kind) {
      boolean there = tokens.kind(at) == kind;
      at += there ? 1 : 0;
      return there;
    }

    private Span span(int token) {
      return new Span(
          tokens.line(token), tokens.column(token), tokens.endLine(token), tokens.endColumn(token));
    }
  }
}
