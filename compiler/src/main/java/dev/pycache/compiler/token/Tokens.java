package dev.pycache.compiler.token;

import java.util.Arrays;

/**
 * The tokens of a source, in parallel arrays so that a token costs no object. Columns count UTF-8
 * bytes from 0, lines from 1; {@code start} and {@code end} are offsets into {@link #buffer}.
 */
public final class Tokens {
  private final byte[] buffer;
  private TokenKind[] kinds;

  /** start, end, line, column, end line, end column of each token. */
  private int[] positions;

  private int count;

  /** Index of a token, start and end of the text of the expression that it ends; in order. */
  private int[] expressions = {};

  private int expressionCount;

  /**
   * @param expected how many tokens there may be; more will do
   */
  public Tokens(byte[] buffer, int expected) {
    this.buffer = buffer;
    this.kinds = new TokenKind[expected];
    this.positions = new int[expected * 6];
  }

  /** The source in UTF-8 with {@code \n} line ends. */
  public byte[] buffer() {
    return buffer;
  }

  public int count() {
    return count;
  }

  public void add(
      TokenKind kind, int start, int end, int line, int column, int endLine, int endColumn) {
    if (count == kinds.length) {
      kinds = Arrays.copyOf(kinds, count * 2);
      positions = Arrays.copyOf(positions, count * 12);
    }
    int p = count * 6;
    positions[p] = start;
    positions[p + 1] = end;
    positions[p + 2] = line;
    positions[p + 3] = column;
    positions[p + 4] = endLine;
    positions[p + 5] = endColumn;
    kinds[count++] = kind;
  }

  /** Says that the token added last ends an expression, whose text is {@code [start, end)}. */
  void addExpression(int start, int end) {
    int p = expressionCount * 3;
    if (p == expressions.length) {
      expressions = Arrays.copyOf(expressions, p * 2 + 12);
    }
    expressions[p] = count - 1;
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
    return kinds[index];
  }

  public int start(int index) {
    return positions[index * 6];
  }

  public int end(int index) {
    return positions[index * 6 + 1];
  }

  public int line(int index) {
    return positions[index * 6 + 2];
  }

  public int column(int index) {
    return positions[index * 6 + 3];
  }

  public int endLine(int index) {
    return positions[index * 6 + 4];
  }

  public int endColumn(int index) {
    return positions[index * 6 + 5];
  }
}
