package dev.pycache.bytecode.diff;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.dis.Instruction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Code objects of one source beside each other, a column for each, as of different versions of
 * Python. Instructions are aligned by the line of the source that they come from, those of a line
 * by what they do, and else by their order.
 */
public final class SourceColumns {
  /** Stands for no line. */
  public static final int NO_LINE = Instruction.NO_LINE;

  /**
   * A column.
   *
   * @param code null for a column that stays empty
   */
  public record Column(PythonVersion python, @Nullable CodeObject code) {}

  /**
   * The code objects that belong together.
   *
   * @param name qualified name
   * @param codes one for each column, null where there is none
   */
  public record Section(String name, List<@Nullable CodeObject> codes, List<Line> lines) {}

  /**
   * A line of all columns.
   *
   * @param sourceLine where its instructions come from, {@link #NO_LINE} if from nowhere
   * @param cells one for each column, null where there is nothing
   * @param marks for each column how it is to the first one
   */
  public record Line(int sourceLine, List<Row.@Nullable Cell> cells, List<Row.Mark> marks) {
    /** Whether all columns have the same. */
    public boolean isSame() {
      for (Row.Mark mark : marks) {
        if (mark != Row.Mark.SAME) {
          return false;
        }
      }
      return true;
    }
  }

  /** An instruction of each column; the first of them gives it its line, key and name. */
  private static final class Aligned {
    final int sourceLine;
    final String key;
    final String name;
    final Row.@Nullable Cell[] cells;
    final @Nullable String[] keys;
    final long[] targets;

    Aligned(CodeSide side, int index, int column, int columns) {
      this.sourceLine = side.at(index).line();
      this.key = side.keys().get(index);
      this.name = side.at(index).name();
      this.cells = new Row.Cell[columns];
      this.keys = new String[columns];
      this.targets = new long[columns];
      cells[column] = side.cell(index);
      keys[column] = key;
      targets[column] = side.at(index).target();
    }

    /** Takes what another one has in a column. */
    Aligned with(Aligned other, int column) {
      cells[column] = other.cells[column];
      keys[column] = other.keys[column];
      targets[column] = other.targets[column];
      return this;
    }
  }

  /** Code objects of the same name and place in the nest. */
  private record Group(String name, int occurrence, @Nullable CodeObject[] codes) {}

  /** Instructions in a row that come from one line. */
  private record Run(int sourceLine, List<Aligned> lines) {}

  private final List<Column> columns;

  private SourceColumns(List<Column> columns) {
    this.columns = columns;
  }

  /** Aligns code objects and those that are nested in them. */
  public static List<Section> align(List<Column> columns) {
    var aligner = new SourceColumns(columns);
    List<Section> sections = new ArrayList<>();
    for (Group group : aligner.groups()) {
      List<Line> lines = aligner.marked(aligner.lines(group));
      sections.add(new Section(group.name, Arrays.asList(group.codes), lines));
    }
    return sections;
  }

  private List<Group> groups() {
    List<Group> groups = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      List<Group> own = ofColumn(column);
      int[] partners =
          Alignment.of(
              groups.stream().map(each -> each.name + each.occurrence).toList(),
              own.stream().map(each -> each.name + each.occurrence).toList());
      int at = column;
      groups =
          merge(
              groups,
              own,
              partners,
              (one, other) -> {
                one.codes[at] = other.codes[at];
                return one;
              });
    }
    return groups;
  }

  private List<Group> ofColumn(int column) {
    CodeObject root = columns.get(column).code();
    if (root == null) {
      return List.of();
    }
    Map<String, Integer> counts = new HashMap<>();
    List<Group> groups = new ArrayList<>();
    for (NamedCode each : NamedCode.all(root)) {
      var codes = new @Nullable CodeObject[columns.size()];
      codes[column] = each.code();
      groups.add(new Group(each.name(), counts.merge(each.name(), 1, Integer::sum), codes));
    }
    return groups;
  }

  private List<Aligned> lines(Group group) {
    List<Aligned> lines = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      CodeObject code = group.codes[column];
      if (code != null) {
        var side = new CodeSide(columns.get(column).python(), code);
        List<Aligned> own = new ArrayList<>();
        for (int i = 0; i < side.size(); i++) {
          own.add(new Aligned(side, i, column, columns.size()));
        }
        lines = lines.isEmpty() ? own : join(lines, own, column);
      }
    }
    return lines;
  }

  /** Tells for each line how the columns are to the first one. */
  private List<Line> marked(List<Aligned> lines) {
    List<Map<Long, Integer>> places = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      Map<Long, Integer> own = new HashMap<>();
      for (int i = 0; i < lines.size(); i++) {
        Row.Cell cell = lines.get(i).cells[column];
        if (cell != null) {
          own.put((long) cell.at(), i);
        }
      }
      places.add(own);
    }
    List<Line> result = new ArrayList<>();
    for (Aligned line : lines) {
      List<Row.Mark> marks = new ArrayList<>();
      for (int column = 0; column < columns.size(); column++) {
        marks.add(mark(line, column, places));
      }
      result.add(new Line(line.sourceLine, Arrays.asList(line.cells), marks));
    }
    return result;
  }

  private static Row.Mark mark(Aligned line, int column, List<Map<Long, Integer>> places) {
    String first = line.keys[0];
    String other = line.keys[column];
    if (first == null) {
      return other == null ? Row.Mark.SAME : Row.Mark.RIGHT_ONLY;
    }
    if (other == null) {
      return Row.Mark.LEFT_ONLY;
    }
    boolean same =
        first.equals(other)
            && Objects.equals(
                places.getFirst().get(line.targets[0]),
                places.get(column).get(line.targets[column]));
    return same ? Row.Mark.SAME : Row.Mark.CHANGED;
  }

  /** First the runs that come from one line, then the instructions in each. */
  private static List<Aligned> join(List<Aligned> lines, List<Aligned> own, int column) {
    List<Run> runs = runs(lines);
    List<Run> others = runs(own);
    int[] partners =
        Alignment.of(
            runs.stream().map(Run::sourceLine).toList(),
            others.stream().map(Run::sourceLine).toList());
    List<Run> merged =
        merge(
            runs,
            others,
            partners,
            (one, other) -> new Run(one.sourceLine, joinRun(one.lines, other.lines, column)));
    List<Aligned> result = new ArrayList<>();
    merged.forEach(run -> result.addAll(run.lines));
    return result;
  }

  private static List<Run> runs(List<Aligned> lines) {
    List<Run> runs = new ArrayList<>();
    for (Aligned line : lines) {
      if (runs.isEmpty() || runs.getLast().sourceLine != line.sourceLine) {
        runs.add(new Run(line.sourceLine, new ArrayList<>()));
      }
      runs.getLast().lines.add(line);
    }
    return runs;
  }

  /**
   * What is the same stands beside each other, between that what has the same name, and between
   * that what comes first, second and so on.
   */
  private static List<Aligned> joinRun(List<Aligned> one, List<Aligned> other, int column) {
    int[] partners = Alignment.of(keys(one), keys(other));
    fillGaps(
        partners,
        other.size(),
        (l, leftEnd, r, rightEnd) -> {
          int[] byName =
              Alignment.of(names(one.subList(l, leftEnd)), names(other.subList(r, rightEnd)));
          for (int i = 0; i < byName.length; i++) {
            partners[l + i] = byName[i] == Alignment.NONE ? Alignment.NONE : r + byName[i];
          }
        });
    fillGaps(
        partners,
        other.size(),
        (l, leftEnd, r, rightEnd) -> {
          for (int i = 0; l + i < leftEnd && r + i < rightEnd; i++) {
            partners[l + i] = r + i;
          }
        });
    return merge(one, other, partners, (first, second) -> first.with(second, column));
  }

  private static List<String> keys(List<Aligned> lines) {
    return lines.stream().map(each -> each.key).toList();
  }

  private static List<String> names(List<Aligned> lines) {
    return lines.stream().map(each -> each.name).toList();
  }

  /** Finds partners for what stands between two that have some. */
  private interface Gap {
    void fill(int left, int leftEnd, int right, int rightEnd);
  }

  private static void fillGaps(int[] partners, int rightSize, Gap gap) {
    int[] before = partners.clone();
    int l = 0;
    int r = 0;
    for (int i = 0; i <= before.length; i++) {
      int end = i == before.length ? rightSize : before[i];
      if (end != Alignment.NONE) {
        gap.fill(l, i, r, end);
        l = i + 1;
        r = end + 1;
      }
    }
  }

  private interface Join<T> {
    T of(T one, T other);
  }

  /** All of both lists in order; partners are joined. */
  private static <T> List<T> merge(List<T> one, List<T> other, int[] partners, Join<T> join) {
    List<T> merged = new ArrayList<>();
    int r = 0;
    for (int i = 0; i < one.size(); i++) {
      if (partners[i] == Alignment.NONE) {
        merged.add(one.get(i));
      } else {
        merged.addAll(other.subList(r, partners[i]));
        merged.add(join.of(one.get(i), other.get(partners[i])));
        r = partners[i] + 1;
      }
    }
    merged.addAll(other.subList(r, other.size()));
    return merged;
  }
}
