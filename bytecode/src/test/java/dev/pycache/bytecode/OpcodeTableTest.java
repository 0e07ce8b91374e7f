package dev.pycache.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpcodeTableTest {
  private final OpcodeTable table = OpcodeTable.of(Target.CPYTHON_3_11);

  @Test
  void rows() {
    assertThat(table.number(Opcode.LOAD_METHOD)).isEqualTo(160);
    assertThat(table.caches(Opcode.LOAD_METHOD)).isEqualTo(10);
    assertThat(table.argument(Opcode.LOAD_GLOBAL)).isEqualTo(ArgumentKind.GLOBAL);
    assertThat(table.argument(Opcode.JUMP_BACKWARD)).isEqualTo(ArgumentKind.BACKWARD);
    assertThat(table.hasArgument(Opcode.POP_TOP)).isFalse();
    assertThat(table.has(Opcode.SETUP_FINALLY)).isFalse();
    assertThat(table.binaryOperators()).hasSize(26).startsWith("+", "&", "//");
    assertThat(table.compareOperators()).containsExactly("<", "<=", "==", "!=", ">", ">=");
  }

  @Test
  void numbersLeadBack() {
    for (Opcode opcode : Opcode.values()) {
      if (table.has(opcode)) {
        assertThat(table.opcode(table.number(opcode))).isEqualTo(opcode);
      }
    }
    assertThat(table.opcode(255)).isNull();
  }

  @Test
  void oneObjectForEachTarget() {
    assertThat(OpcodeTable.of(Target.CPYTHON_3_11)).isSameAs(table);
  }
}
