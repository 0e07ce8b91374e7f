package dev.pycache.compiler.token;

import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.rules.TokenRules;
import dev.pycache.compiler.source.Source;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Turns a source into the tokens that CPython's parser sees ({@code tok_get} and {@code
 * _PyPegen_fill_token}), with all its errors.
 *
 * <p>{@link #readLine} gives the tokens of a logical line at once and is for the fast parser.
 * {@link #fill} gives them one by one, as CPython's parser asks for them, since what is wrong
 * further down must not hide what the parser rejects before; the tokenizer also shows the state
 * that CPython's error reporting looks at.
 */
public final class Tokenizer {
  /** The tokenizer's present line or column (CURRENT_POS). */
  public static final int CURRENT = TokenErrors.CURRENT;

  /** No more blocks are inside each other. */
  public static final int MOST_LEVELS = Indentation.MAX_LEVELS;

  /** State of the input ({@code tok->done}). */
  public enum Done {
    /** More may come (E_OK). */
    OK,
    /** The end of the source was met (E_EOF). */
    EOF,
    /** An exception was raised by the tokenizer itself (E_ERROR). */
    ERROR,
    /** A name is not UTF-8 (E_DECODE). */
    DECODE,
    /** A dedent matches no outer level (E_DEDENT). */
    DEDENT,
    /** Tabs and spaces are mixed (E_TABSPACE). */
    TAB_SPACE,
    /** Too many levels of indentation (E_TOODEEP). */
    TOO_DEEP,
    /** There is something behind a backslash (E_LINECONT). */
    LINE_CONTINUATION,
    /** The source ends in a triple-quoted string (E_EOFS). */
    EOF_IN_STRING,
    /** The source ends in a string (E_EOLS). */
    EOL_IN_STRING
  }

  /** Fewer than sources have on average. */
  private static final int BYTES_PER_TOKEN = 5;

  /** More tokens than all but the longest of logical lines have. */
  private static final int LONG_LINE = 128;

  private final TokenScanner scanner;
  private final Tokens tokens;
  private final TokenErrors errors;

  private short[] levels = new short[16];

  /** A tokenizer of a whole source. */
  public Tokenizer(Source source, CompilationContext context) {
    this(source, source.utf8(), source.start(), source.end(), 0, 0, context);
  }

  private Tokenizer(
      @Nullable Source source,
      byte[] buffer,
      int start,
      int end,
      int line,
      int column,
      CompilationContext context) {
    this.tokens = new Tokens(buffer, Math.min((end - start) / BYTES_PER_TOKEN + 16, LONG_LINE));
    this.scanner = new TokenScanner(tokens, start, end, line, column, context);
    var rules = new TokenRules(context.target());
    this.errors = new TokenErrors(scanner, tokens, source, column, rules);
  }

  /**
   * A tokenizer of an f-string's replacement field: {@code text} is the expression between
   * parentheses, its first line has number {@code line} and tokens that end on it have {@code
   * column} added to their columns. The parser's exceptions say "f-string: ".
   */
  public static Tokenizer ofReplacementField(
      byte[] text, int line, int column, CompilationContext context) {
    // the line feed that decode_str adds
    byte[] buffer = Arrays.copyOf(text, text.length + 1);
    buffer[text.length] = '\n';
    return new Tokenizer(null, buffer, 0, buffer.length, line, column, context);
  }

  /** All tokens up to ENDMARKER. Throws what the first bad token raises. */
  public static Tokens tokenizeAll(Source source, CompilationContext context) {
    return new Tokenizer(source, context).readAll();
  }

  /** All tokens of a replacement field, for the fast parser; see {@link #ofReplacementField}. */
  public static Tokens tokenizeAll(byte[] text, int line, int column, CompilationContext context) {
    return ofReplacementField(text, line, column, context).readAll();
  }

  private Tokens readAll() {
    while (readLine() != TokenKind.ENDMARKER) {}
    return tokens;
  }

  /**
   * Appends the tokens of the next logical line to {@link #tokens()}, for the fast parser: those
   * that close or open a block before it, and all up to its end. Throws what the first bad token
   * raises.
   *
   * @return its last token, NEWLINE or ENDMARKER
   */
  public TokenKind readLine() {
    TokenScanner in = scanner;
    TokenKind kind;
    do {
      kind = in.scan();
    } while (kind == TokenKind.INDENT || kind == TokenKind.DEDENT);
    while (kind != TokenKind.NEWLINE && kind != TokenKind.ENDMARKER) {
      if (kind == TokenKind.ERRORTOKEN) {
        throw errors.badToken();
      }
      kind = in.formats.depth == 0 ? in.token() : in.scan();
    }
    return kind;
  }

  /** How many warnings the tokens read so far were worth. */
  public int warnings() {
    return scanner.warnings;
  }

  /**
   * The tokens appended so far; with {@link #fill}, {@code tokens().count()} is CPython's {@code
   * p->fill}.
   */
  public Tokens tokens() {
    return tokens;
  }

  /**
   * Appends the next token to {@link #tokens()} and returns its kind ({@code _PyPegen_fill_token}).
   * A bad token is appended as {@link TokenKind#ERRORTOKEN}, then CPython's exception thrown
   * ({@code tokenizer_error}).
   */
  public TokenKind fill() {
    TokenKind kind;
    try {
      kind = scanner.scan();
    } catch (CompileException e) {
      scanner.textless(TokenKind.ERRORTOKEN);
      noteLevel();
      throw e;
    }
    noteLevel();
    if (kind == TokenKind.ERRORTOKEN) {
      throw errors.badToken();
    }
    return kind;
  }

  /**
   * Reads a token without appending it ({@code _PyTokenizer_Get}). Throws the exceptions that the C
   * function leaves behind ({@code done()} is ERROR, DECODE or one of the strings'); other trouble
   * is ERRORTOKEN, the reason in {@link #done()}.
   */
  public TokenKind skim() {
    TokenKind kind = scanner.scan();
    tokens.drop();
    if (kind == TokenKind.ERRORTOKEN && scanner.done == Done.DECODE) {
      throw errors.undecodable();
    }
    return kind;
  }

  private void noteLevel() {
    int index = tokens.count() - 1;
    if (index == levels.length) {
      levels = Arrays.copyOf(levels, index * 2);
    }
    levels[index] = (short) scanner.brackets.depth;
  }

  /**
   * {@code token->level} of a token of {@link #fill}: how many brackets were open when it had been
   * read.
   */
  public int level(int index) {
    return levels[index];
  }

  /** From the next token on, {@code <>} is one ({@code from __future__ import barry_as_FLUFL}). */
  public void joinDiamonds() {
    scanner.splitsDiamonds = false;
  }

  // ---- what CPython's error reporting reads of the tokenizer

  public Done done() {
    return scanner.done;
  }

  /** Current line ({@code tok->lineno}). */
  public int line() {
    return scanner.line;
  }

  /** Current column in bytes ({@code tok->cur - tok->line_start}). */
  public int column() {
    return scanner.position - scanner.lineStart;
  }

  /** Whether nothing of the current buffer has been read ({@code tok->cur == tok->buf}). */
  public boolean atBufferStart() {
    return scanner.position == scanner.bufferStart;
  }

  /**
   * How many f-strings and t-strings are open ({@code tok->tok_mode_stack_index}); always 0 where
   * they are one token.
   */
  public int stringDepth() {
    return scanner.formats.depth;
  }

  /**
   * What the innermost of them is called, {@code f} or {@code t} ({@code TOK_GET_STRING_PREFIX}).
   */
  public char stringPrefix() {
    return stringDepth() == 0 ? 'f' : scanner.formats.mode().prefix();
  }

  /** Whether the innermost of them is raw; {@code stringDepth() > 0}. */
  public boolean stringIsRaw() {
    return scanner.formats.mode().raw;
  }

  /** How many brackets are open ({@code tok->level}). */
  public int level() {
    return scanner.brackets.depth;
  }

  /** The innermost open bracket; {@code level() > 0}. */
  public char openBracket() {
    return scanner.brackets.character(level() - 1);
  }

  public int openBracketLine() {
    return scanner.brackets.line(level() - 1);
  }

  public int openBracketColumn() {
    return scanner.brackets.column(level() - 1);
  }

  /**
   * "'(' was never closed" for the innermost open bracket ({@code
   * raise_unclosed_parentheses_error}).
   */
  public CompileException neverClosed() {
    return errors.neverClosed();
  }

  /**
   * An error of the parser with final positions ({@code _PyPegen_raise_error_known_location}): adds
   * "f-string: " and subtracts the starting column in replacement fields that are a source of their
   * own, and turns byte offsets into character offsets; up to 3.11 only when the source declares an
   * encoding.
   *
   * @param line from 1
   * @param column as CPython's RAISE_ERROR_KNOWN_LOCATION takes it, from 0, -1 for none: one is
   *     added
   * @param endLine from 1, or {@link #CURRENT}
   * @param endColumn from 0, -1 for none, or {@link #CURRENT}
   */
  public CompileException errorAt(
      ErrorType type, String message, int line, int column, int endLine, int endColumn) {
    return errors.at(
        type, message, line, column + 1, endLine, endColumn == CURRENT ? CURRENT : endColumn + 1);
  }

  /**
   * An error at an appended token ({@code RAISE_SYNTAX_ERROR}, {@code _PyPegen_raise_error}; index
   * of {@code known_err_token}, else {@code p->fill - 1}), with its rule for tokens without column;
   * -1 when no token was read.
   */
  public CompileException errorAtToken(ErrorType type, String message, int index) {
    return errors.atToken(type, message, index);
  }
}
