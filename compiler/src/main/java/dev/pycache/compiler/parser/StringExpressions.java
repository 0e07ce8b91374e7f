package dev.pycache.compiler.parser;

import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.ExprContext;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.literal.JoinedStrings;
import dev.pycache.compiler.literal.JoinedStrings.Field;
import dev.pycache.compiler.literal.JoinedStrings.Part;
import dev.pycache.compiler.literal.StringLiterals;
import dev.pycache.compiler.token.TokenKind;
import dev.pycache.compiler.token.Tokens;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Strings, and f-strings and t-strings whose parts are tokens (PEP 701, PEP 750). */
final class StringExpressions {
  private static final byte[] CONVERSIONS = {'s', 'r', 'a'};

  private final TokenCursor cursor;
  private final ParseSite site;
  private final Expressions expressions;
  private final Tokens tokens;

  StringExpressions(TokenCursor cursor, ParseSite site, Expressions expressions) {
    this.cursor = cursor;
    this.site = site;
    this.expressions = expressions;
    this.tokens = cursor.tokens();
  }

  /** {@code strings: (fstring | string)+} */
  Expr strings() {
    int first = cursor.position();
    while (cursor.kind() == TokenKind.STRING) {
      cursor.advance();
    }
    if (cursor.kind() != TokenKind.FSTRING_START) {
      return StringLiterals.concatenate(site, tokens, first, cursor.position());
    }
    List<Expr> parts = new ArrayList<>();
    for (int token = first; token < cursor.position(); token++) {
      parts.add(StringLiterals.constant(site, tokens, token));
    }
    while (true) {
      if (cursor.kind() == TokenKind.FSTRING_START) {
        parts.add(joined(TokenKind.FSTRING_MIDDLE, TokenKind.FSTRING_END));
      } else if (cursor.kind() == TokenKind.STRING) {
        parts.add(StringLiterals.constant(site, tokens, cursor.position()));
        cursor.advance();
      } else {
        break;
      }
    }
    if (cursor.kind() == TokenKind.TSTRING_START) {
      throw ParseFailure.INSTANCE;
    }
    return StringLiterals.concatenate(site, parts, cursor.spanFrom(first));
  }

  /** {@code strings: tstring+} */
  Expr templates() {
    int first = cursor.position();
    List<Expr> parts = new ArrayList<>();
    do {
      parts.add(joined(TokenKind.TSTRING_MIDDLE, TokenKind.TSTRING_END));
    } while (cursor.kind() == TokenKind.TSTRING_START);
    if (cursor.kind() == TokenKind.STRING || cursor.kind() == TokenKind.FSTRING_START) {
      throw ParseFailure.INSTANCE;
    }
    return StringLiterals.concatenateTemplates(site, parts, cursor.spanFrom(first));
  }

  /** {@code fstring: FSTRING_START fstring_middle* FSTRING_END}, and the same of a t-string. */
  private Expr joined(TokenKind text, TokenKind end) {
    int start = cursor.position();
    cursor.advance();
    cursor.descend(TokenCursor.BRACKET_WEIGHT);
    boolean raw = JoinedStrings.isRaw(tokens, start);
    List<Object> middle = new ArrayList<>();
    while (cursor.kind() != end) {
      if (cursor.kind() == text) {
        middle.add(cursor.position());
        cursor.advance();
      } else {
        middle.add(field(text, raw, end == TokenKind.TSTRING_END));
      }
    }
    cursor.ascend(TokenCursor.BRACKET_WEIGHT);
    int last = cursor.position();
    cursor.advance();
    return JoinedStrings.joined(site, tokens, start, middle, last);
  }

  /**
   * {@code fstring_replacement_field: '{' annotated_rhs '='? [fstring_conversion]
   * [fstring_full_format_spec] '}'}
   *
   * @param template whether it is a t-string's own field, {@code tstring_replacement_field}
   */
  private Expr field(TokenKind text, boolean raw, boolean template) {
    int start = cursor.position();
    cursor.expect(TokenKind.LEFT_BRACE);
    cursor.descend(TokenCursor.BRACKET_WEIGHT);
    Expr value = expressions.yieldOrStarExpressions();
    boolean selfDocumenting = cursor.accept(TokenKind.EQUAL);
    @Nullable Part conversion = cursor.kind() == TokenKind.EXCLAMATION ? conversion() : null;
    @Nullable Part format = cursor.kind() == TokenKind.COLON ? spec(text, raw) : null;
    cursor.ascend(TokenCursor.BRACKET_WEIGHT);
    int brace = cursor.position();
    cursor.expect(TokenKind.RIGHT_BRACE);
    var field =
        new Field(value, selfDocumenting, conversion, format, brace, cursor.spanFrom(start));
    return template
        ? JoinedStrings.interpolation(site, tokens, field)
        : JoinedStrings.field(site, tokens, field);
  }

  /** {@code fstring_conversion: '!' NAME}, a letter right behind the exclamation mark. */
  private Part conversion() {
    int mark = cursor.position();
    cursor.advance();
    Expr.Name name = expressions.primaries().name(ExprContext.LOAD);
    Span span = name.span();
    boolean adjacent = span.line() == tokens.line(mark) && span.column() == tokens.endColumn(mark);
    if (!adjacent || !isConversion(name.id().utf8())) {
      throw ParseFailure.INSTANCE;
    }
    return new Part(name, mark);
  }

  private static boolean isConversion(byte[] name) {
    for (byte letter : CONVERSIONS) {
      if (name.length == 1 && name[0] == letter) {
        return true;
      }
    }
    return false;
  }

  /** {@code fstring_full_format_spec: ':' fstring_format_spec*} */
  private Part spec(TokenKind text, boolean raw) {
    int colon = cursor.position();
    cursor.advance();
    List<Expr> parts = new ArrayList<>();
    while (true) {
      if (cursor.kind() == text) {
        parts.add(JoinedStrings.specText(site, tokens, cursor.position(), raw));
        cursor.advance();
      } else if (cursor.kind() == TokenKind.LEFT_BRACE) {
        parts.add(field(text, raw, false));
      } else {
        break;
      }
    }
    return JoinedStrings.spec(site, parts, colon, cursor.spanFrom(colon));
  }
}
