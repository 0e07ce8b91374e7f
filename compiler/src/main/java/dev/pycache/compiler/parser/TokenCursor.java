package dev.pycache.compiler.parser;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.token.Identifiers;
import dev.pycache.compiler.token.TokenKind;
import dev.pycache.compiler.token.Tokens;

/** The place of the parser among the tokens, shared by all its parts. */
final class TokenCursor {
  /**
   * CPython fails when 6000 rule calls are nested ({@code MAXSTACK}). Constructs are weighed by an
   * upper bound of the calls that CPython has open inside them; what comes near the limit is left
   * to the parser that counts them.
   */
  private static final int DEPTH_LIMIT = 5800;

  /** The longest way from one bracket of any kind to the next inside it takes 30 calls. */
  static final int BRACKET_WEIGHT = 32;

  private final Tokens tokens;
  private final CompilationContext context;
  private int position;
  private TokenKind kind;
  private int depth;
  private byte unequal = '!';

  TokenCursor(Tokens tokens, CompilationContext context) {
    this.tokens = tokens;
    this.context = context;
    this.kind = tokens.kind(0);
  }

  Tokens tokens() {
    return tokens;
  }

  /** Index of the next token. */
  int position() {
    return position;
  }

  /** Kind of the next token. */
  TokenKind kind() {
    return kind;
  }

  TokenKind kindAt(int index) {
    return tokens.kind(index);
  }

  /** Kind of the token after the next. Not to be asked at the last token. */
  TokenKind following() {
    return tokens.kind(position + 1);
  }

  void advance() {
    kind = tokens.kind(++position);
  }

  void moveTo(int index) {
    position = index;
    kind = tokens.kind(index);
  }

  boolean at(TokenKind wanted) {
    return kind == wanted;
  }

  /** Takes the next token if it is of this kind. */
  boolean accept(TokenKind wanted) {
    if (kind != wanted) {
      return false;
    }
    advance();
    return true;
  }

  void expect(TokenKind wanted) {
    if (kind != wanted) {
      throw ParseFailure.INSTANCE;
    }
    advance();
  }

  /** Takes a NAME. */
  Str expectName() {
    if (kind != TokenKind.NAME) {
      throw ParseFailure.INSTANCE;
    }
    Str name = nameAt(position);
    advance();
    return name;
  }

  /** The identifier that is token {@code index}, normalised and interned. */
  Str nameAt(int index) {
    return Identifiers.intern(context, tokens.buffer(), tokens.start(index), tokens.end(index));
  }

  /** Whether the next token is the name {@code keyword}, a soft keyword. */
  boolean atName(byte[] keyword) {
    return kind == TokenKind.NAME && isText(position, keyword);
  }

  /** Whether token {@code index} is spelled {@code text}. */
  boolean isText(int index, byte[] text) {
    int start = tokens.start(index);
    if (tokens.end(index) - start != text.length) {
      return false;
    }
    byte[] buffer = tokens.buffer();
    for (int i = 0; i < text.length; i++) {
      if (buffer[start + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  /** From here on {@code <>} is written for {@code !=} (PEP 401). */
  void writeUnequalAsLessGreater() {
    unequal = '<';
  }

  /** Whether token {@code index}, {@code !=} or {@code <>}, is written as it has to be here. */
  boolean isUnequal(int index) {
    return tokens.buffer()[tokens.start(index)] == unequal;
  }

  Str intern(byte[] utf8) {
    return context.strings().intern(utf8);
  }

  /** From token {@code first} to the last token taken, which must not be a NEWLINE or DEDENT. */
  Span spanFrom(int first) {
    return span(first, position - 1);
  }

  Span span(int first, int last) {
    return new Span(
        tokens.line(first), tokens.column(first), tokens.endLine(last), tokens.endColumn(last));
  }

  /** The same as {@link #spanFrom}; {@code inner} itself if it happens to be equal. */
  Span spanFrom(int first, Span inner) {
    int last = position - 1;
    if (tokens.column(first) == inner.column()
        && tokens.line(first) == inner.line()
        && tokens.endColumn(last) == inner.endColumn()
        && tokens.endLine(last) == inner.endLine()) {
      return inner;
    }
    return span(first, last);
  }

  /**
   * Index of the last token taken that has text ({@code _PyPegen_get_last_nonnwhitespace_token}).
   */
  int lastTaken() {
    int last = position - 1;
    while (isWhitespace(tokens.kind(last))) {
      last--;
    }
    return last;
  }

  private static boolean isWhitespace(TokenKind kind) {
    return kind == TokenKind.NEWLINE || kind == TokenKind.INDENT || kind == TokenKind.DEDENT;
  }

  /** Enters a construct that keeps up to {@code weight} rules of CPython's parser on its stack. */
  void descend(int weight) {
    depth += weight;
    if (depth > DEPTH_LIMIT) {
      throw ParseFailure.INSTANCE;
    }
  }

  void ascend(int weight) {
    depth -= weight;
  }
}
