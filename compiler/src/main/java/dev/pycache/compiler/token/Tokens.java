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
