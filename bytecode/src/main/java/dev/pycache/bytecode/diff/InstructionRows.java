package dev.pycache.bytecode.diff;

import dev.pycache.bytecode.dis.Instruction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The instructions of two code objects beside each other. Two are the same if they have the same
 * name and their arguments mean the same: constants and names count, not their numbers; a jump is
 * known by where it leads, once it is known which instructions belong together.
 */
final class InstructionRows {
  private final CodeSide left;
  private final CodeSide right;
  private final List<Row> rows = new ArrayList<>();

  /** The instructions in each row, {@link Alignment#NONE} for none. */
  private final List<int[]> indexes = new ArrayList<>();

  private int[] rowOfLeft = new int[0];
  private int[] rowOfRight = new int[0];
  private int[] leftsBefore = new int[0];
  private int[] rightsBefore = new int[0];

  InstructionRows(CodeSide left, CodeSide right) {
    this.left = left;
    this.right = right;
    align(Alignment.of(left.keys(), right.keys()));
    place();
    for (int[] pair : indexes) {
      rows.add(row(pair[0], pair[1]));
    }
  }

  List<Row> rows() {
    return rows;
  }

  /** Whether no instruction differs. */
  boolean same() {
    return rows.stream().allMatch(row -> row.mark() == Row.Mark.SAME);
  }

  /** Left and right index of the instructions in a row. */
  int[] indexes(int row) {
    return indexes.get(row);
  }

  /** Pairs what has no equal partner, between two that have, by the name of the instruction. */
  private void align(int[] partners) {
    int l = 0;
    int r = 0;
    for (int i = 0; i <= partners.length; i++) {
      int rightEnd = i == partners.length ? right.size() : partners[i];
      if (rightEnd != Alignment.NONE) {
        fill(l, i, r, rightEnd);
        if (i < partners.length) {
          indexes.add(new int[] {i, rightEnd});
        }
        l = i + 1;
        r = rightEnd + 1;
      }
    }
  }

  private void fill(int leftStart, int leftEnd, int rightStart, int rightEnd) {
    int[] partners =
        Alignment.of(left.names(leftStart, leftEnd), right.names(rightStart, rightEnd));
    int r = rightStart;
    for (int l = leftStart; l < leftEnd; l++) {
      int partner = partners[l - leftStart];
      if (partner == Alignment.NONE) {
        indexes.add(new int[] {l, Alignment.NONE});
      } else {
        for (; r < rightStart + partner; r++) {
          indexes.add(new int[] {Alignment.NONE, r});
        }
        indexes.add(new int[] {l, r++});
      }
    }
    for (; r < rightEnd; r++) {
      indexes.add(new int[] {Alignment.NONE, r});
    }
  }

  private void place() {
    int count = indexes.size();
    rowOfLeft = new int[left.size() + 1];
    rowOfRight = new int[right.size() + 1];
    leftsBefore = new int[count + 1];
    rightsBefore = new int[count + 1];
    Arrays.fill(rowOfLeft, count);
    Arrays.fill(rowOfRight, count);
    for (int i = 0; i < count; i++) {
      int[] pair = indexes.get(i);
      leftsBefore[i + 1] = leftsBefore[i] + (pair[0] == Alignment.NONE ? 0 : 1);
      rightsBefore[i + 1] = rightsBefore[i] + (pair[1] == Alignment.NONE ? 0 : 1);
      if (pair[0] != Alignment.NONE) {
        rowOfLeft[pair[0]] = i;
      }
      if (pair[1] != Alignment.NONE) {
        rowOfRight[pair[1]] = i;
      }
    }
  }

  /**
   * Whether an offset on the left and one on the right are the same place: the same row, or with
   * nothing between them but what only one side has.
   */
  boolean samePlace(long leftOffset, long rightOffset) {
    int l = left.indexAt(leftOffset);
    int r = right.indexAt(rightOffset);
    if (l < 0 || r < 0) {
      // Somewhere outside, where no compiler leads.
      return leftOffset == rightOffset;
    }
    if (leftOffset - left.startOf(l) != rightOffset - right.startOf(r)) {
      return false;
    }
    int a = rowOfLeft[l];
    int b = rowOfRight[r];
    return a <= b ? rightsBefore[a] == rightsBefore[b] : leftsBefore[a] == leftsBefore[b];
  }

  private Row row(int l, int r) {
    Row.Cell one = l == Alignment.NONE ? null : left.cell(l);
    Row.Cell other = r == Alignment.NONE ? null : right.cell(r);
    return Row.of(one, other, one != null && other != null && sameAt(l, r));
  }

  private boolean sameAt(int l, int r) {
    if (!left.keys().get(l).equals(right.keys().get(r))) {
      return false;
    }
    Instruction one = left.at(l);
    Instruction other = right.at(r);
    return !CodeSide.isJump(one) || samePlace(one.target(), other.target());
  }
}
