package dev.pycache.compiler.token;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.Diagnostic;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.Strings;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.rules.TokenRules;
import dev.pycache.compiler.source.Utf8;
import dev.pycache.compiler.source.Words;
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

  final Tokens tokens;

  /** Index behind the last byte of the source. */
  final int limit;

  final CompilationContext context;
  private final Strings strings;

  /** Index of the next byte ({@code tok->cur}). */
  int position;

  /** Number of the line entered last ({@code tok->lineno}). */
  int line;

  int lineStart;

  /**
   * What columns of this line are counted from: {@link #lineStart}, but on the first line of a
   * replacement field so far before it as the field's column is.
   */
  private int columnBase;

  /** Start of the line on which the present logical line begins ({@code tok->buf}). */
  int bufferStart;

  Done done = Done.OK;

  /** Line on which the last string, or piece of one, starts, and the start of that line. */
  int stringLine;

  int stringLineStart;

  /** Start of the name that ends at {@link #position} and made {@link #done} DECODE. */
  int undecodable;

  final Brackets brackets = new Brackets();
  final FormatScanner formats;
  private final int firstLine;
  private final int firstColumn;
  private final boolean endsWhereReadingStopped;
  private final boolean splitsFormats;
  final boolean hasTemplates;
  private final boolean namesClashes;

  /** How many warnings there have been. */
  int warnings;

  /** Whether {@code <>} is two tokens now. */
  boolean splitsDiamonds;

  private final Indentation indentation = new Indentation();
  private boolean atLineStart = true;

  /**
   * @param tokens what is found is added to them; they know the source
   * @param firstLine the number of the first line, of a replacement field: {@code
   *     p->starting_lineno}; 0 for a whole source, which begins with line 1
   * @param firstColumn what is added to the columns on that line
   */
  TokenScanner(
      Tokens tokens,
      int from,
      int limit,
      int firstLine,
      int firstColumn,
      CompilationContext context) {
    this.tokens = tokens;
    this.buffer = tokens.buffer();
    this.limit = limit;
    this.firstLine = firstLine;
    this.firstColumn = firstColumn;
    this.line = Math.max(firstLine - 1, 0);
    this.context = context;
    this.strings = context.strings();
    this.position = from;
    this.lineStart = from;
    this.columnBase = from;
    this.bufferStart = from;
    var rules = new TokenRules(context.target());
    this.formats = new FormatScanner(this, rules);
    this.endsWhereReadingStopped = rules.endsTokensWhereReadingStopped();
    this.splitsFormats = rules.splitsFormatStrings();
    this.hasTemplates = rules.hasTemplateStrings();
    this.namesClashes = rules.namesIncompatiblePrefixes();
    this.splitsDiamonds = rules.splitsDiamonds();
  }

  /**
   * Adds the next token to {@link #tokens}, ERRORTOKEN when {@link #done} says why; errors that the
   * C function raises itself are thrown, and add none.
   *
   * @return its kind
   */
  TokenKind scan() {
    if (formats.inText) {
      TokenKind text = formats.text();
      if (text != null) {
        return text;
      }
    }
    if (atLineStart && !beginLine()) {
      return textless(TokenKind.ERRORTOKEN);
    }
    return indentation.pending != 0 ? textless(indentation.takePending()) : token();
  }

  /** As {@link #scan}, in the middle of a line and not in the text of a string. */
  TokenKind token() {
    byte[] b = buffer;
    int p = position;
    while (p != limit) {
      int c = b[p];
      int role = Bytes.role(c);
      while (role == Bytes.BLANK) {
        c = b[++p];
        role = Bytes.role(c);
      }
      switch (role) {
        case Bytes.NAME -> {
          return name(p);
        }
        case Bytes.DIGIT -> {
          return Numbers.scan(this, p, c);
        }
        case Bytes.OPERATOR -> {
          return operator(p, c);
        }
        case Bytes.OPENING -> {
          return open(p, c);
        }
        case Bytes.CLOSING -> {
          return close(p, c);
        }
        case Bytes.DOT -> {
          return dot(p);
        }
        case Bytes.ALONE -> {
          return take(p, p + 1, Operators.single(c));
        }
        case Bytes.LINE_FEED -> {
          if (brackets.depth == 0) {
            return newline(p, p);
          }
          position = p + 1;
          atLineStart = true;
          if (!beginLine()) {
            return textless(TokenKind.ERRORTOKEN);
          }
          p = position;
        }
        case Bytes.QUOTE -> {
          return QuotedStrings.scan(this, p, p);
        }
        case Bytes.COMMENT -> {
          int q = lineEnd(p);
          if (q < limit && brackets.depth == 0) {
            // the line feed's token starts where the comment does
            return newline(p, q);
          }
          p = q;
        }
        case Bytes.BACKSLASH -> {
          if (!continuation(p + 1)) {
            return textless(TokenKind.ERRORTOKEN);
          }
          p = position;
        }
        case Bytes.NON_ASCII -> {
          return NonAsciiNames.scan(this, p, p);
        }
        default -> { // the NUL behind the source
          return endOfSource();
        }
      }
    }
    return endOfSource();
  }

  private TokenKind endOfSource() {
    position = limit;
    done = Done.EOF;
    return textless(brackets.depth > 0 ? TokenKind.ERRORTOKEN : TokenKind.ENDMARKER);
  }

  // ---- what is found (initialize_token)

  /** Adds a token of this line that ends where reading goes on. */
  TokenKind take(int from, int to, TokenKind kind) {
    position = to;
    tokens.add(kind, from, to, place(from), place(to));
    return kind;
  }

  private long place(int index) {
    return Span.place(line, index - columnBase);
  }

  /** Remembers that a string, or a piece of one, begins here. */
  void beginString() {
    stringLine = line;
    stringLineStart = lineStart;
  }

  /**
   * Adds the string that was begun last, or a piece of it. The line on which it ends says whether
   * the column of a replacement field is added.
   */
  TokenKind takeString(int from, int to, TokenKind kind) {
    int base = stringLine == line ? columnBase : stringLineStart;
    tokens.add(
        kind,
        from,
        to,
        Span.place(stringLine, from - base),
        place(endsWhereReadingStopped ? position : to));
    return kind;
  }

  /** Adds a token that has no text, or what is no token. */
  TokenKind textless(TokenKind kind) {
    long nowhere = Span.place(line, line == firstLine ? firstColumn - 1 : -1);
    tokens.add(kind, position, position, nowhere, nowhere);
    return kind;
  }

  // ---- lines

  void enterLine(int from) {
    line++;
    lineStart = from;
    columnBase = line == firstLine ? from - firstColumn : from;
  }

  private TokenKind newline(int from, int lineFeed) {
    atLineStart = true;
    position = lineFeed + 1;
    tokens.add(
        TokenKind.NEWLINE,
        from,
        lineFeed,
        place(from),
        place(endsWhereReadingStopped ? position : lineFeed));
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
    return Words.indexOf(buffer, p, limit, '\n');
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
    long word = Words.at(b, p);
    long behind = Words.notOfNames(word);
    while (behind == 0) {
      p += Long.BYTES;
      behind = Words.notOfNames(Words.at(b, p));
    }
    p += Words.countBefore(behind);
    int c = b[p];
    if (c < 0) {
      return NonAsciiNames.scan(this, from, p);
    }
    if ((c == '"' || c == '\'') && p - from <= StringPrefixes.LONGEST) {
      TokenKind string = prefixedString(from, p);
      if (string != null) {
        return string;
      }
    }
    if (p - from > Keywords.LONGEST) {
      return takeName(from, p, strings.intern(b, from, p));
    }
    word = Words.first(word, p - from);
    TokenKind keyword = Keywords.kind(word);
    if (keyword != null) {
      return keyword == TokenKind.NAME ? takeName(from, p, null) : take(from, p, keyword);
    }
    return takeName(from, p, strings.intern(b, from, p, word));
  }

  /** As {@link #take}; {@code name} is the identifier, if that is clear already. */
  TokenKind takeName(int from, int to, @Nullable Str name) {
    take(from, to, TokenKind.NAME);
    tokens.addName(name);
    return TokenKind.NAME;
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

  private TokenKind dot(int from) {
    byte[] b = buffer;
    int c = b[from + 1];
    if (c >= '0' && c <= '9') {
      position = from + 1;
      Numbers.scanRest(this, '.');
      return take(from, position, TokenKind.NUMBER);
    }
    return c == '.' && b[from + 2] == '.'
        ? take(from, from + 3, TokenKind.ELLIPSIS)
        : take(from, from + 1, TokenKind.DOT);
  }

  // ---- operators

  private TokenKind operator(int from, int c) {
    if (formats.depth > 0 && (c == ':' || c == '!') && formats.punctuation(from, c)) {
      return take(from, from + 1, TokenKind.COLON);
    }
    int next = buffer[from + 1];
    if (next == '=' || next == '>' || next == c) {
      TokenKind two = next == '=' ? Operators.withEqual(c) : Operators.pair(c, next);
      if (two != TokenKind.OP && !(splitsDiamonds && c == '<' && next == '>')) {
        TokenKind three =
            next != '=' && buffer[from + 2] == '=' ? Operators.pairWithEqual(two) : TokenKind.OP;
        return three == TokenKind.OP ? take(from, from + 2, two) : take(from, from + 3, three);
      }
    }
    if (formats.depth > 0 && c == '=') {
      formats.equalsSign();
    }
    if (c < ' ' || c == 0x7F) {
      position = from + 1;
      throw error("invalid non-printable character " + NonAsciiNames.number(c));
    }
    boolean exclamation = c == '!' && splitsFormats;
    return take(from, from + 1, exclamation ? TokenKind.EXCLAMATION : Operators.single(c));
  }

  private TokenKind open(int from, int c) {
    if (formats.depth > 0 && c == '{') {
      formats.punctuation(from, c);
    }
    if (brackets.depth == Brackets.MAX_DEPTH) {
      position = from + 1;
      throw error("too many nested parentheses");
    }
    brackets.push((char) c, line, from - lineStart);
    if (formats.depth > 0) {
      formats.opened();
    }
    return take(from, from + 1, Operators.single(c));
  }

  private TokenKind close(int from, int c) {
    boolean inString = formats.depth > 0;
    if (inString && c == '}') {
      formats.punctuation(from, c);
    }
    position = from + 1;
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
      throw error(brackets.mismatch(opening, (char) c, line));
    }
    if (inString) {
      formats.closed(c);
    }
    return take(from, from + 1, Operators.single(c));
  }

  // ---- bytes, warnings and errors

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

  void warn(String category, String message) {
    warnings++;
    context.warn(category, message, line);
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
