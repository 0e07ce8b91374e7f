package dev.pycache.bytecode.diff;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.dis.Instruction;
import dev.pycache.bytecode.table.ExceptionTable;
import dev.pycache.bytecode.table.ProtectedRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares where the instructions come from, and what happens when they raise. */
final class TableComparison {
  /** How many entries in a row may be missing on the right. */
  private static final int LOOK_AHEAD = 64;

  private final CodeSide left;
  private final CodeSide right;
  private final InstructionRows rows;
  private final List<Finding> findings;

  TableComparison(CodeSide left, CodeSide right, InstructionRows rows, List<Finding> findings) {
    this.left = left;
    this.right = right;
    this.rows = rows;
    this.findings = findings;
  }

  void compare() {
    compareExceptionTables(left.code(), right.code());
    boolean lines = compareLines();
    if (!lines && !left.code().lineTable().equals(right.code().lineTable()) && rows.same()) {
      findings.add(tableNote("the line table", left.code().lineTable(), right.code().lineTable()));
    }
  }

  private static Finding.Note tableNote(String table, Bytes left, Bytes right) {
    int at = Arrays.mismatch(left.value(), right.value());
    return CodeComparison.note(
        Aspect.TABLE_BYTES, table + " says the same in other bytes, first at its byte " + at, 1);
  }

  private void compareExceptionTables(CodeObject one, CodeObject other) {
    if (one.exceptionTable().equals(other.exceptionTable()) && rows.same()) {
      return;
    }
    List<ProtectedRange> leftRanges;
    List<ProtectedRange> rightRanges;
    try {
      leftRanges = ExceptionTable.read(one.exceptionTable());
      rightRanges = ExceptionTable.read(other.exceptionTable());
    } catch (IllegalArgumentException broken) {
      if (!one.exceptionTable().equals(other.exceptionTable())) {
        findings.add(
            CodeComparison.note(Aspect.EXCEPTION_TABLE, String.valueOf(broken.getMessage()), 1));
      }
      return;
    }
    boolean same = leftRanges.size() == rightRanges.size();
    for (int i = 0; same && i < leftRanges.size(); i++) {
      same = same(leftRanges.get(i), rightRanges.get(i));
    }
    if (!same) {
      findings.add(new Finding.Rows(Aspect.EXCEPTION_TABLE, align(leftRanges, rightRanges)));
    } else if (rows.same() && one.code().length() == other.code().length()) {
      findings.add(tableNote("the exception table", one.exceptionTable(), other.exceptionTable()));
    }
  }

  private boolean same(ProtectedRange one, ProtectedRange other) {
    return one.depth() == other.depth()
        && one.lasti() == other.lasti()
        && rows.samePlace(2L * one.start(), 2L * other.start())
        && rows.samePlace(2L * one.end(), 2L * other.end())
        && rows.samePlace(2L * one.target(), 2L * other.target());
  }

  /** Entries in their order: each with the next one that says the same, if there is one. */
  private List<Row> align(List<ProtectedRange> one, List<ProtectedRange> other) {
    // The same number for an entry on the right as for the first one on the left that is the same.
    var leftNumbers = new int[one.size()];
    var rightNumbers = new int[other.size()];
    for (int i = 0; i < leftNumbers.length; i++) {
      leftNumbers[i] = i;
    }
    int next = 0;
    for (int i = 0; i < rightNumbers.length; i++) {
      int last = Math.min(leftNumbers.length, next + LOOK_AHEAD);
      int found = next;
      while (found < last && !same(one.get(found), other.get(i))) {
        found++;
      }
      rightNumbers[i] = found < last ? found : -1 - i;
      next = found < last ? found + 1 : next;
    }
    return ListRows.of(
        Alignment.of(leftNumbers, rightNumbers),
        other.size(),
        l -> new Row.Cell(l, text(one.get(l))),
        r -> new Row.Cell(r, text(other.get(r))));
  }

  private static String text(ProtectedRange range) {
    return 2L * range.start()
        + " to "
        + 2L * range.end()
        + " -> "
        + 2L * range.target()
        + " ["
        + range.depth()
        + "]"
        + (range.lasti() ? " lasti" : "");
  }

  /**
   * Compares the places of the instructions that belong together. Of those that have only moved up
   * or down the number is told.
   *
   * @return whether some differ
   */
  private boolean compareLines() {
    Map<Integer, Integer> shifts = new TreeMap<>();
    List<Row> places = new ArrayList<>();
    boolean moved = false;
    for (int i = 0; i < rows.rows().size(); i++) {
      int l = rows.indexes(i)[0];
      int r = rows.indexes(i)[1];
      if (l == Alignment.NONE || r == Alignment.NONE) {
        continue;
      }
      Place one = Place.of(left.at(l));
      Place other = Place.of(right.at(r));
      int down = other.line() - one.line();
      if (!one.isSame(other) && one.isShifted(other, down)) {
        shifts.merge(down, 1, Integer::sum);
      } else {
        moved |= !one.isSame(other);
        places.add(Row.of(cell(left.at(l)), cell(right.at(r)), one.isSame(other)));
      }
    }
    shifts.forEach(
        (down, count) ->
            findings.add(CodeComparison.note(Aspect.LINES, shiftText(count, down), count)));
    if (moved) {
      findings.add(new Finding.Rows(Aspect.LINES, places));
    }
    return moved || !shifts.isEmpty();
  }

  private static String shiftText(int count, int lines) {
    return (count == 1 ? "1 instruction comes" : count + " instructions come")
        + " from "
        + (Math.abs(lines) == 1 ? "1 line" : Math.abs(lines) + " lines")
        + (lines > 0 ? " further down" : " further up");
  }

  private static Row.Cell cell(Instruction instruction) {
    return new Row.Cell(
        instruction.offset(), instruction.name() + " from " + Place.of(instruction).text());
  }
}
