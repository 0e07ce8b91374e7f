package dev.pycache.compiler.token;

import java.util.Arrays;

/**
 * Roles of bytes. Every byte of a non-ASCII character may be part of a name; which may is found out
 * later.
 */
final class Bytes {
  /*
   * What a byte is at the beginning of a token: the commonest come first, since a switch over these
   * compares with one after the other.
   */

  /** An ASCII letter or an underscore. */
  static final int NAME = 0;

  static final int DIGIT = 1;
  static final int BLANK = 2;

  /** What may be the beginning of a longer operator, and what is no beginning of a token. */
  static final int OPERATOR = 3;

  static final int OPENING = 4;
  static final int CLOSING = 5;
  static final int DOT = 6;

  /** An operator or delimiter, whatever stands behind it. */
  static final int ALONE = 7;

  static final int LINE_FEED = 8;
  static final int QUOTE = 9;
  static final int COMMENT = 10;
  static final int BACKSLASH = 11;
  static final int NUL = 12;

  /** Any byte of a non-ASCII character. */
  static final int NON_ASCII = 13;

  private static final byte[] ROLES = new byte[256];

  static {
    Arrays.fill(ROLES, 0, 0x80, (byte) OPERATOR);
    Arrays.fill(ROLES, 0x80, 0x100, (byte) NON_ASCII);
    for (int c = 0; c < 0x80; c++) {
      if (c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
        ROLES[c] = NAME;
      }
    }
    assign("0123456789", DIGIT);
    assign(" \t\f", BLANK);
    assign("([{", OPENING);
    assign(")]}", CLOSING);
    assign(".", DOT);
    assign(",;~", ALONE);
    assign("\n", LINE_FEED);
    assign("'\"", QUOTE);
    assign("#", COMMENT);
    assign("\\", BACKSLASH);
    assign("\0", NUL);
  }

  private Bytes() {}

  private static void assign(String characters, int role) {
    for (int i = 0; i < characters.length(); i++) {
      ROLES[characters.charAt(i)] = (byte) role;
    }
  }

  /**
   * What this byte, signed or not, is at the beginning of a token. An ASCII one may go on with a
   * name if its role is at most {@link #DIGIT}.
   */
  static int role(int c) {
    return ROLES[c & 0xFF];
  }

  static boolean isNamePart(int c) {
    int role = role(c);
    return role <= DIGIT || role == NON_ASCII;
  }
}
