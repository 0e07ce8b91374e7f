package dev.pycache.compiler.token;

/** The open brackets, innermost last ({@code parenstack} and its companions). */
final class Brackets {
  static final int MAX_DEPTH = 200;

  private final char[] characters = new char[MAX_DEPTH];
  private final int[] lines = new int[MAX_DEPTH];
  private final int[] columns = new int[MAX_DEPTH];

  /** How many are open ({@code tok->level}). */
  int depth;

  void push(char bracket, int line, int column) {
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
