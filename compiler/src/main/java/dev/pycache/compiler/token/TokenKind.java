package dev.pycache.compiler.token;

/**
 * Kinds of token. Keywords and operators are kinds of their own, soft keywords are {@link #NAME}.
 */
public enum TokenKind {
  ENDMARKER(""),
  NAME(""),
  NUMBER(""),
  STRING("", true),

  // f-strings and t-strings, where the tokenizer reads them (PEP 701, PEP 750): their prefix with
  // the
  // quotes, the pieces of text between replacement fields, the quotes at their end
  FSTRING_START("", true),
  FSTRING_MIDDLE("", true),
  FSTRING_END("", true),
  TSTRING_START("", true),
  TSTRING_MIDDLE("", true),
  TSTRING_END("", true),

  NEWLINE(""),
  INDENT(""),
  DEDENT(""),
  /** What is no token; only {@link Tokenizer#fill} and {@link Tokenizer#skim} give it. */
  ERRORTOKEN(""),
  /**
   * A printable character that is no token of Python: one of {@code $ ? `}, and {@code !} before
   * 3.12. No grammar rule takes it.
   */
  OP(""),

  // operators and delimiters
  LEFT_PAREN("("),
  RIGHT_PAREN(")"),
  LEFT_BRACKET("["),
  RIGHT_BRACKET("]"),
  LEFT_BRACE("{"),
  RIGHT_BRACE("}"),
  COLON(":"),
  COMMA(","),
  SEMICOLON(";"),
  PLUS("+"),
  MINUS("-"),
  STAR("*"),
  SLASH("/"),
  VERTICAL_BAR("|"),
  AMPERSAND("&"),
  LESS("<"),
  GREATER(">"),
  EQUAL("="),
  DOT("."),
  PERCENT("%"),
  EQUAL_EQUAL("=="),
  /** {@code !=}, and {@code <>} under {@code from __future__ import barry_as_FLUFL}. */
  NOT_EQUAL("!="),
  LESS_EQUAL("<="),
  GREATER_EQUAL(">="),
  TILDE("~"),
  CIRCUMFLEX("^"),
  LEFT_SHIFT("<<"),
  RIGHT_SHIFT(">>"),
  DOUBLE_STAR("**"),
  PLUS_EQUAL("+="),
  MINUS_EQUAL("-="),
  STAR_EQUAL("*="),
  SLASH_EQUAL("/="),
  PERCENT_EQUAL("%="),
  AMPERSAND_EQUAL("&="),
  VERTICAL_BAR_EQUAL("|="),
  CIRCUMFLEX_EQUAL("^="),
  LEFT_SHIFT_EQUAL("<<="),
  RIGHT_SHIFT_EQUAL(">>="),
  DOUBLE_STAR_EQUAL("**="),
  DOUBLE_SLASH("//"),
  DOUBLE_SLASH_EQUAL("//="),
  AT("@"),
  AT_EQUAL("@="),
  ARROW("->"),
  ELLIPSIS("..."),
  COLON_EQUAL(":="),
  /** Before the conversion of a replacement field. */
  EXCLAMATION("!"),

  // keywords
  FALSE("False"),
  NONE("None"),
  TRUE("True"),
  AND("and"),
  AS("as"),
  ASSERT("assert"),
  ASYNC("async"),
  AWAIT("await"),
  BREAK("break"),
  CLASS("class"),
  CONTINUE("continue"),
  DEF("def"),
  DEL("del"),
  ELIF("elif"),
  ELSE("else"),
  EXCEPT("except"),
  FINALLY("finally"),
  FOR("for"),
  FROM("from"),
  GLOBAL("global"),
  IF("if"),
  IMPORT("import"),
  IN("in"),
  IS("is"),
  LAMBDA("lambda"),
  NONLOCAL("nonlocal"),
  NOT("not"),
  OR("or"),
  PASS("pass"),
  RAISE("raise"),
  RETURN("return"),
  TRY("try"),
  WHILE("while"),
  WITH("with"),
  YIELD("yield");

  private final String text;
  private final boolean ofString;

  TokenKind(String text) {
    this(text, false);
  }

  TokenKind(String text, boolean ofString) {
    this.text = text;
    this.ofString = ofString;
  }

  /** Whether it is a string, or the start, a piece or the end of one. */
  public boolean isOfString() {
    return ofString;
  }

  /** The token as it is written in source; empty where it has no fixed form. */
  public String text() {
    return text;
  }
}
