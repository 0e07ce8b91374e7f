package dev.pycache.compiler.token;

import java.util.Arrays;

/**
 * Operators by their characters ({@code Parser/token.c}). {@link TokenKind#OP} stands for "none".
 */
final class Operators {
  private static final TokenKind[] SINGLE = new TokenKind[128];

  static {
    Arrays.fill(SINGLE, TokenKind.OP);
    for (TokenKind kind : TokenKind.values()) {
      if (kind.text().length() == 1 && kind != TokenKind.EXCLAMATION) {
        SINGLE[kind.text().charAt(0)] = kind;
      }
    }
  }

  private Operators() {}

  /** The operator or delimiter that is this ASCII character. */
  static TokenKind single(int c) {
    return SINGLE[c];
  }

  /** The operator of {@code c} and an equals sign. */
  static TokenKind withEqual(int c) {
    return switch (c) {
      case '!' -> TokenKind.NOT_EQUAL;
      case '%' -> TokenKind.PERCENT_EQUAL;
      case '&' -> TokenKind.AMPERSAND_EQUAL;
      case '*' -> TokenKind.STAR_EQUAL;
      case '+' -> TokenKind.PLUS_EQUAL;
      case '-' -> TokenKind.MINUS_EQUAL;
      case '/' -> TokenKind.SLASH_EQUAL;
      case ':' -> TokenKind.COLON_EQUAL;
      case '<' -> TokenKind.LESS_EQUAL;
      case '=' -> TokenKind.EQUAL_EQUAL;
      case '>' -> TokenKind.GREATER_EQUAL;
      case '@' -> TokenKind.AT_EQUAL;
      case '^' -> TokenKind.CIRCUMFLEX_EQUAL;
      case '|' -> TokenKind.VERTICAL_BAR_EQUAL;
      default -> TokenKind.OP;
    };
  }

  /** The operator of {@code c} and another character, which is not an equals sign. */
  static TokenKind pair(int c, int next) {
    if (c == next) {
      return switch (c) {
        case '*' -> TokenKind.DOUBLE_STAR;
        case '/' -> TokenKind.DOUBLE_SLASH;
        case '<' -> TokenKind.LEFT_SHIFT;
        case '>' -> TokenKind.RIGHT_SHIFT;
        default -> TokenKind.OP;
      };
    }
    if (next == '>') {
      // the parser tells <> from != by its bytes
      return c == '-' ? TokenKind.ARROW : c == '<' ? TokenKind.NOT_EQUAL : TokenKind.OP;
    }
    return TokenKind.OP;
  }

  /** The operator of the characters of {@code pair} and an equals sign. */
  static TokenKind pairWithEqual(TokenKind pair) {
    return switch (pair) {
      case DOUBLE_STAR -> TokenKind.DOUBLE_STAR_EQUAL;
      case DOUBLE_SLASH -> TokenKind.DOUBLE_SLASH_EQUAL;
      case LEFT_SHIFT -> TokenKind.LEFT_SHIFT_EQUAL;
      case RIGHT_SHIFT -> TokenKind.RIGHT_SHIFT_EQUAL;
      default -> TokenKind.OP;
    };
  }
}
