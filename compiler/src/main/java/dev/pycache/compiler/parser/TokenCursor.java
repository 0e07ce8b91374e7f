package dev.pycache.compiler.parser;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.token.Identifiers;
import dev.pycache.compiler.token.TokenKind;
import dev.pycache.compiler.token.Tokenizer;
import dev.pycache.compiler.token.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * The place of the parser among the tokens, shared by all its parts.
 *
 * <p>There are only the tokens of one logical line at a time: an index says nothing any more when
 * the line's NEWLINE has been taken. What spans several lines remembers the {@link #place} of its
 * beginning.
 */
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

  /** Where the tokens of the next line come from; null if those of all lines are there. */
  private final @Nullable Tokenizer tokenizer;

  private final CompilationContext context;
  private int position;

  /** How many tokens there are. */
  private int limit;

  private int longestLine;

  /** Where the line before ended: the {@link Span#place} behind the token before its NEWLINE. */
  private long lastEnd;

  private TokenKind kind;
  private int depth;
  private byte unequal = '!';

  /** Stands at the first of all tokens of a source. */
  TokenCursor(Tokens tokens, CompilationContext context) {
    this.tokens = tokens;
    this.tokenizer = null;
    this.context = context;
    this.limit = tokens.count();
    this.kind = tokens.kind(0);
  }

  /** Reads the first line of a source and stands at its first token. */
  TokenCursor(Tokenizer tokenizer, CompilationContext context) {
    tokenizer.readLine();
    this.tokens = tokenizer.tokens();
    this.tokenizer = tokenizer;
    this.context = context;
    this.limit = tokens.count();
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

  /** Kind of the token behind the NEWLINE {@code index}. */
  TokenKind kindBehind(int index) {
    if (index + 1 == limit && tokenizer != null) {
      tokenizer.readLine();
      limit = tokens.count();
    }
    return tokens.kind(index + 1);
  }

  /** Kind of the token after the next. Not to be asked at the last token. */
  TokenKind following() {
    return tokens.kind(position + 1);
  }

  /** Takes the next token, which is neither a NEWLINE nor the last of a source. */
  void advance() {
    kind = tokens.kind(++position);
  }

  /** Takes a NEWLINE and goes to the first token of the next line. */
  void endLine() {
    if (kind != TokenKind.NEWLINE) {
      throw ParseFailure.INSTANCE;
    }
    lastEnd = tokens.endPlace(position - 1);
    if (++position == limit && tokenizer != null) {
      longestLine = Math.max(longestLine, limit);
      tokens.clear();
      tokenizer.readLine();
      limit = tokens.count();
      position = 0;
    }
    kind = tokens.kind(position);
  }

  void moveTo(int index) {
    position = index;
    kind = tokens.kind(index);
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
    @Nullable Str name = tokens.name(index);
    return name != null ? name : intern(index);
  }

  private Str intern(int index) {
    return Identifiers.intern(context, tokens.buffer(), tokens.start(index), tokens.end(index));
  }

  /** Whether the next token is the name {@code keyword}, a soft keyword. */
  boolean atName(byte[] keyword) {
    return kind == TokenKind.NAME && tokens.name(position) == null && isText(position, keyword);
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
    return tokens.span(first, last);
  }

  /** The same as {@link #spanFrom}; {@code inner} itself if it happens to be equal. */
  Span spanFrom(int first, Span inner) {
    long start = tokens.place(first);
    long end = tokens.endPlace(position - 1);
    return start == inner.start() && end == inner.end() ? inner : new Span(start, end);
  }

  /** No line so far has had more tokens. */
  int longestLine() {
    return Math.max(longestLine, limit);
  }

  /** Where the next token begins, a {@link Span#place}. */
  long place() {
    return tokens.place(position);
  }

  /**
   * From a {@link #place} to the end of the last token that has text ({@code
   * _PyPegen_get_last_nonnwhitespace_token}), behind a block: that is, behind a NEWLINE and perhaps
   * DEDENTs.
   */
  Span spanOfBlocks(long start) {
    return new Span(start, lastEnd);
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
