package dev.pycache.bytecode.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.marshal.MarshalCases;
import dev.pycache.bytecode.marshal.MarshalReader;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TablesTest {
  private final LocationWriter locations = new LocationWriter();
  private final ExceptionWriter exceptions = new ExceptionWriter();

  @Test
  void tablesOfTheInterpreterAreWrittenAgain() throws IOException {
    for (MarshalCases c : MarshalCases.of(Target.CPYTHON_3_11)) {
      check(MarshalReader.readCode(Target.CPYTHON_3_11, c.bytes(), 0));
    }
  }

  private void check(CodeObject code) {
    locations.begin(code.firstLine());
    for (Location l : LocationTable.read(code.lineTable(), code.firstLine())) {
      add(l.units(), l.line(), l.endLine(), l.column(), l.endColumn());
    }
    assertThat(locations.toByteArray()).isEqualTo(code.lineTable().value());
    exceptions.begin();
    for (ProtectedRange r : ExceptionTable.read(code.exceptionTable())) {
      exceptions.add(r.start(), r.end(), r.target(), r.depth(), r.lasti());
    }
    assertThat(exceptions.toByteArray()).isEqualTo(code.exceptionTable().value());
    for (Constant constant : code.consts().items()) {
      if (constant instanceof CodeObject nested) {
        check(nested);
      }
    }
  }

  private void add(int units, int line, int endLine, int column, int endColumn) {
    locations.add(units, place(line, column), place(endLine, endColumn));
  }

  private static long place(int line, int column) {
    return (long) line << Integer.SIZE | column & 0xFFFF_FFFFL;
  }

  @Test
  void everyFormOfLocation() {
    locations.begin(10);
    add(1, 10, 10, 79, 94);
    add(1, 10, 10, 80, 81);
    add(2, 12, 12, 0, 127);
    add(3, 11, 11, 5, 6);
    add(1, 5000, 5003, 200, 100000);
    add(1, 5000, 5000, -1, -1);
    add(1, 5000, -1, -1, -1);
    add(17, -1, -1, -1, -1);
    add(1, 3, 0, 0, 0);
    assertThat(LocationTable.read(new Bytes(locations.toByteArray()), 10))
        .containsExactly(
            new Location(0, 1, 10, 10, 79, 94),
            new Location(1, 1, 10, 10, 80, 81),
            new Location(2, 2, 12, 12, 0, 127),
            new Location(4, 3, 11, 11, 5, 6),
            new Location(7, 1, 5000, 5003, 200, 100000),
            new Location(8, 1, 5000, 5000, -1, -1),
            new Location(9, 1, 5000, 5000, -1, -1),
            new Location(10, 8, -1, -1, -1, -1),
            new Location(18, 8, -1, -1, -1, -1),
            new Location(26, 1, -1, -1, -1, -1),
            new Location(27, 1, 3, 0, 0, 0));
  }

  @Test
  void largeNumbersOfTheExceptionTable() {
    exceptions.begin();
    exceptions.add(0, 63, 64, 0, false);
    exceptions.add(4096, 300_000, 20_000_000, 77, true);
    assertThat(ExceptionTable.read(new Bytes(exceptions.toByteArray())))
        .containsExactly(
            new ProtectedRange(0, 63, 64, 0, false),
            new ProtectedRange(4096, 300_000, 20_000_000, 77, true));
  }

  @Test
  void damagedTables() {
    assertThatThrownBy(() -> LocationTable.read(new Bytes(new byte[] {(byte) 0xF0}), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LocationTable.read(new Bytes(new byte[] {0}), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ExceptionTable.read(new Bytes(new byte[] {(byte) 0x81})))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void numbersThatAreTooLarge() {
    byte[] start = {(byte) 0xC2, 0x40, 0x40, 0x40, 0x40, 0, 1, 1, 1};
    assertThatThrownBy(() -> ExceptionTable.read(new Bytes(start)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too large");
    byte[] end = {(byte) 0xC1, 0x7F, 0x7F, 0x7F, 0x7F, 0x3F, 1, 1, 1};
    assertThatThrownBy(() -> ExceptionTable.read(new Bytes(end)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no end");
  }
}
