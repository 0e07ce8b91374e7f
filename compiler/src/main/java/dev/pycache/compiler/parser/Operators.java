package dev.pycache.compiler.parser;

import dev.pycache.compiler.ast.BinaryOperator;
import dev.pycache.compiler.ast.CompareOperator;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.token.TokenKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What kinds of token mean as operators, in tables by ordinal. */
final class Operators {
  /** The level that binds least, {@code |}. */
  static final int LOOSEST = 1;

  /** The level that binds most, {@code *} and its kin; its right operand is a factor. */
  static final int TIGHTEST = 6;

  private static final byte[] LEVELS = new byte[TokenKind.values().length];
  private static final @Nullable BinaryOperator[] BINARY =
      new BinaryOperator[TokenKind.values().length];
  private static final @Nullable BinaryOperator[] AUGMENTED =
      new BinaryOperator[TokenKind.values().length];
  private static final @Nullable CompareOperator[] COMPARISON =
      new CompareOperator[TokenKind.values().length];
  private static final List<Nodes<CompareOperator>> LISTS = new ArrayList<>();
  private static final boolean[] STARTS_EXPRESSION = new boolean[TokenKind.values().length];
  private static final boolean[] LONE_ATOM = new boolean[TokenKind.values().length];
  private static final boolean[] STARTS_PRIMARY = new boolean[TokenKind.values().length];
  private static final boolean[] ENDS_EXPRESSION = new boolean[TokenKind.values().length];

  static {
    binary(TokenKind.VERTICAL_BAR, LOOSEST, BinaryOperator.OR);
    binary(TokenKind.CIRCUMFLEX, 2, BinaryOperator.XOR);
    binary(TokenKind.AMPERSAND, 3, BinaryOperator.AND);
    binary(TokenKind.LEFT_SHIFT, 4, BinaryOperator.LEFT_SHIFT);
    binary(TokenKind.RIGHT_SHIFT, 4, BinaryOperator.RIGHT_SHIFT);
    binary(TokenKind.PLUS, 5, BinaryOperator.ADD);
    binary(TokenKind.MINUS, 5, BinaryOperator.SUBTRACT);
    binary(TokenKind.STAR, TIGHTEST, BinaryOperator.MULTIPLY);
    binary(TokenKind.SLASH, TIGHTEST, BinaryOperator.TRUE_DIVIDE);
    binary(TokenKind.DOUBLE_SLASH, TIGHTEST, BinaryOperator.FLOOR_DIVIDE);
    binary(TokenKind.PERCENT, TIGHTEST, BinaryOperator.REMAINDER);
    binary(TokenKind.AT, TIGHTEST, BinaryOperator.MATRIX_MULTIPLY);

    augmented(TokenKind.PLUS_EQUAL, BinaryOperator.ADD);
    augmented(TokenKind.MINUS_EQUAL, BinaryOperator.SUBTRACT);
    augmented(TokenKind.STAR_EQUAL, BinaryOperator.MULTIPLY);
    augmented(TokenKind.AT_EQUAL, BinaryOperator.MATRIX_MULTIPLY);
    augmented(TokenKind.SLASH_EQUAL, BinaryOperator.TRUE_DIVIDE);
    augmented(TokenKind.PERCENT_EQUAL, BinaryOperator.REMAINDER);
    augmented(TokenKind.AMPERSAND_EQUAL, BinaryOperator.AND);
    augmented(TokenKind.VERTICAL_BAR_EQUAL, BinaryOperator.OR);
    augmented(TokenKind.CIRCUMFLEX_EQUAL, BinaryOperator.XOR);
    augmented(TokenKind.LEFT_SHIFT_EQUAL, BinaryOperator.LEFT_SHIFT);
    augmented(TokenKind.RIGHT_SHIFT_EQUAL, BinaryOperator.RIGHT_SHIFT);
    augmented(TokenKind.DOUBLE_STAR_EQUAL, BinaryOperator.POWER);
    augmented(TokenKind.DOUBLE_SLASH_EQUAL, BinaryOperator.FLOOR_DIVIDE);

    comparison(TokenKind.EQUAL_EQUAL, CompareOperator.EQUAL);
    comparison(TokenKind.NOT_EQUAL, CompareOperator.NOT_EQUAL);
    comparison(TokenKind.LESS, CompareOperator.LESS);
    comparison(TokenKind.LESS_EQUAL, CompareOperator.LESS_EQUAL);
    comparison(TokenKind.GREATER, CompareOperator.GREATER);
    comparison(TokenKind.GREATER_EQUAL, CompareOperator.GREATER_EQUAL);
    comparison(TokenKind.IN, CompareOperator.IN);
    comparison(TokenKind.IS, CompareOperator.IS);
    comparison(TokenKind.NOT, CompareOperator.NOT_IN);

    for (CompareOperator operator : CompareOperator.values()) {
      LISTS.add(Nodes.of(operator));
    }

    TokenKind[] first = {
      TokenKind.NAME,
      TokenKind.NUMBER,
      TokenKind.STRING,
      TokenKind.FSTRING_START,
      TokenKind.TSTRING_START,
      TokenKind.TRUE,
      TokenKind.FALSE,
      TokenKind.NONE,
      TokenKind.ELLIPSIS,
      TokenKind.LEFT_PAREN,
      TokenKind.LEFT_BRACKET,
      TokenKind.LEFT_BRACE,
      TokenKind.PLUS,
      TokenKind.MINUS,
      TokenKind.TILDE,
      TokenKind.NOT,
      TokenKind.AWAIT,
      TokenKind.LAMBDA,
      TokenKind.STAR
    };
    for (TokenKind kind : first) {
      STARTS_EXPRESSION[kind.ordinal()] = true;
    }
    TokenKind[] atoms = {
      TokenKind.NAME,
      TokenKind.NUMBER,
      TokenKind.STRING,
      TokenKind.TRUE,
      TokenKind.FALSE,
      TokenKind.NONE,
      TokenKind.ELLIPSIS
    };
    for (TokenKind kind : atoms) {
      LONE_ATOM[kind.ordinal()] = true;
      STARTS_PRIMARY[kind.ordinal()] = true;
    }
    STARTS_PRIMARY[TokenKind.FSTRING_START.ordinal()] = true;
    STARTS_PRIMARY[TokenKind.TSTRING_START.ordinal()] = true;
    STARTS_PRIMARY[TokenKind.LEFT_PAREN.ordinal()] = true;
    STARTS_PRIMARY[TokenKind.LEFT_BRACKET.ordinal()] = true;
    STARTS_PRIMARY[TokenKind.LEFT_BRACE.ordinal()] = true;
    TokenKind[] behind = {
      TokenKind.NEWLINE,
      TokenKind.COMMA,
      TokenKind.COLON,
      TokenKind.EQUAL,
      TokenKind.RIGHT_PAREN,
      TokenKind.RIGHT_BRACKET,
      TokenKind.RIGHT_BRACE,
      TokenKind.EXCLAMATION
    };
    for (TokenKind kind : behind) {
      ENDS_EXPRESSION[kind.ordinal()] = true;
    }
  }

  private Operators() {}

  private static void binary(TokenKind kind, int level, BinaryOperator operator) {
    LEVELS[kind.ordinal()] = (byte) level;
    BINARY[kind.ordinal()] = operator;
  }

  private static void augmented(TokenKind kind, BinaryOperator operator) {
    AUGMENTED[kind.ordinal()] = operator;
  }

  private static void comparison(TokenKind kind, CompareOperator operator) {
    COMPARISON[kind.ordinal()] = operator;
  }

  /**
   * The comparison that begins with a token behind its left operand: that of one token only, if
   * {@code is} and {@code is not} begin alike. Null for any other token.
   */
  static @Nullable CompareOperator comparison(TokenKind kind) {
    return COMPARISON[kind.ordinal()];
  }

  /** The list of this operator alone. */
  static Nodes<CompareOperator> list(CompareOperator operator) {
    return LISTS.get(operator.ordinal());
  }

  /**
   * How tightly a binary operator of arithmetic binds, from {@link #LOOSEST}; 0 for any other
   * token.
   */
  static int level(TokenKind kind) {
    return LEVELS[kind.ordinal()];
  }

  /** The operator of a token whose {@link #level} is not 0. */
  static BinaryOperator binary(TokenKind kind) {
    BinaryOperator operator = BINARY[kind.ordinal()];
    assert operator != null;
    return operator;
  }

  /** The operator of an augmented assignment, null for any other token. */
  static @Nullable BinaryOperator augmented(TokenKind kind) {
    return AUGMENTED[kind.ordinal()];
  }

  /** Whether the token is an expression by itself; such a token is never the last of a source. */
  static boolean isLoneAtom(TokenKind kind) {
    return LONE_ATOM[kind.ordinal()];
  }

  /** Whether an expression that begins with this token has no operator before its first primary. */
  static boolean startsPrimary(TokenKind kind) {
    return STARTS_PRIMARY[kind.ordinal()];
  }

  /** Whether no expression goes on with this token. */
  static boolean endsExpression(TokenKind kind) {
    return ENDS_EXPRESSION[kind.ordinal()];
  }

  /**
   * Whether a {@code star_expression} can start so; if not, a comma before it is the last of its
   * list.
   */
  static boolean startsExpression(TokenKind kind) {
    return STARTS_EXPRESSION[kind.ordinal()];
  }
}
