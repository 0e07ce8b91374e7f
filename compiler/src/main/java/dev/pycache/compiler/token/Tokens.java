package dev.pycache.compiler.token;

import java.util.Arrays;

/**
 * The tokens of a source, in parallel arrays so that a token costs no object. Columns count UTF-8 bytes from 0, lines
 * from 1; {@code start} and {@code end} are offsets into {@link #buffer}.
 */
public final class Tokens {
  private static final int FIRST_CAPACITY = 1024;

  private final byte[] buffer;
  private TokenKind[] kinds = new TokenKind[FIRST_CAPACITY];
  /** start, end, line, column, end line, end column of each token. */
  private int[] positions = new int[FIRST_CAPACITY * 6];
  private int count;

  public Tokens(byte[] buffer) {
    this.buffer = buffer;
  }

  /** The source in UTF-8 with {@code \n} line ends. */
  public byte[] buffer() {
    return buffer;
  }

  public int count() {
    return count;
  }

  public void add(TokenKind kind, int start, int end, int line, int column, int endLine, int endColumn) {
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
