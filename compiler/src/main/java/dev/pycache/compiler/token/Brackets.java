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

  /**
   * What is said of a closing bracket that is not the one wanted.
   *
   * @param opening the innermost bracket, which has just been taken off
   * @param line the present line
   */
  String mismatch(char opening, char closing, int line) {
    int openingLine = lines[depth];
    return "closing parenthesis '"
        + closing
        + "' does not match opening parenthesis '"
        + opening
        + "'"
        + (openingLine == line ? "" : " on line " + openingLine);
  }

  static char opening(int closing) {
    return closing == ')' ? '(' : closing == ']' ? '[' : '{';
  }
}
