package dev.pycache.compiler.token;

import dev.pycache.bytecode.repr.PrintableCharacters;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.Diagnostic;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.rules.TokenRules;
import dev.pycache.compiler.source.Utf8;
import dev.pycache.compiler.token.Tokenizer.Done;
import org.jspecify.annotations.Nullable;

/**
 * Finds one token after the other ({@code tok_get} of {@code Parser/tokenizer.c}, reading from a
 * string).
 *
 * <p>A line is <em>entered</em> when its first byte is read: up to then {@link #line} is the number
 * of the line before, as CPython's positions show. The source never holds a NUL, and ends in a line
 * feed or has a NUL behind it, so scans over the inside of a line need no test for the end.
 */
final class TokenScanner {
  static final int EOF = -1;

  final byte[] buffer;

  /** Index behind the last byte of the source. */
  final int limit;

  final CompilationContext context;

  /** Index of the next byte ({@code tok->cur}). */
  int position;

  /** Number of the line entered last ({@code tok->lineno}). */
  int line;

  int lineStart;

  /** Start of the line on which the present logical line begins ({@code tok->buf}). */
  int bufferStart;

  Done done = Done.OK;

  /** Where the last token starts; -1 for tokens without text, and for what is no token. */
  int start = -1;

  int end = -1;

  /** Line on which the last STRING starts, and the start of that line. */
  int stringLine;

  int stringLineStart;

  /** Start of the name that ends at {@link #position} and made {@link #done} DECODE. */
  int undecodable;

  /** Text of the expression that the last token ends, if it has to be kept; else the end is -1. */
  int expression;

  int expressionEnd = -1;

  final Brackets brackets = new Brackets();
  final FormatScanner formats;
  private final boolean splitsFormats;
  final boolean hasTemplates;
  private final boolean namesClashes;

  /** Whether {@code <>} is two tokens now. */
  boolean splitsDiamonds;

  private final Indentation indentation = new Indentation();
  private boolean atLineStart = true;

  /**
   * @param line the number of the first line, less one
   */
  TokenScanner(byte[] buffer, int from, int limit, int line, CompilationContext context) {
    this.buffer = buffer;
    this.limit = limit;
    this.line = line;
    this.context = context;
    this.position = from;
    this.lineStart = from;
    this.bufferStart = from;
    var rules = new TokenRules(context.target());
    this.formats = new FormatScanner(this, rules);
    this.splitsFormats = rules.splitsFormatStrings();
    this.hasTemplates = rules.hasTemplateStrings();
    this.namesClashes = rules.namesIncompatiblePrefixes();
    this.splitsDiamonds = rules.splitsDiamonds();
  }

  /**
   * The next token, its place in {@link #start} and {@link #end}. ERRORTOKEN when {@link #done}
   * says why; errors that the C function raises itself are thrown.
   */
  TokenKind scan() {
    start = -1;
    end = -1;
    expressionEnd = -1;
    if (formats.inText) {
      TokenKind text = formats.text();
      if (text != null) {
        return text;
      }
    }
    if (atLineStart && !beginLine()) {
      return TokenKind.ERRORTOKEN;
    }
    if (indentation.pending != 0) {
      return indentation.takePending();
    }
    byte[] b = buffer;
    int p = position;
    while (p != limit) {
      int c = b[p];
      while (c == ' ' || c == '\t' || c == '\f') {
        c = b[++p];
      }
      if (Bytes.isNameStart(c)) {
        return name(p);
      }
      switch (c) {
        case '#' -> {
          int q = lineEnd(p);
          if (q < limit && brackets.depth == 0) {
            // the line feed's token starts where the comment does
            return newline(p, q);
          }
          p = q;
          continue;
        }
        case '\n' -> {
          if (brackets.depth == 0) {
            return newline(p, p);
          }
          position = p + 1;
          atLineStart = true;
          if (!beginLine()) {
            return TokenKind.ERRORTOKEN;
          }
          p = position;
          continue;
        }
        case '\\' -> {
          if (!continuation(p + 1)) {
            return TokenKind.ERRORTOKEN;
          }
          p = position;
          continue;
        }
        case '"', '\'' -> {
          return QuotedStrings.scan(this, p, p);
        }
        case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
          return number(p, c);
        }
        case '.' -> {
          return dot(p);
        }
        case 0 -> {
          return endOfSource();
        }
        default -> {
          return operator(p, c);
        }
      }
    }
    return endOfSource();
  }

  private TokenKind endOfSource() {
    position = limit;
    done = Done.EOF;
    return brackets.depth > 0 ? TokenKind.ERRORTOKEN : TokenKind.ENDMARKER;
  }

  // ---- lines

  void enterLine(int from) {
    line++;
    lineStart = from;
  }

  private TokenKind newline(int from, int lineFeed) {
    atLineStart = true;
    start = from;
    end = lineFeed;
    position = lineFeed + 1;
    return TokenKind.NEWLINE;
  }

  /**
   * Goes to the first line that is not blank and measures its indentation, unless brackets are
   * open. At the end of the source all levels are closed.
   *
   * @return false for an error, which {@link #done} names
   */
  private boolean beginLine() {
    byte[] b = buffer;
    atLineStart = false;
    while (position < limit) {
      int from = position;
      enterLine(from);
      bufferStart = from;
      int p = from;
      while (b[p] == ' ') {
        p++;
      }
      int c = b[p];
      int column = p - from;
      int alternate = column;
      if (c == '\t' || c == '\f' || c == '\\') {
        position = p;
        if (!measureMixed(column)) {
          return false;
        }
        p = position;
        c = p < limit ? b[p] : EOF;
        column = indentation.column;
        alternate = indentation.alternateColumn;
      }
      if (c == '#') {
        p = lineEnd(p);
        if (p == limit) {
          // a comment that ends without a line end leaves the levels open
          position = p;
          return true;
        }
        c = '\n';
      }
      if (c != '\n') {
        position = p;
        return brackets.depth > 0 || indent(column, alternate);
      }
      position = p + 1;
    }
    done = Done.EOF;
    return brackets.depth > 0 || indent(0, 0);
  }

  private boolean indent(int column, int alternateColumn) {
    Done outcome = indentation.change(column, alternateColumn);
    if (outcome == Done.OK) {
      return true;
    }
    done = outcome;
    position = inputEnd();
    return false;
  }

  /**
   * Measures an indentation that has tabs, form feeds or continuation lines in it, behind its first
   * spaces.
   */
  private boolean measureMixed(int spaces) {
    int column = spaces;
    int alternate = spaces;
    int continued = 0;
    while (true) {
      int c = read();
      if (c == ' ') {
        column++;
        alternate++;
      } else if (c == '\t') {
        column = (column / Indentation.TAB_SIZE + 1) * Indentation.TAB_SIZE;
        alternate++;
      } else if (c == '\f') {
        column = 0;
        alternate = 0;
      } else if (c == '\\') {
        // the part before the first backslash decides
        continued = continued != 0 ? continued : column;
        if (!continuation(position)) {
          return false;
        }
        bufferStart = lineStart;
      } else {
        unread(c);
        break;
      }
    }
    indentation.column = continued != 0 ? continued : column;
    indentation.alternateColumn = continued != 0 ? continued : alternate;
    return true;
  }

  /**
   * Goes on to the next line behind the backslash before {@code p} ({@code tok_continuation_line}).
   */
  private boolean continuation(int p) {
    if (p == limit) {
      position = p;
      done = Done.LINE_CONTINUATION;
      return false;
    }
    position = p + 1;
    if (buffer[p] != '\n') {
      done = Done.LINE_CONTINUATION;
      return false;
    }
    if (position == limit) {
      done = Done.EOF;
      return false;
    }
    enterLine(position);
    return true;
  }

  /** Index of the line feed at or behind {@code p}, or the limit. */
  int lineEnd(int p) {
    return Bytes.lineFeed(buffer, p, limit);
  }

  /** Index behind the line that is being read ({@code tok->inp}). */
  int inputEnd() {
    if (position > lineStart && buffer[position - 1] == '\n') {
      return position;
    }
    return Math.min(lineEnd(position) + 1, limit);
  }

  // ---- names

  private TokenKind name(int from) {
    byte[] b = buffer;
    int p = from;
    int c = b[p];
    int seen = 0;
    long last = 0;
    do {
      seen |= c;
      last = Keywords.append(last, c);
      c = b[++p];
    } while (Bytes.isNamePart(c));
    int length = p - from;
    if ((c == '"' || c == '\'') && length <= StringPrefixes.LONGEST) {
      TokenKind string = prefixedString(from, p);
      if (string != null) {
        return string;
      }
    }
    position = p;
    if (seen < 0 && !verifyIdentifier(from, p)) {
      return TokenKind.ERRORTOKEN;
    }
    start = from;
    end = p;
    return length > Keywords.LONGEST ? TokenKind.NAME : Keywords.kind(last);
  }

  /**
   * Throws unless the non-ASCII name is one by PEP 3131 ({@code verify_identifier}).
   *
   * @return false if it is not UTF-8, which the parser makes its own error of
   */
  private boolean verifyIdentifier(int from, int to) {
    if (Utf8.firstInvalid(buffer, from, to) >= 0) {
      undecodable = from;
      done = Done.DECODE;
      return false;
    }
    int bad = Identifiers.firstInvalid(buffer, from, to, context.target());
    if (bad < 0) {
      return true;
    }
    int c = Utf8.codePoint(buffer, bad);
    position = bad + Utf8.length(c);
    String hex = String.format("%04X", c);
    throw PrintableCharacters.of(context.target().python()).contains(c)
        ? error("invalid character '" + Character.toString(c) + "' (U+" + hex + ")")
        : error("invalid non-printable character U+" + hex);
  }

  // ---- strings

  private TokenKind string(int from, int quoteAt, int prefix) {
    return StringPrefixes.isFormat(prefix) && splitsFormats
        ? formats.begin(from, quoteAt)
        : QuotedStrings.scan(this, from, quoteAt);
  }

  /** The string that the letters before a quote begin, or null if they are a name beside one. */
  private @Nullable TokenKind prefixedString(int from, int quoteAt) {
    int prefix = StringPrefixes.read(buffer, from, quoteAt);
    if (prefix == StringPrefixes.NONE || (!hasTemplates && StringPrefixes.isTemplate(prefix))) {
      return null;
    }
    String clash = StringPrefixes.clash(prefix);
    if (clash == null) {
      return string(from, quoteAt, prefix);
    }
    if (!namesClashes) {
      return null;
    }
    position = quoteAt + 1;
    throw errorFrom(clash, from, position);
  }

  // ---- numbers

  private TokenKind number(int from, int first) {
    byte[] b = buffer;
    int p = from + 1;
    int c = b[p];
    if (first != '0') {
      while (c >= '0' && c <= '9') {
        c = b[++p];
      }
    }
    start = from;
    if (Bytes.isNamePart(c) || c == '.') {
      position = from + 1;
      Numbers.scan(this, first);
      p = position;
    }
    position = p;
    end = p;
    return TokenKind.NUMBER;
  }

  private TokenKind dot(int from) {
    byte[] b = buffer;
    int c = b[from + 1];
    start = from;
    if (c >= '0' && c <= '9') {
      position = from + 1;
      Numbers.scan(this, '.');
      end = position;
      return TokenKind.NUMBER;
    }
    if (c == '.' && b[from + 2] == '.') {
      end = from + 3;
      position = end;
      return TokenKind.ELLIPSIS;
    }
    end = from + 1;
    position = end;
    return TokenKind.DOT;
  }

  // ---- operators

  private TokenKind operator(int from, int c) {
    byte[] b = buffer;
    int next = b[from + 1];
    if (formats.depth > 0 && isFieldPunctuation(c) && formats.punctuation(from, c)) {
      start = from;
      end = from + 1;
      position = end;
      return TokenKind.COLON;
    }
    int length = 1;
    TokenKind kind;
    switch (c) {
      case '(' -> kind = open(from, c, TokenKind.LEFT_PAREN);
      case '[' -> kind = open(from, c, TokenKind.LEFT_BRACKET);
      case '{' -> kind = open(from, c, TokenKind.LEFT_BRACE);
      case ')' -> kind = close(from, c, TokenKind.RIGHT_PAREN);
      case ']' -> kind = close(from, c, TokenKind.RIGHT_BRACKET);
      case '}' -> kind = close(from, c, TokenKind.RIGHT_BRACE);
      case ',' -> kind = TokenKind.COMMA;
      case ';' -> kind = TokenKind.SEMICOLON;
      case '~' -> kind = TokenKind.TILDE;
      default -> {
        kind = next == '=' ? Operators.withEqual(c) : Operators.pair(c, next);
        if (splitsDiamonds && c == '<' && next == '>') {
          kind = TokenKind.OP;
        }
        if (kind == TokenKind.OP) {
          kind = c == '!' && splitsFormats ? TokenKind.EXCLAMATION : Operators.single(c);
          if (formats.depth > 0 && c == '=') {
            formats.equalsSign();
          }
        } else {
          length = 2;
          if (next != '=' && b[from + 2] == '=') {
            TokenKind three = Operators.pairWithEqual(kind);
            if (three != TokenKind.OP) {
              kind = three;
              length = 3;
            }
          }
        }
        if (kind == TokenKind.OP && (c < ' ' || c == 0x7F)) {
          position = from + 1;
          throw error("invalid non-printable character U+" + String.format("%04X", c));
        }
      }
    }
    start = from;
    end = from + length;
    position = end;
    return kind;
  }

  private static boolean isFieldPunctuation(int c) {
    return c == ':' || c == '}' || c == '!' || c == '{';
  }

  private TokenKind open(int from, int c, TokenKind kind) {
    if (brackets.depth == Brackets.MAX_DEPTH) {
      position = from + 1;
      throw error("too many nested parentheses");
    }
    brackets.push((char) c, line, from - lineStart);
    if (formats.depth > 0) {
      formats.opened();
    }
    return kind;
  }

  private TokenKind close(int from, int c, TokenKind kind) {
    position = from + 1;
    boolean inString = formats.depth > 0;
    if (inString) {
      formats.beforeClosing(c);
    }
    if (brackets.depth == 0) {
      throw error("unmatched '" + (char) c + "'");
    }
    char opening = brackets.pop();
    if (opening != Brackets.opening(c)) {
      if (inString) {
        formats.mismatched(opening, c);
      }
      int openingLine = brackets.line(brackets.depth);
      throw error(
          "closing parenthesis '"
              + (char) c
              + "' does not match opening parenthesis '"
              + opening
              + "'"
              + (openingLine == line ? "" : " on line " + openingLine));
    }
    if (inString) {
      formats.closed(c);
    }
    return kind;
  }

  // ---- bytes and errors

  /** The next byte of the line, or EOF ({@code tok_nextc}); a line feed is never read across. */
  int read() {
    if (position == limit) {
      done = Done.EOF;
      return EOF;
    }
    return buffer[position++] & 0xFF;
  }

  /** The next byte of a text of several lines, or EOF. */
  int readAcrossLines() {
    int p = position;
    if (p != lineStart && p < limit && buffer[p - 1] == '\n') {
      enterLine(p);
    }
    return read();
  }

  /** Takes back what {@link #read} gave ({@code tok_backup}). */
  void unread(int c) {
    if (c != EOF) {
      position--;
    }
  }

  /** An error at the present position ({@code syntaxerror}). */
  CompileException error(String message) {
    int column = Utf8.countCharacters(buffer, lineStart, position);
    return error(message, column, column);
  }

  /** An error of this line from one byte to another ({@code syntaxerror_known_range}). */
  CompileException errorFrom(String message, int from, int to) {
    boolean characters = new TokenRules(context.target()).countsCharactersInRanges();
    int column = characters ? Utf8.countCharacters(buffer, lineStart, from) : from - lineStart;
    int endColumn = characters ? Utf8.countCharacters(buffer, lineStart, to) : to - lineStart;
    return error(message, column + 1, endColumn);
  }

  /** An error of this line with columns from 1. */
  private CompileException error(String message, int column, int endColumn) {
    done = Done.ERROR;
    return new CompileException(
        new Diagnostic(
            ErrorType.SYNTAX_ERROR,
            message,
            line,
            column,
            line,
            endColumn,
            Utf8.decodeReplacing(buffer, lineStart, lineEnd(lineStart))));
  }
}
