package dev.pycache.compiler.parser;

import dev.pycache.bytecode.Complex;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.BinaryOperator;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.ExprContext;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Pattern;
import dev.pycache.compiler.ast.UnaryOperator;
import dev.pycache.compiler.token.TokenKind;
import org.jspecify.annotations.Nullable;

/** The patterns of {@code case} (PEP 634). */
final class Patterns {
  private static final byte[] WILDCARD = {'_'};

  private final TokenCursor cursor;
  private final NodeStack stack;
  private final Primaries primaries;

  Patterns(TokenCursor cursor, NodeStack stack, Primaries primaries) {
    this.cursor = cursor;
    this.stack = stack;
    this.primaries = primaries;
  }

  /** {@code patterns: open_sequence_pattern | pattern} */
  Pattern patterns() {
    int start = cursor.position();
    boolean starred = cursor.kind() == TokenKind.STAR;
    Pattern first = starOrPattern();
    if (cursor.kind() != TokenKind.COMMA) {
      return requirePlain(first, starred);
    }
    Nodes<Pattern> elements = elements(first);
    return new Pattern.MatchSequence(elements, cursor.spanFrom(start));
  }

  private static Pattern requirePlain(Pattern pattern, boolean starred) {
    if (starred) {
      throw ParseFailure.INSTANCE;
    }
    return pattern;
  }

  /**
   * The rest of {@code maybe_sequence_pattern} behind its first element, without the bracket that
   * closes it.
   */
  private Nodes<Pattern> elements(Pattern first) {
    int mark = stack.size();
    stack.push(first);
    while (cursor.accept(TokenKind.COMMA) && !atEndOfElements()) {
      stack.push(starOrPattern());
    }
    return stack.popList(mark);
  }

  private boolean atEndOfElements() {
    return switch (cursor.kind()) {
      case RIGHT_PAREN, RIGHT_BRACKET, COLON, IF -> true;
      default -> false;
    };
  }

  /** {@code maybe_star_pattern: star_pattern | pattern} */
  private Pattern starOrPattern() {
    if (cursor.kind() != TokenKind.STAR) {
      return pattern();
    }
    int start = cursor.position();
    cursor.advance();
    @Nullable Str name = null;
    if (cursor.atName(WILDCARD)) {
      cursor.advance();
    } else {
      name = captureName();
    }
    return new Pattern.MatchStar(name, cursor.spanFrom(start));
  }

  /** {@code pattern: or_pattern ['as' pattern_capture_target]} */
  private Pattern pattern() {
    int start = cursor.position();
    Pattern pattern = alternatives();
    if (!cursor.accept(TokenKind.AS)) {
      return pattern;
    }
    Str name = captureName();
    return new Pattern.MatchAs(pattern, name, cursor.spanFrom(start));
  }

  /** {@code or_pattern: closed_pattern ('|' closed_pattern)*} */
  private Pattern alternatives() {
    int start = cursor.position();
    Pattern first = closed();
    if (cursor.kind() != TokenKind.VERTICAL_BAR) {
      return first;
    }
    int mark = stack.size();
    stack.push(first);
    while (cursor.accept(TokenKind.VERTICAL_BAR)) {
      stack.push(closed());
    }
    return new Pattern.MatchOr(stack.popList(mark), cursor.spanFrom(start));
  }

  /** {@code pattern_capture_target: !"_" NAME !('.' | '(' | '=')} */
  private Str captureName() {
    if (cursor.atName(WILDCARD)) {
      throw ParseFailure.INSTANCE;
    }
    Str name = cursor.expectName();
    return switch (cursor.kind()) {
      case DOT, LEFT_PAREN, EQUAL -> throw ParseFailure.INSTANCE;
      default -> name;
    };
  }

  /** {@code closed_pattern} */
  private Pattern closed() {
    return switch (cursor.kind()) {
      case NAME -> named();
      case NUMBER, MINUS, STRING, FSTRING_START, TSTRING_START -> {
        Expr value = literal();
        yield new Pattern.MatchValue(value, value.span());
      }
      case NONE -> singleton(Singleton.NONE);
      case TRUE -> singleton(Singleton.TRUE);
      case FALSE -> singleton(Singleton.FALSE);
      case LEFT_PAREN -> groupOrSequence();
      case LEFT_BRACKET -> listSequence();
      case LEFT_BRACE -> mapping();
      default -> throw ParseFailure.INSTANCE;
    };
  }

  private Pattern singleton(Singleton value) {
    int start = cursor.position();
    cursor.advance();
    return new Pattern.MatchSingleton(value, cursor.spanFrom(start));
  }

  /** {@code capture_pattern | wildcard_pattern | value_pattern | class_pattern} */
  private Pattern named() {
    int start = cursor.position();
    if (cursor.atName(WILDCARD)) {
      cursor.advance(); // the rule is content with it: what follows cannot turn it into _.x or _()
      return new Pattern.MatchAs(null, null, cursor.spanFrom(start));
    }
    return switch (cursor.following()) {
      case DOT, LEFT_PAREN -> {
        Expr value = nameOrAttribute();
        if (cursor.kind() == TokenKind.LEFT_PAREN) {
          yield classPattern(start, value);
        }
        yield new Pattern.MatchValue(value, value.span());
      }
      default -> {
        Str name = captureName();
        yield new Pattern.MatchAs(null, name, cursor.spanFrom(start));
      }
    };
  }

  /** {@code name_or_attr: NAME ('.' NAME)*} */
  private Expr nameOrAttribute() {
    int start = cursor.position();
    Expr value = primaries.name(ExprContext.LOAD);
    while (cursor.accept(TokenKind.DOT)) {
      Str attribute = cursor.expectName();
      value = new Expr.Attribute(value, attribute, ExprContext.LOAD, cursor.spanFrom(start));
    }
    return value;
  }

  /**
   * The part that {@code literal_pattern} and {@code literal_expr} share: numbers with their sign,
   * and strings.
   */
  private Expr literal() {
    switch (cursor.kind()) {
      case STRING, FSTRING_START, TSTRING_START -> {
        return primaries.strings();
      }
      default -> {}
    }
    int start = cursor.position();
    boolean negative = cursor.accept(TokenKind.MINUS);
    if (cursor.kind() != TokenKind.NUMBER) {
      throw ParseFailure.INSTANCE;
    }
    Expr.Constant number = primaries.number();
    Expr real =
        negative ? new Expr.UnaryOp(UnaryOperator.MINUS, number, cursor.spanFrom(start)) : number;
    BinaryOperator operator;
    if (cursor.kind() == TokenKind.PLUS) {
      operator = BinaryOperator.ADD;
    } else if (cursor.kind() == TokenKind.MINUS) {
      operator = BinaryOperator.SUBTRACT;
    } else {
      return real;
    }
    cursor.advance();
    if (number.value() instanceof Complex || cursor.kind() != TokenKind.NUMBER) {
      throw ParseFailure.INSTANCE;
    }
    Expr.Constant imaginary = primaries.number();
    if (!(imaginary.value() instanceof Complex)) {
      throw ParseFailure.INSTANCE;
    }
    return new Expr.BinOp(real, operator, imaginary, cursor.spanFrom(start));
  }

  /** {@code group_pattern | sequence_pattern}, standing at the parenthesis. */
  private Pattern groupOrSequence() {
    int start = cursor.position();
    cursor.advance();
    if (cursor.accept(TokenKind.RIGHT_PAREN)) {
      return new Pattern.MatchSequence(Nodes.none(), cursor.spanFrom(start));
    }
    cursor.descend(TokenCursor.BRACKET_WEIGHT);
    boolean starred = cursor.kind() == TokenKind.STAR;
    Pattern first = starOrPattern();
    Pattern result;
    if (cursor.kind() == TokenKind.COMMA) {
      Nodes<Pattern> elements = elements(first);
      cursor.expect(TokenKind.RIGHT_PAREN);
      result = new Pattern.MatchSequence(elements, cursor.spanFrom(start));
    } else {
      cursor.expect(TokenKind.RIGHT_PAREN);
      result = requirePlain(first, starred);
    }
    cursor.ascend(TokenCursor.BRACKET_WEIGHT);
    return result;
  }

  /** {@code '[' maybe_sequence_pattern? ']'} */
  private Pattern listSequence() {
    int start = cursor.position();
    cursor.advance();
    Nodes<Pattern> elements = Nodes.none();
    if (cursor.kind() != TokenKind.RIGHT_BRACKET) {
      cursor.descend(TokenCursor.BRACKET_WEIGHT);
      elements = elements(starOrPattern());
      cursor.ascend(TokenCursor.BRACKET_WEIGHT);
    }
    cursor.expect(TokenKind.RIGHT_BRACKET);
    return new Pattern.MatchSequence(elements, cursor.spanFrom(start));
  }

  /**
   * {@code mapping_pattern}: pairs, then perhaps a {@code double_star_pattern}, which must be the
   * last.
   */
  private Pattern mapping() {
    int start = cursor.position();
    int mark = stack.size();
    cursor.advance();
    cursor.descend(TokenCursor.BRACKET_WEIGHT);
    @Nullable Str rest = null;
    while (cursor.kind() != TokenKind.RIGHT_BRACE && rest == null) {
      if (cursor.accept(TokenKind.DOUBLE_STAR)) {
        rest = captureName();
      } else {
        stack.push(mappingKey());
        cursor.expect(TokenKind.COLON);
        stack.push(pattern());
      }
      if (!cursor.accept(TokenKind.COMMA)) {
        break;
      }
    }
    cursor.ascend(TokenCursor.BRACKET_WEIGHT);
    cursor.expect(TokenKind.RIGHT_BRACE);
    int end = stack.size();
    Nodes<Expr> keys = stack.everySecond(mark, end);
    Nodes<Pattern> patterns = stack.everySecond(mark + 1, end);
    stack.drop(mark);
    return new Pattern.MatchMapping(keys, patterns, rest, cursor.spanFrom(start));
  }

  /** {@code literal_expr | attr} */
  private Expr mappingKey() {
    return switch (cursor.kind()) {
      case NONE -> primaries.singleton(Singleton.NONE);
      case TRUE -> primaries.singleton(Singleton.TRUE);
      case FALSE -> primaries.singleton(Singleton.FALSE);
      case NAME -> {
        if (cursor.following() != TokenKind.DOT) {
          throw ParseFailure.INSTANCE;
        }
        yield nameOrAttribute();
      }
      default -> literal();
    };
  }

  /**
   * {@code class_pattern}, standing at the parenthesis. {@code C(a, _=b)} is left to the other
   * parser: there the wildcard takes {@code _} for itself.
   */
  private Pattern classPattern(int start, Expr cls) {
    cursor.advance();
    cursor.descend(TokenCursor.BRACKET_WEIGHT);
    int mark = stack.size();
    boolean more = cursor.kind() != TokenKind.RIGHT_PAREN;
    while (more && !atKeyword()) {
      stack.push(pattern());
      more = anotherArgument();
    }
    if (stack.size() > mark && cursor.atName(WILDCARD)) {
      throw ParseFailure.INSTANCE;
    }
    Nodes<Pattern> positional = stack.popList(mark);
    while (more) {
      stack.push(cursor.expectName());
      cursor.expect(TokenKind.EQUAL);
      stack.push(pattern());
      more = anotherArgument();
    }
    cursor.ascend(TokenCursor.BRACKET_WEIGHT);
    cursor.expect(TokenKind.RIGHT_PAREN);
    int end = stack.size();
    Nodes<Str> names = stack.everySecond(mark, end);
    Nodes<Pattern> patterns = stack.everySecond(mark + 1, end);
    stack.drop(mark);
    return new Pattern.MatchClass(cls, positional, names, patterns, cursor.spanFrom(start));
  }

  private boolean anotherArgument() {
    return cursor.accept(TokenKind.COMMA) && cursor.kind() != TokenKind.RIGHT_PAREN;
  }

  private boolean atKeyword() {
    return cursor.kind() == TokenKind.NAME && cursor.following() == TokenKind.EQUAL;
  }
}
