package dev.pycache.bytecode.dis;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.PythonVersion;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InstructionDecoderTest {
  @Test
  void whatIsToldOfAnInstruction() throws IOException {
    List<Instruction> all = decode(PythonVersion.CPYTHON_3_12, "loop");
    Instruction loop = find(all, "FOR_ITER");
    Instruction back = find(all, "JUMP_BACKWARD");
    assertThat(back.target()).isEqualTo(loop.offset());
    assertThat(back.meaning()).isEqualTo("to " + loop.offset());
    assertThat(loop.isTarget()).isTrue();
    assertThat(loop.caches()).extracting(CacheEntry::text).containsExactly("counter: 0");
    assertThat(loop.end()).isEqualTo(loop.offset() + 4);
    assertThat(loop.line()).isEqualTo(2);
    assertThat(requireNonNull(loop.location()).column()).isEqualTo(4);
    assertThat(find(all, "RESUME").target()).isEqualTo(Instruction.NO_TARGET);
  }

  @Test
  void instructionsWithoutLine() throws IOException {
    List<Instruction> all = decode(PythonVersion.CPYTHON_3_13, "closure");
    assertThat(find(all, "COPY_FREE_VARS").line()).isEqualTo(Instruction.NO_LINE);
    assertThat(find(all, "COPY_FREE_VARS").startsLine()).isTrue();
  }

  @Test
  void linesOfInstructionsThatStartNone() throws IOException {
    List<Instruction> all = decode(PythonVersion.CPYTHON_2_7, "loop");
    Instruction comparison = find(all, "COMPARE_OP");
    assertThat(comparison.startsLine()).isFalse();
    assertThat(comparison.line()).isEqualTo(3);
    assertThat(comparison.location()).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void instructionsCoverTheCode(PythonVersion python) throws IOException {
    for (DisCases c : DisCases.of(python)) {
      for (CodeObject code : DisCases.withNested(c.code())) {
        int end = 0;
        for (Instruction instruction : InstructionDecoder.decode(python, code)) {
          assertThat(instruction.offset()).isEqualTo(end);
          assertThat(instruction.size()).isEqualTo(instruction.end() - instruction.start());
          end = instruction.end();
        }
        assertThat(end).isEqualTo(code.code().length());
      }
    }
  }

  /** The instructions of the function f of a case. */
  private static List<Instruction> decode(PythonVersion python, String name) throws IOException {
    for (DisCases c : DisCases.of(python)) {
      if (c.name().equals(name)) {
        for (CodeObject code : DisCases.withNested(c.code())) {
          if (code.name().text().equals("f")) {
            return InstructionDecoder.decode(python, code);
          }
        }
      }
    }
    throw new IllegalArgumentException("no case " + name);
  }

  private static Instruction find(List<Instruction> all, String name) {
    return all.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }
}
