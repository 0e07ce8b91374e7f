package dev.pycache.bytecode.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.PythonVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeFlagsTest {
  @ParameterizedTest
  @CsvSource({
    "3.8, 0x43, optimized newlocals nofree",
    "2.7, 0x2040, nofree future_division",
    "3.7, 0x100040, nofree future_annotations",
    "3.8, 0x1000040, nofree future_annotations",
    "3.8, 0x100000, future_print_function",
    "3.11, 0x400000, future_barry_as_FLUFL",
    "3.12, 0x2000000, 0x2000000",
    "3.13, 0x2000000, no_monitoring_events",
    "3.13, 0xC000000, 0x4000000 0x8000000",
    "3.14, 0xC000000, has_docstring method",
    "pypy3.9, 0x6000000, kill_docstring yield_inside_try",
    "3.11, 0x80000400, 0x400 0x80000000",
  })
  void namesTheBitsOfAVersion(String python, String flags, String words) {
    assertThat(
            CodeFlags.words(
                PythonVersion.parse(python).orElseThrow(), Long.decode(flags).intValue()))
        .containsExactly(words.split(" "));
  }
}
