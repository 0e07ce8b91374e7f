package dev.pycache.compiler.token;

import static dev.pycache.compiler.token.TokenScanner.EOF;

import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.rules.TokenRules;
import dev.pycache.compiler.source.Utf8;
import dev.pycache.compiler.token.Tokenizer.Done;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of the tokenizer that knows of f-strings and t-strings: reads their text ({@code
 * tok_get_fstring_mode}), and watches the brackets and the punctuation of their replacement fields,
 * which {@link TokenScanner} reads like all other source.
 */
final class FormatScanner {
  private static final int MAX_STRINGS = 150;

  /** A field may stand in the format specification of another one, and one more in that one's. */
  private static final int MAX_FIELDS = 3;

  private final TokenScanner in;
  private final boolean remembersSpec;
  private final boolean refusesLineFeed;
  private final boolean movesEnd;
  private final boolean movesEndAtColon;
  private final boolean restarts;
  private final boolean selfDocumentsAtTop;
  private final boolean countsBrackets;
  private final List<StringMode> open = new ArrayList<>();
  private @Nullable StringMode mode;

  /** How many strings are open, {@code tok->tok_mode_stack_index}. */
  int depth;

  /** Whether the next token is of the text of the innermost string. */
  boolean inText;

  FormatScanner(TokenScanner in, TokenRules rules) {
    this.in = in;
    this.remembersSpec = rules.remembersFormatSpec();
    this.refusesLineFeed = rules.refusesLineFeedInFormatSpec();
    this.movesEnd = rules.movesEndOfExpression();
    this.movesEndAtColon = rules.movesEndOfExpressionAtColon();
    this.restarts = rules.restartsEachExpression();
    this.selfDocumentsAtTop = rules.selfDocumentsAtTopOnly();
    this.countsBrackets = rules.countsBracketsOfFields();
  }

  /** The innermost string; {@code depth > 0}. */
  StringMode mode() {
    StringMode innermost = mode;
    assert innermost != null;
    return innermost;
  }

  /**
   * Begins a string.
   *
   * @param from start of its prefix
   * @param quoteAt index of the first quote
   */
  TokenKind begin(int from, int quoteAt) {
    byte[] b = in.buffer;
    byte quote = b[quoteAt];
    boolean triple = b[quoteAt + 1] == quote && b[quoteAt + 2] == quote;
    boolean raw = false;
    boolean template = false;
    for (int i = from; i < quoteAt; i++) {
      int letter = b[i] | 0x20;
      raw |= letter == 'r';
      template |= letter == 't';
    }
    in.position = quoteAt + (triple ? 3 : 1);
    if (depth + 1 >= MAX_STRINGS) {
      throw in.error(
          in.hasTemplates ? "too many nested f-strings or t-strings" : "too many nested f-strings");
    }
    mode = new StringMode(quote, triple ? 3 : 1, raw, template, from, in.line, in.lineStart);
    open.add(mode);
    depth++;
    inText = true;
    in.beginString();
    return in.takeString(
        from, in.position, template ? TokenKind.TSTRING_START : TokenKind.FSTRING_START);
  }

  /**
   * The next token of a string's text, or null where a replacement field begins or ends, which is
   * the other scanner's to read.
   */
  @Nullable TokenKind text() {
    StringMode m = mode();
    byte[] b = in.buffer;
    int from = in.position;
    int p = from;
    in.beginString();
    if (p < in.limit && b[p] == '{' && (p + 1 == in.limit || b[p + 1] != '{')) {
      enterField(m);
      if (restarts) {
        m.expression = p + 1;
        m.expressionEnd = -1;
      }
      return null;
    }
    int quotes = 0;
    while (quotes < m.quotes && p < in.limit && b[p] == m.quote) {
      p++;
      quotes++;
    }
    in.position = p;
    return quotes == m.quotes ? finish(m, from) : middle(m, from);
  }

  private TokenKind finish(StringMode m, int from) {
    open.removeLast();
    depth--;
    mode = depth == 0 ? null : open.getLast();
    inText = false;
    return in.takeString(
        from, in.position, m.template ? TokenKind.TSTRING_END : TokenKind.FSTRING_END);
  }

  private TokenKind piece(StringMode m, int from, int end) {
    return in.takeString(
        from, end, m.template ? TokenKind.TSTRING_MIDDLE : TokenKind.FSTRING_MIDDLE);
  }

  private void enterField(StringMode m) {
    m.field++;
    if (m.field >= MAX_FIELDS) {
      throw in.error(m.prefix() + "-string: expressions nested too deeply");
    }
    inText = false;
  }

  /** Whether the present place is in a format specification, with all fields before it read. */
  private boolean inSpec(StringMode m) {
    return m.inField() && (remembersSpec ? m.inSpec : m.expressionEnd != -1);
  }

  private TokenKind middle(StringMode m, int from) {
    int quotes = 0;
    boolean named = false;
    while (quotes != m.quotes) {
      int c = in.readAcrossLines();
      if (c == m.quote) {
        quotes++;
        continue;
      }
      quotes = 0;
      switch (c) {
        case EOF -> throw unterminated(m, true);
        case '\n' -> {
          if (m.quotes == 1) {
            return lineFeed(m, from);
          }
        }
        case '{' -> {
          return openingBrace(m, from);
        }
        case '}' -> {
          return named ? piece(m, from, in.position) : closingBrace(m, from);
        }
        case '\\' -> named |= escape(m);
        default -> {}
      }
    }
    in.position -= m.quotes;
    return piece(m, from, in.position);
  }

  private TokenKind lineFeed(StringMode m, int from) {
    if (!inSpec(m)) {
      throw unterminated(m, false);
    }
    if (refusesLineFeed) {
      char prefix = m.prefix();
      throw in.error(
          prefix
              + "-string: newlines are not allowed in format specifiers for single quoted "
              + prefix
              + "-strings");
    }
    in.position--;
    inText = false;
    m.inSpec = false;
    return piece(m, from, in.position);
  }

  private TokenKind openingBrace(StringMode m, int from) {
    boolean spec = inSpec(m);
    int p = in.position;
    if (remembersSpec) {
      m.expression = p;
      m.expressionEnd = -1;
    }
    boolean doubled = p < in.limit && in.buffer[p] == '{';
    if (doubled && !spec) {
      in.position = p + 1;
      return piece(m, from, p);
    }
    in.position = p - 1;
    enterField(m);
    m.inSpec = false;
    return piece(m, from, in.position);
  }

  private TokenKind closingBrace(StringMode m, int from) {
    int p = in.position;
    boolean doubled = p < in.limit && in.buffer[p] == '}';
    if (doubled && !inSpec(m) && (!remembersSpec || m.brackets == 0)) {
      in.position = p + 1;
      return piece(m, from, p);
    }
    in.position = p - 1;
    inText = false;
    m.inSpec = false;
    return piece(m, from, in.position);
  }

  /**
   * Skips the character behind a backslash, unless it is a brace.
   *
   * @return whether the name of a character begins, whose closing brace ends the token
   */
  private boolean escape(StringMode m) {
    int c = in.readAcrossLines();
    if (c == '{' || c == '}') {
      if (!m.raw) {
        warnOfEscape((char) c);
      }
      in.unread(c);
      return false;
    }
    if (c == 'N' && !m.raw && in.position < in.limit && in.buffer[in.position] == '{') {
      in.position++;
      return true;
    }
    return false;
  }

  /** {@code _PyTokenizer_warn_invalid_escape_sequence}. */
  private void warnOfEscape(char c) {
    String message = OddEscapes.message(Character.toString(c), in.context.target());
    in.warn("SyntaxWarning", message);
  }

  private CompileException unterminated(StringMode m, boolean atEnd) {
    int detected = in.line;
    in.position = m.start + 1;
    in.line = m.line;
    in.lineStart = m.lineStart;
    String quoted = m.quotes == 3 ? "unterminated triple-quoted " : "unterminated ";
    CompileException error =
        in.error(quoted + m.prefix() + "-string literal (detected at line " + detected + ")");
    if (atEnd && m.quotes == 3) {
      in.done = Done.EOF_IN_STRING;
    }
    return error;
  }

  // ---- what the other scanner meets in a replacement field

  /**
   * Notes one of {@code : } ! {} as the end or the beginning of an expression.
   *
   * @param from where it stands
   * @return whether it is the colon before a format specification
   */
  boolean punctuation(int from, int c) {
    StringMode m = mode();
    if (!m.inField() || (restarts && c == '!' && in.buffer[from + 1] == '=')) {
      return false;
    }
    int around = c == '{' ? m.brackets : m.brackets - 1;
    boolean ofExpression =
        around == 0 || (remembersSpec && around == 1 && (m.selfDocumenting || m.inSpec));
    if (ofExpression) {
      if (c == '{') {
        m.expression = from + 1;
        m.expressionEnd = -1;
      } else {
        if (m.expressionEnd == -1 || (movesEnd && (c != ':' || movesEndAtColon))) {
          m.expressionEnd = from;
        }
        if (m.selfDocumenting || m.template) {
          keepExpression(m);
        }
      }
    }
    if (c != ':' || around != m.field) {
      return false;
    }
    inText = true;
    m.inSpec = true;
    return true;
  }

  /** {@code set_ftstring_expr}, for the token that is about to be added. */
  private void keepExpression(StringMode m) {
    String error = Utf8.decodeError(in.buffer, m.expression, m.expressionEnd);
    if (error != null) {
      throw CompileException.of(ErrorType.UNICODE_DECODE_ERROR, error);
    }
    in.tokens.addExpression(m.expression, m.expressionEnd);
  }

  /** An equals sign that is no part of another operator. */
  void equalsSign() {
    StringMode m = mode();
    m.selfDocumenting |= selfDocumentsAtTop ? m.brackets - m.field == 1 : m.inField();
  }

  void opened() {
    mode().brackets++;
  }

  /** Refuses a closing brace in text. */
  void beforeClosing(int c) {
    StringMode m = mode();
    if (c == '}' && m.brackets == 0) {
      throw in.error(m.prefix() + "-string: single '}' is not allowed");
    }
  }

  /** Refuses a closing bracket that is not the brace which a field wants. */
  void mismatched(char opening, int c) {
    StringMode m = mode();
    if (opening == '{' && m.brackets - 1 == m.field) {
      throw unmatched(m, c);
    }
  }

  void closed(int c) {
    StringMode m = mode();
    m.brackets--;
    if (countsBrackets && m.brackets < 0) {
      throw unmatched(m, c);
    }
    if (c == '}' && m.brackets == m.field) {
      m.field--;
      inText = true;
      m.inSpec = false;
      m.selfDocumenting = false;
    }
  }

  private CompileException unmatched(StringMode m, int c) {
    return in.error(m.prefix() + "-string: unmatched '" + (char) c + "'");
  }

  /** Whether a quote that begins a string without an end may be meant to end this one. */
  boolean endsWith(byte quote, boolean triple) {
    StringMode m = mode();
    return m.quote == quote && (m.quotes == 3) == triple;
  }
}
