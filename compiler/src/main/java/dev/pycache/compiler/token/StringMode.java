package dev.pycache.compiler.token;

/**
 * An f-string or t-string that is being read ({@code tokenizer_mode}). Some strings are in fields
 * of others.
 */
final class StringMode {
  final byte quote;

  /** How many quotes there are at each end: 1 or 3. */
  final int quotes;

  final boolean raw;

  /** Whether it is a t-string. */
  final boolean template;

  /** Where the token of its start begins, the line of that place, and where that line starts. */
  final int start;

  final int line;
  final int lineStart;

  /** How many brackets are open inside the string. */
  int brackets;

  /**
   * How many brackets are open around the present field's expression, less one; -1 outside of
   * fields.
   */
  int field = -1;

  /** Whether the present place is in a format specification; see {@link FormatScanner}. */
  boolean inSpec;

  /** Whether the present field documents itself, as {@code {x=}} does. */
  boolean selfDocumenting;

  /** The text of the expression met last, up to the limit where it has not ended; -1 for none. */
  int expression = -1;

  /** The end of that text; -1 as long as it has not ended. */
  int expressionEnd = -1;

  StringMode(
      byte quote, int quotes, boolean raw, boolean template, int start, int line, int lineStart) {
    this.quote = quote;
    this.quotes = quotes;
    this.raw = raw;
    this.template = template;
    this.start = start;
    this.line = line;
    this.lineStart = lineStart;
  }

  /** {@code INSIDE_FSTRING_EXPR}. */
  boolean inField() {
    return field >= 0;
  }

  char prefix() {
    return template ? 't' : 'f';
  }
}
