package dev.pycache.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StackEffectTest {
  /** The numbers are those of {@code dis.stack_effect} in the interpreter itself. */
  @Test
  void effectsAreThoseOfTheInterpreter() throws IOException {
    for (Target target : Target.values()) {
      StackEffect effects = StackEffect.of(target);
      OpcodeTable table = OpcodeTable.of(target);
      int compared = 0;
      for (String line : lines("opcodes/" + target.version() + "-effects.txt")) {
        if (!line.startsWith("#")) {
          String[] row = line.split(" ");
          Opcode opcode = table.opcode(table.number(row[0]));
          if (opcode == null) {
            continue; // one that the compiler does not emit
          }
          compared++;
          int arg = Integer.parseInt(row[1]);
          assertThat(effects.effect(opcode, arg)).as(line).isEqualTo(Integer.parseInt(row[2]));
          assertThat(effects.effectOfJump(opcode, arg))
              .as(line)
              .isEqualTo(Integer.parseInt(row[3]));
        }
      }
      assertThat(compared).as(target.release()).isGreaterThan(1000);
    }
  }

  @Test
  void pseudoInstructions() {
    StackEffect effects = StackEffect.of(Target.CPYTHON_3_11);
    assertThat(effects.effect(Opcode.SETUP_CLEANUP, 0)).isZero();
    assertThat(effects.effectOfJump(Opcode.SETUP_CLEANUP, 0)).isEqualTo(2);
    assertThat(effects.effect(Opcode.POP_JUMP_IF_NONE, 0)).isEqualTo(-1);
    assertThat(effects.effect(Opcode.JUMP, 0)).isZero();
  }

  private static Iterable<String> lines(String resource) throws IOException {
    try (InputStream in = StackEffectTest.class.getResourceAsStream(resource)) {
      assertThat(in).as(resource).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
