package dev.pycache.bytecode.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import dev.pycache.bytecode.Variables;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineTableTest {
  private static final int FIRST_LINE = 10;
  private static final int CODE_BYTES = 20;

  @Test
  void unsignedSteps() {
    SourceLines lines = LineTable.UNSIGNED.read(code(6, 1, 0, 200, 4, 255));
    assertThat(ranges(lines)).containsExactly("0 10", "6 211", "10 466");
    assertThat(lines.lineAt(5)).isEqualTo(10);
    assertThat(lines.lineAt(1000)).isEqualTo(466);
    assertThat(lines.locationAt(5)).isNull();
  }

  @Test
  void signedSteps() {
    int[] table = {6, 1, 4, 256 - 8, 30, 5, 2, 1};
    assertThat(ranges(LineTable.SIGNED.read(code(table))))
        .containsExactly("0 10", "6 11", "10 3", "40 8", "42 9");
    assertThat(ranges(LineTable.SIGNED_WITHIN_CODE.read(code(table))))
        .containsExactly("0 10", "6 11", "10 3");
  }

  @Test
  void rangesOfWhichSomeHaveNoLine() {
    SourceLines lines = LineTable.RANGES.read(code(6, 1, 4, 128, 0, 3, 8, 1));
    assertThat(ranges(lines)).containsExactly("0 11", "6 -1", "10 15");
    assertThat(lines.lineAt(8)).isEqualTo(SourceLines.NO_LINE);
    assertThat(lines.lineAt(17)).isEqualTo(15);
    assertThat(lines.lineAt(18)).isEqualTo(SourceLines.NO_LINE);
  }

  @Test
  void locations() {
    SourceLines lines = LineTable.LOCATIONS.read(code(0x80 | 11 << 3 | 1, 4, 9, 0x80 | 15 << 3));
    assertThat(ranges(lines)).containsExactly("0 11", "4 -1");
    assertThat(lines.locations())
        .containsExactly(new Location(0, 2, 11, 11, 4, 9), new Location(2, 1, -1, -1, -1, -1));
    assertThat(lines.locationAt(2)).isEqualTo(new Location(0, 2, 11, 11, 4, 9));
    assertThat(lines.locationAt(6)).isNull();
  }

  @Test
  void locationsOfPyPy() {
    SourceLines lines = LineTable.PYPY.read(code(1, 5, 10, 2, 0, 0x81, 1, 0));
    assertThat(lines.locations())
        .containsExactly(
            new Location(0, 1, 10, 12, 4, 9),
            new Location(1, 1, -1, -1, -1, -1),
            new Location(2, 1, 138, -1, -1, -1));
    assertThatThrownBy(() -> LineTable.PYPY.read(code(1, 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ends within");
  }

  @Test
  void nothing() {
    for (LineTable table : LineTable.values()) {
      SourceLines lines = table.read(code());
      assertThat(lines.lineAt(0)).isIn(FIRST_LINE, SourceLines.NO_LINE);
    }
    assertThat(SourceLines.none().count()).isZero();
    assertThat(SourceLines.none().lineAt(0)).isEqualTo(SourceLines.NO_LINE);
  }

  private static List<String> ranges(SourceLines lines) {
    List<String> ranges = new ArrayList<>();
    for (int i = 0; i < lines.count(); i++) {
      ranges.add(lines.start(i) + " " + lines.line(i));
    }
    return ranges;
  }

  private static CodeObject code(int... table) {
    byte[] bytes = new byte[table.length];
    for (int i = 0; i < table.length; i++) {
      bytes[i] = (byte) table[i];
    }
    Str name = Str.of("f");
    return new CodeObject(
        0,
        0,
        0,
        0,
        0,
        new Bytes(new byte[CODE_BYTES]),
        Tuple.EMPTY,
        Tuple.EMPTY,
        new Variables.Separate(0, Tuple.EMPTY, Tuple.EMPTY, Tuple.EMPTY),
        name,
        name,
        name,
        FIRST_LINE,
        new Bytes(bytes),
        Bytes.EMPTY,
        List.of());
  }
}
