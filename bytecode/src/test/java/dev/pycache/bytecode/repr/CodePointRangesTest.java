package dev.pycache.bytecode.repr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodePointRangesTest {
  @ParameterizedTest
  @CsvSource({
    "'A1-A3', '161,162,163'",
    "'41', '65'",
    "'41 43-44\n1F600', '65,67,68,128512'",
    "'  41-42  ', '65,66'",
    "'10FFFF', '1114111'",
    "'', ''",
  })
  void holdsWhatTheTextSays(String text, String codePoints) {
    CodePointRanges ranges = CodePointRanges.parse(text, 0, text.length());
    String held =
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .filter(ranges::contains)
            .mapToObj(Integer::toString)
            .reduce((a, b) -> a + "," + b)
            .orElse("");
    assertThat(held).isEqualTo(codePoints);
  }

  @Test
  void readsOnlyItsPartOfTheText() {
    CodePointRanges ranges = CodePointRanges.parse("[10]41-42[11]43", 4, 9);
    assertThat(ranges.contains('A')).isTrue();
    assertThat(ranges.contains('B')).isTrue();
    assertThat(ranges.contains('C')).isFalse();
    assertThat(ranges.contains(0x10)).isFalse();
  }
}
