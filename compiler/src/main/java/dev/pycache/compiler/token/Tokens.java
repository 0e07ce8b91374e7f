package dev.pycache.compiler.token;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.Span;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a source or of a part of it, in parallel arrays so that a token costs no object.
 * Columns count UTF-8 bytes from 0, lines from 1; {@code start} and {@code end} are offsets into
 * {@link #buffer}.
 */
public final class Tokens {
  private final byte[] buffer;
  private static final TokenKind[] KINDS = TokenKind.values();

  private byte[] kinds;
  private @Nullable Str[] names;

  /** Three numbers of each token: start above end, place of the start, place of the end. */
  private long[] positions;

  private int count;

  /** Index of a token, start and end of the text of the expression that it ends; in order. */
  private int[] expressions = {};

  private int expressionCount;

  /**
   * @param expected how many tokens there may be; more will do
   */
  public Tokens(byte[] buffer, int expected) {
    this.buffer = buffer;
    this.kinds = new byte[expected];
    this.names = new Str[expected];
    this.positions = new long[expected * 3];
  }

  /** The source in UTF-8 with {@code \n} line ends. */
  public byte[] buffer() {
    return buffer;
  }

  public int count() {
    return count;
  }

  /**
   * Adds a token.
   *
   * @param place {@link Span#place} of its start
   * @param endPlace that of its end
   */
  public void add(TokenKind kind, int start, int end, long place, long endPlace) {
    int index = count;
    if (index == kinds.length) {
      grow();
    }
    long[] all = positions;
    int p = index * 3;
    all[p] = (long) start << Integer.SIZE | end;
    all[p + 1] = place;
    all[p + 2] = endPlace;
    kinds[index] = (byte) kind.ordinal();
    count = index + 1;
  }

  private void grow() {
    kinds = Arrays.copyOf(kinds, count * 2);
    names = Arrays.copyOf(names, count * 2);
    positions = Arrays.copyOf(positions, count * 6);
  }

  /** Forgets all tokens: the next one will be the first. */
  public void clear() {
    count = 0;
    expressionCount = 0;
  }

  /** Forgets the token added last. */
  void drop() {
    count--;
    while (expressionCount > 0 && expressions[expressionCount * 3 - 3] >= count) {
      expressionCount--;
    }
  }

  /** Says which identifier the token added last, a NAME, is. */
  void addName(@Nullable Str name) {
    names[count - 1] = name;
  }

  /** Says that the token added next ends an expression, whose text is {@code [start, end)}. */
  void addExpression(int start, int end) {
    int p = expressionCount * 3;
    if (p == expressions.length) {
      expressions = Arrays.copyOf(expressions, p * 2 + 12);
    }
    expressions[p] = count;
    expressions[p + 1] = start;
    expressions[p + 2] = end;
    expressionCount++;
  }

  /**
   * Whether the text of the expression before token {@code index}, an exclamation mark, a colon or
   * a closing brace, is kept ({@code token->metadata}): its field may be one that shows it.
   */
  public boolean hasExpression(int index) {
    return expressionAt(index) >= 0;
  }

  /** Where the text of that expression starts. */
  public int expressionStart(int index) {
    return expressions[expressionAt(index) + 1];
  }

  /** Where the text of that expression ends. */
  public int expressionEnd(int index) {
    return expressions[expressionAt(index) + 2];
  }

  private int expressionAt(int index) {
    int low = 0;
    int high = expressionCount - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int token = expressions[middle * 3];
      if (token == index) {
        return middle * 3;
      }
      if (token < index) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  public TokenKind kind(int index) {
    return KINDS[kinds[index]];
  }

  /**
   * The identifier, interned, that a NAME is; null for one that is not ASCII, which has to be
   * normalised, and for a soft keyword, which need not be an identifier.
   */
  public @Nullable Str name(int index) {
    return names[index];
  }

  public int start(int index) {
    return (int) (positions[index * 3] >> Integer.SIZE);
  }

  public int end(int index) {
    return (int) positions[index * 3];
  }

  /** Line and column of the start, a {@link Span#place}. */
  public long place(int index) {
    return positions[index * 3 + 1];
  }

  /** Line and column of the end, a {@link Span#place}. */
  public long endPlace(int index) {
    return positions[index * 3 + 2];
  }

  public int line(int index) {
    return Span.line(place(index));
  }

  public int column(int index) {
    return Span.column(place(index));
  }

  public int endLine(int index) {
    return Span.line(endPlace(index));
  }

  public int endColumn(int index) {
    return Span.column(endPlace(index));
  }

  /** From the start of one token to the end of another. */
  public Span span(int first, int last) {
    long[] all = positions;
    return new Span(all[first * 3 + 1], all[last * 3 + 2]);
  }
}
