package dev.pycache.compiler.literal;

import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.parser.ParseSite;
import dev.pycache.compiler.token.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * One f-string token, as CPython up to 3.11 reads it: a scan finds the ends of literal text and
 * replacement fields without knowing Python's grammar, then each expression is parsed as a small
 * source of its own.
 */
final class FormatString {
  /** Brackets nested deeper in an expression are an error (CPython's {@code MAXLEVEL}). */
  private static final int MAX_BRACKETS = 200;

  /** A replacement field may stand in the format specification of another one, but no deeper. */
  private static final int MAX_DEPTH = 2;

  private final ParseSite site;
  private final byte[] buffer;
  private final int end;
  private final boolean raw;

  private final int tokenLine;
  private final int tokenColumn;

  /** From the first to the last of the adjacent strings: the span of most nodes. */
  private final Span whole;

  /** The span of this token: of what stands in a format specification. */
  private final Span own;

  private int position;

  /**
   * Up to here, {@link #lines} line ends of the token are counted, the last one just before {@link
   * #lineStart}.
   */
  private int counted;

  private int lines;
  private int lineStart;

  private byte @Nullable [] brackets;

  /** The f-string in {@code token}, whose text between the quotes is {@code [start, end)}. */
  FormatString(
      ParseSite site, Tokens tokens, int token, int start, int end, boolean raw, Span whole) {
    this.site = site;
    this.buffer = tokens.buffer();
    this.position = start;
    this.end = end;
    this.raw = raw;
    this.counted = tokens.start(token);
    this.lineStart = counted;
    this.tokenLine = tokens.line(token);
    this.tokenColumn = tokens.column(token);
    this.whole = whole;
    this.own = new Span(tokenLine, tokenColumn, tokens.endLine(token), tokens.endColumn(token));
  }

  void parse(StringPieces pieces) {
    parse(pieces, 0);
  }

  /**
   * Reads literal text and replacement fields until the end of the string or, in a format
   * specification, the brace behind it (CPython's {@code _PyPegen_FstringParser_ConcatFstring}).
   */
  private void parse(StringPieces pieces, int depth) {
    while (true) {
      if (literal(pieces, depth)) {
        continue;
      }
      if (position >= end || buffer[position] == '}') {
        break;
      }
      Expr field = field(pieces, depth);
      pieces.add(field, whole);
    }
    if (depth != 0 && buffer[position] != '}') {
      throw error("f-string: expecting '}'");
    }
  }

  /**
   * Reads literal text up to a brace. True if that brace was a doubled one: it then belongs to the
   * text, and more text may follow (CPython's {@code fstring_find_literal}).
   */
  private boolean literal(StringPieces pieces, int depth) {
    int start = position;
    int i = start;
    boolean doubled = false;
    while (i < end) {
      int c = buffer[i++];
      if (c == '\\' && !raw && i < end) {
        c = buffer[i++];
        if (c == 'N') {
          i = characterName(i);
          continue;
        }
        if (c == '{') {
          Escapes.warn(site, buffer, i - 1, i - 1, tokenLine);
        }
      }
      if (c == '{' || c == '}') {
        if (depth == 0 && i < end && buffer[i] == c) {
          doubled = true;
          break;
        }
        if (depth == 0 && c == '}') {
          throw error("f-string: single '}' is not allowed");
        }
        i--;
        break;
      }
    }
    position = doubled ? i + 1 : i;
    if (i > start) {
      addText(start, i, pieces.text());
    }
    return doubled;
  }

  private void addText(int start, int to, ByteBuilder out) {
    if (raw) {
      SourceText.check(site, buffer, start, to);
      out.add(buffer, start, to);
    } else {
      Escapes.decodeText(site, buffer, start, to, tokenLine, out);
    }
  }

  /**
   * Skips the name of a character behind {@code \N}, whose braces are no field; its errors are
   * found later.
   */
  private int characterName(int i) {
    if (i < end && buffer[i++] == '{') {
      while (i < end && buffer[i++] != '}') {
        // looking for the end of the name
      }
    }
    return i;
  }

  /**
   * Reads a replacement field, whose opening brace is next (CPython's {@code fstring_find_expr}).
   */
  private Expr field(StringPieces pieces, int depth) {
    if (depth >= MAX_DEPTH) {
      throw error("f-string: expressions nested too deeply");
    }
    int start = ++position;
    position = expressionEnd(start);
    if (position >= end) {
      throw error("f-string: expecting '}'");
    }
    Expr value = expression(start, position);

    boolean selfDocumenting = buffer[position] == '=';
    if (selfDocumenting) {
      position++;
      while (isSpace(buffer[position])) { // the closing quote ends this at the latest
        position++;
      }
      expectMore();
      SourceText.check(site, buffer, start, position);
    }
    int textEnd = position;

    int conversion = -1;
    if (buffer[position] == '!') {
      position++;
      expectMore();
      conversion = buffer[position++] & 0xFF;
      if (conversion != 's' && conversion != 'r' && conversion != 'a') {
        throw error("f-string: invalid conversion character: expected 's', 'r', or 'a'");
      }
    }
    expectMore();
    Expr formatSpec = null;
    if (buffer[position] == ':') {
      position++;
      expectMore();
      var spec = new StringPieces(site.context().strings());
      parse(spec, depth + 1);
      formatSpec = spec.joined(own, own);
    }
    if (position >= end || buffer[position] != '}') {
      throw error("f-string: expecting '}'");
    }
    position++;

    if (selfDocumenting) {
      pieces.text().add(buffer, start, textEnd);
      if (formatSpec == null && conversion == -1) {
        conversion = 'r';
      }
    }
    return new Expr.FormattedValue(value, conversion, formatSpec, whole);
  }

  private void expectMore() {
    if (position >= end) {
      throw error("f-string: expecting '}'");
    }
  }

  /**
   * Finds the end of the expression at {@code start}: the first {@code !}, {@code :}, {@code =} or
   * closing brace that stands in no bracket and no string and is no part of a comparison.
   */
  private int expressionEnd(int start) {
    int quote = 0;
    boolean triple = false;
    int depth = 0;
    int i = start;
    scan:
    for (; i < end; i++) {
      int c = buffer[i];
      if (c == '\\') {
        throw error("f-string expression part cannot include a backslash");
      }
      if (quote != 0) {
        if (c == quote && !triple) {
          quote = 0;
        } else if (c == quote && isTriple(i)) {
          quote = 0;
          i += 2;
        }
        continue;
      }
      switch (c) {
        case '\'', '"' -> {
          quote = c;
          triple = isTriple(i);
          i += triple ? 2 : 0;
        }
        case '(', '[', '{' -> openBracket(c, depth++);
        case '#' -> throw error("f-string expression part cannot include '#'");
        case '!', ':', '=', '<', '>' -> {
          boolean comparison = c != ':' && i + 1 < end && buffer[i + 1] == '=';
          if (depth == 0 && comparison) {
            i++;
          } else if (depth == 0 && c != '<' && c != '>') {
            break scan;
          }
        }
        case ')', ']', '}' -> {
          if (depth == 0 && c == '}') {
            break scan;
          }
          closeBracket(c, depth--);
        }
        default -> {}
      }
    }
    if (quote != 0) {
      throw error("f-string: unterminated string");
    }
    if (depth != 0) {
      throw error("f-string: unmatched '" + (char) brackets()[depth - 1] + "'");
    }
    return i;
  }

  private boolean isTriple(int i) {
    return i + 2 < end && buffer[i + 1] == buffer[i] && buffer[i + 2] == buffer[i];
  }

  private void openBracket(int bracket, int depth) {
    if (depth >= MAX_BRACKETS) {
      throw error("f-string: too many nested parenthesis");
    }
    brackets()[depth] = (byte) bracket;
  }

  private void closeBracket(int bracket, int depth) {
    if (depth == 0) {
      throw error("f-string: unmatched '" + (char) bracket + "'");
    }
    int opening = brackets()[depth - 1];
    int expected = opening == '(' ? ')' : opening == '[' ? ']' : '}';
    if (bracket != expected) {
      throw error(
          "f-string: closing parenthesis '"
              + (char) bracket
              + "' does not match opening parenthesis '"
              + (char) opening
              + "'");
    }
  }

  private byte[] brackets() {
    byte[] stack = brackets;
    if (stack == null) {
      stack = new byte[MAX_BRACKETS];
      brackets = stack;
    }
    return stack;
  }

  /**
   * Has the parser read the expression {@code [start, close)} (CPython's {@code
   * fstring_compile_expr}). It is told the place of the brace, for which the parenthesis stands;
   * but where only a line end follows the brace, the column is left out ({@code
   * fstring_find_expr_location}).
   */
  private Expr expression(int start, int close) {
    int i = start;
    while (i < close && isBlank(buffer[i])) {
      i++;
    }
    if (i == close) {
      int c = buffer[close];
      throw error(
          c == '}'
              ? "f-string: empty expression not allowed"
              : "f-string: expression required before '" + (char) c + "'");
    }
    byte[] text = new byte[close - start + 2];
    text[0] = '(';
    System.arraycopy(buffer, start, text, 1, close - start);
    text[text.length - 1] = ')';
    int brace = start - 1;
    countLines(brace);
    int column = isLineEmpty(start) ? 0 : brace - lineStart;
    return site.parseReplacementField(
        text, tokenLine + lines, lines == 0 ? tokenColumn + column : column);
  }

  /** Counts lines up to a brace; braces come in order, so that each byte is looked at once. */
  private void countLines(int brace) {
    for (; counted < brace; counted++) {
      if (buffer[counted] == '\n') {
        lines++;
        lineStart = counted + 1;
      }
    }
  }

  /**
   * Whether nothing but blanks stands between the opening brace and the line end, or the closing
   * brace.
   */
  private boolean isLineEmpty(int start) {
    int i = start;
    while (buffer[i] == ' ' || buffer[i] == '\t' || buffer[i] == '\f') {
      i++;
    }
    return buffer[i] == '\n' || buffer[i] == '}';
  }

  /** What the tokenizer skips between tokens. */
  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\f';
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r');
  }

  private RuntimeException error(String message) {
    return site.error(ErrorType.SYNTAX_ERROR, message);
  }
}
