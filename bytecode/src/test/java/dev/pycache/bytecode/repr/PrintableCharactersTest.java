package dev.pycache.bytecode.repr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.PythonVersion;
import org.junit.jupiter.api.Test;

class PrintableCharactersTest {
  @Test
  void asciiIsPrintableFromSpaceToTilde() {
    for (PythonVersion python : PythonVersion.values()) {
      PrintableCharacters printable = PrintableCharacters.of(python);
      for (int c = 0; c < 0x80; c++) {
        assertThat(printable.contains(c)).isEqualTo(c >= ' ' && c <= '~');
      }
    }
  }

  @Test
  void python2PrintsNothingElse() {
    PrintableCharacters printable = PrintableCharacters.of(PythonVersion.CPYTHON_2_7);
    for (int c = 0x80; c <= Character.MAX_CODE_POINT; c++) {
      assertThat(printable.contains(c)).isFalse();
    }
  }

  /** The Turkish lira sign came with Unicode 6.2, a melting face with 14.0. */
  @Test
  void newCharactersComeWithTheVersions() {
    assertThat(PrintableCharacters.of(PythonVersion.CPYTHON_3_3).contains(0x20BA)).isFalse();
    assertThat(PrintableCharacters.of(PythonVersion.CPYTHON_3_4).contains(0x20BA)).isTrue();
    assertThat(PrintableCharacters.of(PythonVersion.CPYTHON_3_10).contains(0x1FAE0)).isFalse();
    assertThat(PrintableCharacters.of(PythonVersion.PYPY_3_9).contains(0x1FAE0)).isFalse();
    assertThat(PrintableCharacters.of(PythonVersion.CPYTHON_3_11).contains(0x1FAE0)).isTrue();
    assertThat(PrintableCharacters.of(PythonVersion.CPYTHON_3_15).contains(0x1FAE0)).isTrue();
  }

  @Test
  void rangesHaveTheirEnds() {
    PrintableCharacters printable = PrintableCharacters.of(PythonVersion.CPYTHON_3_11);
    assertThat(printable.contains(0xA0)).isFalse();
    assertThat(printable.contains(0xA1)).isTrue();
    assertThat(printable.contains(0xAC)).isTrue();
    assertThat(printable.contains(0xAD)).isFalse();
    assertThat(printable.contains(0xD7FB)).isTrue();
    assertThat(printable.contains(0xD800)).isFalse();
    assertThat(printable.contains(0xDFFF)).isFalse();
    assertThat(printable.contains(0x10FFFF)).isFalse();
  }

  /** What Java knows to be a letter since Unicode 14.0 or longer is printable. */
  @Test
  void lettersOfAnyAgeArePrintable() {
    PrintableCharacters printable = PrintableCharacters.of(PythonVersion.CPYTHON_3_15);
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (Character.isLetterOrDigit(c)) {
        assertThat(printable.contains(c)).as("U+%04X", c).isTrue();
      }
    }
  }
}
