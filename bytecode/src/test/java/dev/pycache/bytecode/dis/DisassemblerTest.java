package dev.pycache.bytecode.dis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.PythonVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares with what each interpreter's own {@code dis} prints. */
class DisassemblerTest {
  @ParameterizedTest
  @EnumSource
  void printsWhatTheInterpreterPrints(PythonVersion python) throws IOException {
    for (DisCases c : DisCases.of(python)) {
      List<CodeObject> nested = DisCases.withNested(c.code());
      int next = 1;
      for (Map.Entry<String, String> printed : c.printed()) {
        boolean isNested = printed.getKey().startsWith("in ");
        CodeObject code = isNested ? nested.get(next++) : c.code();
        DisOptions options = DisCases.options(python, isNested ? "" : printed.getKey());
        assertThat(withoutAddresses(text(python, code, options)))
            .as(python + ", " + c.name() + " " + printed.getKey())
            .isEqualTo(printed.getValue());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void nestedCodeFollowsBelowHeadings(PythonVersion python) throws IOException {
    for (DisCases c : DisCases.of(python)) {
      DisOptions alone = DisOptions.DEFAULT.withRecursive(false);
      var expected = new StringBuilder(text(python, c.code(), alone));
      List<CodeObject> nested = DisCases.withNested(c.code());
      for (CodeObject code : nested.subList(1, nested.size())) {
        expected
            .append("\nDisassembly of <code object ")
            .append(code.name().text())
            .append(" at 0x0, file \"")
            .append(code.filename().text())
            .append("\", line ")
            .append(code.firstLine())
            .append(">:\n")
            .append(text(python, code, alone));
      }
      assertThat(withoutAddresses(text(python, c.code(), DisOptions.DEFAULT)))
          .isEqualTo(withoutAddresses(expected.toString()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void piecesWithStylesAreTheText(PythonVersion python) throws IOException {
    for (DisCases c : DisCases.of(python)) {
      var pieces = new StringBuilder();
      List<Style> styles = new ArrayList<>();
      Disassembler.write(
          python,
          c.code(),
          DisOptions.DEFAULT,
          (style, piece) -> {
            assertThat(piece).isNotEmpty();
            assertThat(style == Style.PLAIN || !piece.contains("\n")).isTrue();
            pieces.append(piece);
            styles.add(style);
          });
      assertThat(pieces.toString()).isEqualTo(text(python, c.code(), DisOptions.DEFAULT));
      assertThat(styles).contains(Style.OPCODE, Style.MEANING).doesNotContain(Style.ERROR);
    }
  }

  @Test
  void codeObjectsHaveNumbersForAddresses() throws IOException {
    PythonVersion python = PythonVersion.CPYTHON_3_13;
    CodeObject loop =
        DisCases.of(python).stream().filter(c -> c.name().equals("loop")).findFirst().get().code();
    assertThat(text(python, loop, DisOptions.DEFAULT))
        .contains("(<code object f at 0x1, file \"loop.py\", line 1>)")
        .contains("\nDisassembly of <code object f at 0x1, file \"loop.py\", line 1>:\n");
  }

  @ParameterizedTest
  @EnumSource
  void optionsThatAVersionHasNotAreRejected(PythonVersion python) throws IOException {
    CodeObject code = DisCases.of(python).get(0).code();
    for (DisOption option : DisOption.values()) {
      DisOptions options = DisOptions.DEFAULT.with(option);
      if (option.existsIn(python)) {
        assertThat(text(python, code, options)).isNotEmpty();
      } else {
        assertThatThrownBy(() -> text(python, code, options))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining(option.name());
      }
    }
  }

  static String text(PythonVersion python, CodeObject code, DisOptions options) {
    var text = new StringBuilder();
    Disassembler.write(python, code, options, StyledText.plain(text));
    return text.toString();
  }

  private static String withoutAddresses(String text) {
    return text.replaceAll(" at 0x[0-9a-f]+", " at 0x0");
  }
}
