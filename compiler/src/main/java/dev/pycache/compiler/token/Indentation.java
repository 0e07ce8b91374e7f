package dev.pycache.compiler.token;

import dev.pycache.compiler.token.Tokenizer.Done;
import java.util.Arrays;

/**
 * The levels of indentation. Each is measured twice, with tabs to every eighth column and with tabs
 * of one column; a change on which the two disagree is an inconsistent use of tabs.
 */
final class Indentation {
  static final int TAB_SIZE = 8;
  static final int MAX_LEVELS = 100;

  private int[] columns = new int[8];
  private int[] alternateColumns = new int[8];
  private int level;

  /** INDENT tokens still to be given, or the negative number of DEDENT tokens. */
  int pending;

  /** Result of measuring an indentation that is not of spaces only. */
  int column;

  int alternateColumn;

  /**
   * Goes to the level of a line with this indentation; a result other than OK names what is wrong
   * with it.
   */
  Done change(int newColumn, int newAlternateColumn) {
    if (newColumn > columns[level]) {
      if (level + 1 >= MAX_LEVELS) {
        return Done.TOO_DEEP;
      }
      if (newAlternateColumn <= alternateColumns[level]) {
        return Done.TAB_SPACE;
      }
      pending++;
      level++;
      if (level == columns.length) {
        columns = Arrays.copyOf(columns, level * 2);
        alternateColumns = Arrays.copyOf(alternateColumns, level * 2);
      }
      columns[level] = newColumn;
      alternateColumns[level] = newAlternateColumn;
      return Done.OK;
    }
    while (level > 0 && newColumn < columns[level]) {
      pending--;
      level--;
    }
    if (newColumn != columns[level]) {
      return Done.DEDENT;
    }
    return newAlternateColumn == alternateColumns[level] ? Done.OK : Done.TAB_SPACE;
  }

  TokenKind takePending() {
    if (pending < 0) {
      pending++;
      return TokenKind.DEDENT;
    }
    pending--;
    return TokenKind.INDENT;
  }
}
