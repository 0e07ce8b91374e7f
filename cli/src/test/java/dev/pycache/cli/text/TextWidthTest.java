package dev.pycache.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextWidthTest {
  @Test
  void countsColumns() {
    assertThat(TextWidth.of("")).isZero();
    assertThat(TextWidth.of("aé")).isEqualTo(2);
    assertThat(TextWidth.of("日本")).isEqualTo(4);
    assertThat(TextWidth.of("e\u0301")).isEqualTo(1);
    assertThat(TextWidth.of("😀")).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "abcdef, 6, abcdef",
    "abcdefg, 6, abcde…",
    "日本語, 6, 日本語",
    "日本語, 5, 日本…",
    "日本語, 4, 日…",
    "a😀b, 3, a…"
  })
  void cutsAtTheEnd(String text, int width, String cut) {
    assertThat(TextWidth.cut(text, width)).isEqualTo(cut);
  }

  @ParameterizedTest
  @CsvSource({"abcdef, 6, abcdef", "abcdefg, 6, …cdefg", "abc, 1, …"})
  void cutsPathsAtTheStart(String text, int width, String cut) {
    assertThat(TextWidth.cutStart(text, width)).isEqualTo(cut);
  }

  @ParameterizedTest
  @CsvSource({"80, 80", "5, 40", "0, 0", "x, 0", "-3, 0", "99999, 10000", "9999999, 0"})
  void takesColumnsWithinReason(String columns, int width) {
    assertThat(Terminal.width(columns)).isEqualTo(width);
  }
}
