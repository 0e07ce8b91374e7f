package dev.pycache.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
  private static final Option FORCE = Option.flag("", "-f", "--force");
  private static final Option QUIET = Option.flag("", "-q");
  private static final Option JOBS = Option.valued("N", "", "-j", "--workers");
  private static final Syntax SYNTAX = new Syntax("x", "PATH", "", List.of(FORCE, QUIET, JOBS), "");

  private static Arguments parse(String... words) throws UsageException {
    return Arguments.parse(SYNTAX, List.of(words));
  }

  @Test
  void takesOptionsAnywhereAndInClusters() throws Exception {
    Arguments arguments = parse("a", "-qfq", "b", "-j", "2", "-", "--", "-f");
    assertThat(arguments.operands()).containsExactly("a", "b", "-", "-f");
    assertThat(arguments.count(QUIET)).isEqualTo(2);
    assertThat(arguments.count(FORCE)).isEqualTo(1);
    assertThat(arguments.value(JOBS, "0")).isEqualTo("2");
  }

  @Test
  void takesValuesInEachForm() throws Exception {
    assertThat(parse("-j1", "-fj2", "--workers=3", "--workers", "4", "-j", "-5").values(JOBS))
        .containsExactly("1", "2", "3", "4", "-5");
    assertThat(parse("--workers=").value(JOBS, "0")).isEmpty();
    assertThat(parse().value(JOBS, "0")).isEqualTo("0");
    assertThat(parse("-j1").has(FORCE)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "-x, unknown option -x",
    "-fx, unknown option -x",
    "--forc, unknown option --forc",
    "--force=1, option --force takes no value",
    "-j, option -j needs a value: N",
    "--workers, option --workers needs a value: N",
  })
  void saysWhatIsWrong(String word, String message) {
    assertThatThrownBy(() -> parse(word)).isInstanceOf(UsageException.class).hasMessage(message);
  }

  @Test
  void numbersHaveBounds() throws Exception {
    assertThat(Arguments.number("N", "2", 0, 2)).isEqualTo(2);
    assertThatThrownBy(() -> Arguments.number("N", "3", 0, 2))
        .hasMessage("N is a number from 0 to 2, not '3'");
    assertThatThrownBy(() -> Arguments.number("N", "x", 0, Integer.MAX_VALUE))
        .hasMessage("N is a number 0 or more, not 'x'");
  }
}
