package dev.pycache.compiler.token;

import java.util.Arrays;

/** The open brackets, innermost last ({@code parenstack} and its companions). */
final class Brackets {
  static final int MAX_DEPTH = 200;

  private char[] characters = new char[8];
  private int[] lines = new int[8];
  private int[] columns = new int[8];

  /** How many are open ({@code tok->level}). */
  int depth;

  void push(char bracket, int line, int column) {
    if (depth == characters.length) {
      characters = Arrays.copyOf(characters, depth * 2);
      lines = Arrays.copyOf(lines, depth * 2);
      columns = Arrays.copyOf(columns, depth * 2);
    }
    characters[depth] = bracket;
    lines[depth] = line;
    columns[depth] = column;
    depth++;
  }

  char pop() {
    return characters[--depth];
  }

  char character(int index) {
    return characters[index];
  }

  int line(int index) {
    return lines[index];
  }

  int column(int index) {
    return columns[index];
  }

  static char opening(int closing) {
    return closing == ')' ? '(' : closing == ']' ? '[' : '{';
  }
}
