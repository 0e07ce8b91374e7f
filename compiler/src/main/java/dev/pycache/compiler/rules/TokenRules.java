package dev.pycache.compiler.rules;

import dev.pycache.bytecode.Target;

/** How text becomes tokens. */
public record TokenRules(Target target) {
  /**
   * Whether a character that is not ASCII ends a number, so that an error is about the character
   * and not about the number (gh-88943, in 3.11.6).
   */
  public boolean endsNumberAtNonAscii() {
    return target.isAtLeast(Target.CPYTHON_3_11);
  }

  /**
   * Whether the tokenizer reads f-strings: a token for the start, one for each piece of text, the
   * tokens of the replacement fields, and one for the end (PEP 701). Else an f-string is one token.
   */
  public boolean splitsFormatStrings() {
    return target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /** Whether there are t-strings (PEP 750). */
  public boolean hasTemplateStrings() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /**
   * Whether a token ends where the tokenizer has stopped reading and not where its text ends
   * ({@code tok->col_offset}, PEP 701). It shows in the ends of lines and before doubled braces.
   */
  public boolean endsTokensWhereReadingStopped() {
    return target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /**
   * Whether letters before a quote that do not go together are an error of their own, instead of a
   * name beside a string ({@code maybe_raise_syntax_error_for_string_prefixes}).
   */
  public boolean namesIncompatiblePrefixes() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /** Whether the error for a string without an end says that the quote is escaped. */
  public boolean hintsAtEscapedQuote() {
    return target.isAtLeast(Target.CPYTHON_3_13_0);
  }

  /**
   * Whether the tokenizer remembers that it is in a format specification ({@code in_format_spec}),
   * instead of concluding it from the end of the expression having been met.
   */
  public boolean remembersFormatSpec() {
    return target.isAtLeast(Target.CPYTHON_3_12);
  }

  /**
   * Whether a line feed in the format specification of a string with single quotes is an error of
   * its own, instead of the end of the specification ({@code tok_get_fstring_mode}, gh-129958, in
   * 3.13.4).
   */
  public boolean refusesLineFeedInFormatSpec() {
    return target.isAtLeast(Target.CPYTHON_3_13_5);
  }

  /**
   * Whether the end of an expression, once met, may be met again further down, at an exclamation
   * mark or a closing brace ({@code _PyLexer_update_ftstring_expr}, gh-129093, in 3.13.2).
   */
  public boolean movesEndOfExpression() {
    return target.isAtLeast(Target.CPYTHON_3_13_2);
  }

  /** Whether it may be met again at a colon as well (up to gh-130618, in 3.13.3). */
  public boolean movesEndOfExpressionAtColon() {
    return target == Target.CPYTHON_3_13_2;
  }

  /**
   * Whether the text of an expression is that of its own braces, whatever comes before them, and
   * {@code !=} does not end it (gh-155525, in 3.13.16; of 3.14, 3.14.10 was measured).
   */
  public boolean restartsEachExpression() {
    return target == Target.CPYTHON_3_13 || target.isAtLeast(Target.CPYTHON_3_14);
  }

  /**
   * Whether an equals sign makes a replacement field document itself only where it is not inside
   * brackets ({@code INSIDE_FSTRING_EXPR_AT_TOP}, gh-139516, in 3.13.10).
   */
  public boolean selfDocumentsAtTopOnly() {
    return target == Target.CPYTHON_3_13 || target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /** Whether an odd closing bracket in a replacement field is known as one. */
  public boolean countsBracketsOfFields() {
    return target.isAtLeast(Target.CPYTHON_3_12);
  }

  /** Whether the warning of an odd escape says what to do about it (gh-128016, in 3.14). */
  public boolean explainsOddEscapes() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /** The version of Unicode, {@code unicodedata.unidata_version}. */
  public String unicode() {
    if (target.isAtLeast(Target.CPYTHON_3_14_2)) {
      return "16.0";
    }
    if (target.isAtLeast(Target.CPYTHON_3_13_0)) {
      return "15.1";
    }
    return target.isAtLeast(Target.CPYTHON_3_12_1) ? "15.0" : "14.0";
  }

  /**
   * Whether the columns of the parser's errors always count characters, instead of only where the
   * source declares an encoding ({@code _PyPegen_raise_error_known_location}).
   */
  public boolean countsCharactersInErrors() {
    return target.isAtLeast(Target.CPYTHON_3_12);
  }

  /**
   * Whether the line that an error shows is the tokenizer's present one, instead of all from the
   * beginning of the statement's first line on ({@code _PyPegen_raise_error_known_location};
   * repaired in releases of 3.12 and 3.13 of which 3.12.7 and 3.13.2 were measured).
   */
  public boolean showsPresentLine() {
    return target == Target.CPYTHON_3_12 || target.isAtLeast(Target.CPYTHON_3_13_2);
  }

  /**
   * Whether {@code <>} is two tokens unless {@code barry_as_FLUFL} has been imported before it
   * (gh-151464, in 3.13.16; of 3.14, 3.14.10 was measured).
   */
  public boolean splitsDiamonds() {
    return target == Target.CPYTHON_3_13 || target.isAtLeast(Target.CPYTHON_3_14);
  }

  /**
   * Whether the columns of an error of the tokenizer about more than one character count characters
   * and not bytes ({@code syntaxerror_known_range}, gh-156894, in 3.13.16; of 3.14, 3.14.10 was
   * measured).
   */
  public boolean countsCharactersInRanges() {
    return target == Target.CPYTHON_3_13 || target.isAtLeast(Target.CPYTHON_3_14);
  }
}
