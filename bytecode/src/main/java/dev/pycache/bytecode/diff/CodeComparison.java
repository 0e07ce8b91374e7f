package dev.pycache.bytecode.diff;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.Tuple;
import dev.pycache.bytecode.Variables;
import dev.pycache.bytecode.anatomy.CodeFlags;
import dev.pycache.bytecode.dis.Instruction;
import dev.pycache.bytecode.repr.PythonRepr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Compares two code objects that belong together, not those nested in them. */
final class CodeComparison {
  /** Longer values are cut where they are shown; they are compared in full. */
  private static final int SHOWN_CHARACTERS = 400;

  private final ValueIds ids;
  private final CodePairs pairs;
  private final PythonVersion leftPython;
  private final PythonVersion rightPython;
  private final List<Finding> findings = new ArrayList<>();

  private CodeComparison(
      ValueIds ids, CodePairs pairs, PythonVersion leftPython, PythonVersion rightPython) {
    this.ids = ids;
    this.pairs = pairs;
    this.leftPython = leftPython;
    this.rightPython = rightPython;
  }

  /** In what they differ; empty if in nothing but perhaps how they are written. */
  static List<Finding> compare(
      ValueIds ids,
      CodePairs pairs,
      PythonVersion leftPython,
      CodeObject left,
      PythonVersion rightPython,
      CodeObject right) {
    var comparison = new CodeComparison(ids, pairs, leftPython, rightPython);
    if (leftPython != rightPython || !ids.same(left, right)) {
      comparison.compare(left, right);
    }
    return comparison.findings;
  }

  private void compare(CodeObject left, CodeObject right) {
    compareFields(left, right);
    boolean constants = compareLists(Aspect.CONSTANTS, left.consts(), right.consts());
    boolean names = compareLists(Aspect.NAMES, left.names(), right.names());
    boolean variables = compareVariables(left, right);
    if (!constants && !names && !variables && sameCode(left, right)) {
      return;
    }
    var leftSide = new CodeSide(leftPython, left);
    var rightSide = new CodeSide(rightPython, right);
    var rows = new InstructionRows(leftSide, rightSide);
    if (!rows.same()) {
      findings.add(new Finding.Rows(Aspect.INSTRUCTIONS, rows.rows()));
    }
    compareNumbers(leftSide, rightSide, rows);
    if (!allSame(left.alphaTables(), right.alphaTables())) {
      findings.add(note(Aspect.LINES, "other tables of end lines or of columns", 1));
    }
    new TableComparison(leftSide, rightSide, rows, findings).compare();
  }

  /** Whether what stands in the instructions and their tables is the same, byte for byte. */
  private boolean sameCode(CodeObject left, CodeObject right) {
    return leftPython == rightPython
        && left.firstLine() == right.firstLine()
        && ids.same(left.code(), right.code())
        && ids.same(left.lineTable(), right.lineTable())
        && ids.same(left.exceptionTable(), right.exceptionTable())
        && allSame(left.alphaTables(), right.alphaTables());
  }

  private boolean allSame(List<Constant> left, List<Constant> right) {
    boolean same = left.size() == right.size();
    for (int i = 0; same && i < left.size(); i++) {
      same = ids.same(left.get(i), right.get(i));
    }
    return same;
  }

  private void compareFields(CodeObject left, CodeObject right) {
    compareNumber(Aspect.ARGUMENTS, "arguments", left.argCount(), right.argCount());
    compareNumber(
        Aspect.ARGUMENTS, "positional only", left.posOnlyArgCount(), right.posOnlyArgCount());
    compareNumber(Aspect.ARGUMENTS, "keyword only", left.kwOnlyArgCount(), right.kwOnlyArgCount());
    if (left.flags() != right.flags()) {
      add(Aspect.FLAGS, "flags", words(leftPython, left), words(rightPython, right));
    }
    compareNumber(Aspect.STACK_SIZE, "stack size", left.stackSize(), right.stackSize());
    compareNumber(Aspect.LINES, "first line", left.firstLine(), right.firstLine());
    compareText(Aspect.CODE_NAME, "name", left.name(), right.name());
    if (left.variables().getClass() == right.variables().getClass()) {
      // Those with separate lists of variables store no qualified name.
      compareText(Aspect.CODE_NAME, "qualified name", left.qualname(), right.qualname());
    }
    compareText(Aspect.FILE_NAME, "file name", left.filename(), right.filename());
  }

  private static String words(PythonVersion python, CodeObject code) {
    String words = String.join(", ", CodeFlags.words(python, code.flags()));
    return "0x" + Integer.toHexString(code.flags()) + (words.isEmpty() ? "" : " (" + words + ")");
  }

  private void compareNumber(Aspect aspect, String label, int left, int right) {
    if (left != right) {
      add(aspect, label, Integer.toString(left), Integer.toString(right));
    }
  }

  private void compareText(Aspect aspect, String label, Constant left, Constant right) {
    if (!ids.same(left, right)) {
      add(aspect, label, repr(leftPython, left), repr(rightPython, right));
    }
  }

  private void add(Aspect aspect, String label, String left, String right) {
    findings.add(new Finding.Values(aspect, label, left, right));
  }

  static String repr(PythonVersion python, Constant constant) {
    return constant instanceof CodeObject code
        ? "<code " + code.name().text() + ">"
        : PythonRepr.of(python).withAllDigits().withLimit(SHOWN_CHARACTERS).text(constant);
  }

  /**
   * Compares constants or names.
   *
   * @return whether they differ, if only in their order
   */
  private boolean compareLists(Aspect aspect, Tuple left, Tuple right) {
    int[] leftIds = keys(left, true);
    int[] rightIds = keys(right, false);
    if (Arrays.equals(leftIds, rightIds)) {
      return false;
    }
    List<Row> rows = rows(left, leftIds, right, rightIds);
    Arrays.sort(leftIds);
    Arrays.sort(rightIds);
    boolean ordered = Arrays.equals(leftIds, rightIds);
    if (ordered) {
      String text = "the same " + aspect.label() + " in another order";
      findings.add(note(Aspect.ORDER, text, ListRows.differing(rows)));
    }
    if (!ordered) {
      findings.add(new Finding.Rows(aspect, rows));
    }
    return true;
  }

  static Finding.Note note(Aspect aspect, String text, int count) {
    return new Finding.Note(aspect, text, count, Finding.Note.NO_OFFSET, Finding.Note.NO_OFFSET);
  }

  /** A code object is known by its partner: it is compared on its own. */
  private int[] keys(Tuple items, boolean isLeft) {
    var keys = new int[items.size()];
    for (int i = 0; i < keys.length; i++) {
      Constant item = items.get(i);
      keys[i] =
          item instanceof CodeObject code
              ? ~(isLeft ? pairs.ofLeft(code) : pairs.ofRight(code))
              : ids.of(item);
    }
    return keys;
  }

  private List<Row> rows(Tuple left, int[] leftIds, Tuple right, int[] rightIds) {
    return ListRows.of(
        Alignment.of(leftIds, rightIds),
        right.size(),
        l -> cell(leftPython, left, l),
        r -> cell(rightPython, right, r));
  }

  private static Row.Cell cell(PythonVersion python, Tuple items, int index) {
    return new Row.Cell(index, repr(python, items.get(index)));
  }

  private boolean compareVariables(CodeObject left, CodeObject right) {
    List<String> one = VariableTexts.of(left.variables());
    List<String> other = VariableTexts.of(right.variables());
    boolean same =
        left.variables().getClass() == right.variables().getClass()
            ? sameVariables(left.variables(), right.variables())
            : one.equals(other);
    if (!same) {
      List<Row> rows =
          ListRows.of(
              Alignment.of(one, other),
              other.size(),
              l -> new Row.Cell(l, one.get(l)),
              r -> new Row.Cell(r, other.get(r)));
      findings.add(new Finding.Rows(Aspect.VARIABLES, rows));
    }
    return !same;
  }

  private boolean sameVariables(Variables left, Variables right) {
    return switch (left) {
      case Variables.Merged one ->
          right instanceof Variables.Merged(Tuple names, Bytes kinds)
              && ids.same(one.names(), names)
              && ids.same(one.kinds(), kinds);
      case Variables.Separate one ->
          right instanceof Variables.Separate(int count, Tuple locals, Tuple free, Tuple cells)
              && one.localCount() == count
              && ids.same(one.locals(), locals)
              && ids.same(one.free(), free)
              && ids.same(one.cells(), cells);
    };
  }

  /**
   * Tells of what the same instructions have that is not the same: numbers of arguments, bytes of
   * caches, and bytes that belong to no instruction.
   */
  private void compareNumbers(CodeSide left, CodeSide right, InstructionRows rows) {
    if (leftPython != rightPython) {
      return;
    }
    int count = 0;
    String first = "";
    for (int i = 0; i < rows.rows().size(); i++) {
      if (rows.rows().get(i).mark() == Row.Mark.SAME) {
        int l = rows.indexes(i)[0];
        int r = rows.indexes(i)[1];
        if (!left.sameBytes(l, right, r)) {
          first = count++ == 0 ? numbers(left.at(l), right.at(r)) : first;
        }
      }
    }
    if (count > 0) {
      String text = "the same instructions in other bytes: " + count + ", first " + first;
      findings.add(note(Aspect.INSTRUCTION_BYTES, text, count));
    } else if (rows.same() && !ids.same(left.code().code(), right.code().code())) {
      int at = Arrays.mismatch(left.code().code().value(), right.code().code().value());
      String text = "the same instructions in other bytes, first at byte " + at + " of co_code";
      findings.add(note(Aspect.INSTRUCTION_BYTES, text, 1));
    }
  }

  private static String numbers(Instruction one, Instruction other) {
    return one.name()
        + (one.argument() == other.argument()
            ? " at "
            : " with argument " + one.argument() + " and " + other.argument() + " at ")
        + one.offset()
        + " and "
        + other.offset();
  }
}
