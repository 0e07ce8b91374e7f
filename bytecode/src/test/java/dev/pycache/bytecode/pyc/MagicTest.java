package dev.pycache.bytecode.pyc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.marshal.CodeLayout;
import org.junit.jupiter.api.Test;

class MagicTest {
  @Test
  void finalNumbers() {
    for (PythonVersion python : PythonVersion.values()) {
      Magic magic = Magic.of(python);
      assertThat(magic.python()).isEqualTo(python);
      assertThat(magic.number()).isEqualTo(python.magic());
      assertThat(magic.preRelease()).isFalse();
      assertThat(magic.release()).startsWith(python.version());
      assertThat(magic.layout()).isEqualTo(CodeLayout.of(python));
    }
  }

  @Test
  void numbersBeforeTheFinalRelease() {
    assertMagic(3000, PythonVersion.CPYTHON_3_0, 8, CodeLayout.PYTHON_2, true);
    assertMagic(3030, PythonVersion.CPYTHON_3_0, 8, CodeLayout.KEYWORD_ONLY, true);
    assertMagic(3200, PythonVersion.CPYTHON_3_3, 8, CodeLayout.KEYWORD_ONLY, true);
    assertMagic(3210, PythonVersion.CPYTHON_3_3, 12, CodeLayout.KEYWORD_ONLY, true);
    assertMagic(3391, PythonVersion.CPYTHON_3_7, 12, CodeLayout.KEYWORD_ONLY, true);
    assertMagic(3392, PythonVersion.CPYTHON_3_7, 16, CodeLayout.KEYWORD_ONLY, true);
    assertMagic(3401, PythonVersion.CPYTHON_3_8, 16, CodeLayout.KEYWORD_ONLY, true);
    assertMagic(3410, PythonVersion.CPYTHON_3_8, 16, CodeLayout.POSITIONAL_ONLY, true);
    assertMagic(3451, PythonVersion.CPYTHON_3_11, 16, CodeLayout.ALPHA_EXCEPTION_TABLE, true);
    assertMagic(3452, PythonVersion.CPYTHON_3_11, 16, CodeLayout.ALPHA_NO_LOCAL_COUNT, true);
    assertMagic(3456, PythonVersion.CPYTHON_3_11, 16, CodeLayout.ALPHA_RAW_KINDS, true);
    assertMagic(3458, PythonVersion.CPYTHON_3_11, 16, CodeLayout.ALPHA_KINDS, true);
    assertMagic(3459, PythonVersion.CPYTHON_3_11, 16, CodeLayout.ALPHA_COLUMNS, true);
    assertMagic(3493, PythonVersion.CPYTHON_3_11, 16, CodeLayout.ALPHA_QUALNAME, true);
    assertMagic(3494, PythonVersion.CPYTHON_3_11, 16, CodeLayout.LOCATIONS, true);
    assertMagic(3665, PythonVersion.CPYTHON_3_15, 16, CodeLayout.LOCATIONS, true);
    assertMagic(62171, PythonVersion.CPYTHON_2_7, 8, CodeLayout.PYTHON_2, true);
  }

  @Test
  void numbersBesideTheFinalOnes() {
    // 3.5.0 and 3.5.1; Python 2 with -U; a number nobody has used yet.
    assertMagic(3350, PythonVersion.CPYTHON_3_5, 12, CodeLayout.KEYWORD_ONLY, false);
    assertMagic(62212, PythonVersion.CPYTHON_2_7, 8, CodeLayout.PYTHON_2, false);
    assertMagic(3699, PythonVersion.CPYTHON_3_15, 16, CodeLayout.LOCATIONS, false);
    assertThat(Magic.of(3699).orElseThrow().release()).isEmpty();
    assertThat(Magic.of(3493).orElseThrow().release()).isEqualTo("3.11a7");
  }

  private static void assertMagic(
      int number, PythonVersion python, int headerSize, CodeLayout layout, boolean preRelease) {
    Magic magic = Magic.of(number).orElseThrow();
    assertThat(magic.python()).as("" + number).isEqualTo(python);
    assertThat(magic.headerSize()).as("" + number).isEqualTo(headerSize);
    assertThat(magic.layout()).as("" + number).isEqualTo(layout);
    assertThat(magic.preRelease()).as("" + number).isEqualTo(preRelease);
  }

  @Test
  void numbersOfNoVersion() {
    for (int number : new int[] {-1, 0, 335, 337, 431, 433, 2999, 3700, 62170, 62213, 62218}) {
      assertThat(Magic.of(number)).as("" + number).isEmpty();
    }
  }
}
