package dev.pycache.cli.diff;

import dev.pycache.bytecode.diff.CodeDifference;
import dev.pycache.bytecode.diff.Finding;

/** Words for code objects and notes. */
final class Titles {
  private Titles() {}

  static String of(CodeDifference code) {
    return switch (code.presence()) {
      case BOTH -> code.name() + ", " + lines(code.leftLine(), code.rightLine());
      case LEFT_ONLY -> code.name() + ", line " + code.leftLine() + ": only in the first file";
      case RIGHT_ONLY -> code.name() + ", line " + code.rightLine() + ": only in the second file";
    };
  }

  private static String lines(int left, int right) {
    return left == right ? "line " + left : "lines " + left + " and " + right;
  }

  static String of(Finding.Note note) {
    if (note.leftOffset() == Finding.Note.NO_OFFSET) {
      return note.text();
    }
    String first = note.count() == 1 ? "at byte " : "first at byte ";
    return note.text() + ", " + first + note.leftOffset() + " | " + note.rightOffset();
  }
}
