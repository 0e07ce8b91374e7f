package dev.pycache.compiler.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.Target;
import dev.pycache.compiler.VersionedExpectations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AssemblerTest {
  /** Those whose interpreters take instructions. */
  private static final List<Target> INTERPRETERS =
      List.of(Target.CPYTHON_3_12_1, Target.CPYTHON_3_13_0, Target.CPYTHON_3_14);

  /** The cases of {@code units.txt}: a title, a unit, {@code =>}, what is assembled. */
  @TestFactory
  List<DynamicTest> units() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (InputStream in = AssemblerTest.class.getResourceAsStream("units.txt")) {
      assertThat(in).isNotNull();
      for (String block : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n---\n")) {
        List<String> lines = block.lines().filter(line -> !line.isBlank()).toList();
        int arrow = lines.indexOf("=>");
        List<String> expected = lines.subList(arrow + 1, lines.size());
        tests.add(
            DynamicTest.dynamicTest(
                lines.get(0),
                () ->
                    assertThat(UnitText.assemble(lines.subList(1, arrow)))
                        .containsExactlyElementsOf(expected)));
      }
    }
    return tests;
  }

  /**
   * The cases of {@code cases.txt}, whose expectations {@code scripts/assemble_cases.py} had from
   * CPython.
   */
  @TestFactory
  List<DynamicTest> cases() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (InputStream in = AssemblerTest.class.getResourceAsStream("cases.txt")) {
      assertThat(in).isNotNull();
      for (String block : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n---\n")) {
        List<String> lines = block.lines().filter(line -> !line.isBlank()).toList();
        List<String> unit =
            lines.stream()
                .skip(1)
                .filter(line -> !line.startsWith("### ") && !line.startsWith("only "))
                .toList();
        Map<Target, List<String>> expected =
            VersionedExpectations.of(
                lines.stream()
                    .filter(line -> line.startsWith("### "))
                    .map(line -> line.substring(4))
                    .toList());
        String only =
            lines.stream()
                .filter(line -> line.startsWith("only "))
                .findFirst()
                .orElse("3.12 3.13 3.14");
        for (Target target : INTERPRETERS) {
          if (only.contains(target.version())) {
            tests.add(
                DynamicTest.dynamicTest(
                    target.release() + ": " + lines.get(0),
                    () ->
                        assertThat(UnitText.assembleCode(target, unit))
                            .isEqualTo(expected.get(target))));
          }
        }
      }
    }
    return tests;
  }

  /** A jump over more than 255 units takes an EXTENDED_ARG, which moves what is behind it. */
  @Test
  void longJumps() {
    List<String> lines =
        new ArrayList<>(
            List.of("consts None", "start:", "1 LOAD_CONST 0", "1 POP_JUMP_IF_NONE >end"));
    for (int i = 0; i < 300; i++) {
      lines.add("2 GET_LEN");
    }
    lines.addAll(List.of("3 JUMP >start", "end:", "4 LOAD_CONST 0", "4 RETURN_VALUE"));
    List<String> listing = UnitText.assemble(lines);
    assertThat(listing.subList(0, 4))
        .containsExactly(
            "0: 1 LOAD_CONST 0",
            "1: 1 EXTENDED_ARG 1",
            "2: 1 POP_JUMP_FORWARD_IF_NONE >49",
            "3: 2 GET_LEN");
    assertThat(listing.subList(303, 307))
        .containsExactly(
            "303: 3 EXTENDED_ARG 1",
            "304: 3 JUMP_BACKWARD >256",
            "305: 4 LOAD_CONST 0",
            "306: 4 RETURN_VALUE");
  }
}
