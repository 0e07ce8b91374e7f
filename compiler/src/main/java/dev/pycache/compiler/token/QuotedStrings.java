package dev.pycache.compiler.token;

import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.rules.TokenRules;
import dev.pycache.compiler.source.Words;
import dev.pycache.compiler.token.Tokenizer.Done;

/** String literals that are one token. */
final class QuotedStrings {
  private static final long BACKSLASHES = Words.all('\\');
  private static final long LINE_FEEDS = Words.all('\n');

  private QuotedStrings() {}

  /**
   * Reads a literal.
   *
   * @param in stands anywhere, and behind the literal afterwards
   * @param from start of the token, its prefix included
   * @param quoteAt index of the first quote
   */
  static TokenKind scan(TokenScanner in, int from, int quoteAt) {
    byte[] b = in.buffer;
    in.beginString();
    byte quote = b[quoteAt];
    int p;
    if (b[quoteAt + 1] != quote) {
      p = shortString(in, from, quoteAt + 1, quote);
    } else if (b[quoteAt + 2] != quote) {
      p = quoteAt + 2;
    } else {
      p = longString(in, from, quoteAt + 3, quote);
    }
    in.position = p;
    return in.takeString(from, p, TokenKind.STRING);
  }

  private static int shortString(TokenScanner in, int from, int first, byte quote) {
    byte[] b = in.buffer;
    int limit = in.limit;
    int p = first;
    while (true) {
      p = notable(b, p, limit, quote);
      if (p == limit || b[p] == '\n') {
        throw unterminated(in, from, first, quote, false, p == limit);
      }
      if (b[p] == quote) {
        return p + 1;
      }
      p = escaped(in, p + 1);
    }
  }

  /**
   * Index of the next quote, backslash or line feed in {@code b[from, limit)}; the limit if there
   * is none.
   */
  private static int notable(byte[] b, int from, int limit, byte quote) {
    long quotes = Words.all(quote);
    for (int i = from; i < limit; i += Long.BYTES) {
      long word = Words.at(b, i);
      long marks =
          Words.equal(word, quotes)
              | Words.equal(word, BACKSLASHES)
              | Words.equal(word, LINE_FEEDS);
      if (marks != 0) {
        return Math.min(i + Words.countBefore(marks), limit);
      }
    }
    return limit;
  }

  private static int longString(TokenScanner in, int from, int first, byte quote) {
    byte[] b = in.buffer;
    int end = in.limit;
    int p = notable(b, first, end, quote);
    while (p < end) {
      int c = b[p++];
      if (c == quote) {
        // the byte behind a quote inside the source is the source's or the NUL
        if (p + 1 < end && b[p] == quote && b[p + 1] == quote) {
          return p + 2;
        }
      } else if (c == '\n') {
        if (p < end) {
          in.enterLine(p);
        }
      } else {
        p = escaped(in, p);
      }
      p = notable(b, p, end, quote);
    }
    throw unterminated(in, from, first, quote, true, true);
  }

  /** Skips the byte behind a backslash; returns the index behind it. */
  private static int escaped(TokenScanner in, int p) {
    if (p == in.limit) {
      return p;
    }
    if (in.buffer[p] == '\n' && p + 1 < in.limit) {
      in.enterLine(p + 1);
    }
    return p + 1;
  }

  /**
   * @param first index behind the opening quotes
   */
  private static CompileException unterminated(
      TokenScanner in, int from, int first, byte quote, boolean triple, boolean atEnd) {
    int detected = in.line;
    int detectedStart = in.lineStart;
    in.position = from + 1;
    in.line = in.stringLine;
    in.lineStart = in.stringLineStart;
    FormatScanner outer = in.formats;
    if (outer.depth > 0 && outer.endsWith(quote, triple)) {
      return in.error(outer.mode().prefix() + "-string: expecting '}'");
    }
    String what =
        triple ? "unterminated triple-quoted string literal" : "unterminated string literal";
    boolean escaped =
        !triple
            && new TokenRules(in.context.target()).hintsAtEscapedQuote()
            && holdsEscapedQuote(in, first, in.lineEnd(detectedStart), quote);
    CompileException error =
        in.error(
            what
                + " (detected at line "
                + detected
                + ")"
                + (escaped ? "; perhaps you escaped the end quote?" : ""));
    if (atEnd) {
      in.done = triple ? Done.EOF_IN_STRING : Done.EOL_IN_STRING;
    }
    return error;
  }

  private static boolean holdsEscapedQuote(TokenScanner in, int first, int end, byte quote) {
    for (int i = first; i + 1 < end; i++) {
      if (in.buffer[i] == '\\') {
        i++;
        if (in.buffer[i] == quote) {
          return true;
        }
      }
    }
    return false;
  }
}
