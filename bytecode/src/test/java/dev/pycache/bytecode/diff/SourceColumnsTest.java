package dev.pycache.bytecode.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.diff.SourceColumns.Column;
import dev.pycache.bytecode.diff.SourceColumns.Line;
import dev.pycache.bytecode.diff.SourceColumns.Section;
import dev.pycache.bytecode.dis.Instruction;
import dev.pycache.bytecode.dis.InstructionDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SourceColumnsTest {
  private static List<Column> columns(List<PythonVersion> versions) throws Exception {
    List<Column> columns = new ArrayList<>();
    for (PythonVersion python : versions) {
      columns.add(new Column(python, OneSource.code(python)));
    }
    return columns;
  }

  /** Each column is the whole listing, in its order. */
  @Test
  void losesNothing() throws Exception {
    List<Column> columns = columns(OneSource.versions());
    List<Section> sections = SourceColumns.align(columns);
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      List<NamedCode> all = NamedCode.all(OneSource.code(column.python()));
      int found = 0;
      for (NamedCode each : NamedCode.all(Objects.requireNonNull(column.code()))) {
        for (Section section : sections) {
          if (section.codes().get(i) == each.code()) {
            found++;
            assertThat(offsets(section, i)).isEqualTo(offsets(column.python(), each));
          }
        }
      }
      assertThat(found).isEqualTo(all.size());
    }
  }

  private static List<Integer> offsets(Section section, int column) {
    List<Integer> offsets = new ArrayList<>();
    for (Line line : section.lines()) {
      Row.Cell cell = line.cells().get(column);
      if (cell != null) {
        offsets.add(cell.at());
      }
    }
    return offsets;
  }

  private static List<Integer> offsets(PythonVersion python, NamedCode named) {
    return InstructionDecoder.decode(python, named.code()).stream()
        .filter(each -> !List.of("EXTENDED_ARG", "CACHE").contains(each.name()))
        .map(Instruction::offset)
        .toList();
  }

  @Test
  void marksNothingInTheSameCode() throws Exception {
    for (PythonVersion python : OneSource.versions()) {
      for (Section section : SourceColumns.align(columns(List.of(python, python)))) {
        assertThat(section.lines()).allMatch(Line::isSame);
      }
    }
  }

  @Test
  void putsALineBesideTheSameLine() throws Exception {
    List<Section> sections =
        SourceColumns.align(
            columns(List.of(PythonVersion.CPYTHON_3_8, PythonVersion.CPYTHON_3_12)));
    assertThat(sections).extracting(Section::name).contains("<module>", "Shape.__init__");
    int beside = 0;
    for (Section section : sections) {
      for (Line line : section.lines()) {
        beside += line.cells().get(0) != null && line.cells().get(1) != null ? 1 : 0;
        assertThat(line.isSame())
            .isEqualTo(line.marks().stream().allMatch(mark -> mark == Row.Mark.SAME));
      }
    }
    assertThat(beside).isGreaterThan(60);
  }
}
