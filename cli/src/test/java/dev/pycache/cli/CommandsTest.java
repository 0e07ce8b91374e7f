package dev.pycache.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pycache.bytecode.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

class CommandsTest {
  private static ParseResult parse(String... words) {
    List<String> all = new ArrayList<>(List.of("compile"));
    Collections.addAll(all, words);
    return Commands.in(all).parse(all).subcommand();
  }

  private static List<String> paths(ParseResult parsed) {
    return parsed.matchedPositionalValue(0, List.of());
  }

  @Test
  void takesOptionsAnywhereAndInClusters() {
    ParseResult parsed =
        parse("a", "-qfq", "b", "-j", "2", "-", "@c", "compile", "help", "", "--", "-f", "--");
    assertThat(paths(parsed))
        .containsExactly("a", "b", "-", "@c", "compile", "help", "", "-f", "--");
    assertThat(parsed.matchedOptionValue("-q", new boolean[0])).hasSize(2);
    assertThat(parsed.hasMatchedOption("-f")).isTrue();
    assertThat(parsed.matchedOptionValue("-j", 0)).isEqualTo(2);
    assertThat(parse("a").hasMatchedOption("-f")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-j3", "-fj3", "-j 3", "--workers=3", "--workers 3", "-j 1 -f -j3 -f"})
  void takesValuesInEachForm(String words) {
    String[] all = (words + " path").split(" ");
    assertThat(parse(all).matchedOptionValue("--workers", 0)).isEqualTo(3);
    assertThat(paths(parse(all))).containsExactly("path");
  }

  @Test
  void takesValuesOfEachType() {
    ParseResult parsed =
        parse("-o1", "--python", "3.11.7", "--python=3.12.1", "-o", "0", "--format=json", "x");
    assertThat(parsed.matchedOptionValue("-o", List.of())).isEqualTo(List.of(1, 0));
    assertThat(parsed.matchedOptionValue("--python", List.of()))
        .isEqualTo(List.of(Target.CPYTHON_3_11, Target.CPYTHON_3_12_1));
    assertThat(parsed.matchedOptionValue("--format", "text")).isEqualTo("json");
  }

  @ParameterizedTest
  @CsvSource({
    "-y, Unknown option: '-y'",
    "-fy, Unknown option: '-y' (while processing option: '-fy')",
    "--forec, Unknown option: '--forec'; did you mean '--force'?",
    "--forec=1, Unknown option: '--forec=1'; did you mean '--force'?",
    "--frobnicate, Unknown option: '--frobnicate'",
    "--force=1, option '--force' should be specified without '1' parameter",
    "-j, Missing required parameter for option '--workers' (N)",
    "-j=x, Invalid value for option '--workers': 'x' is not a number 0 or more",
    "-j-5, Invalid value for option '--workers': '-5' is not a number 0 or more",
    "-o3, Invalid value for option '--optimize' (LEVEL): '3' is not a number from 0 to 2",
    "-ox, Invalid value for option '--optimize' (LEVEL): 'x' is not a number from 0 to 2",
    "--python=2.7, Invalid value for option '--python' (VERSION): there is no compiler for Python '2.7' yet",
    "--python=3.13.9, Invalid value for option '--python' (VERSION): there is no compiler for Python '3.13.9' yet; 3.13 is 3.13.18",
    "--format=xml, Invalid value for option '--format': 'xml' is neither text nor json",
  })
  void saysWhatIsWrong(String word, String message) {
    assertThatThrownBy(() -> parse("path", word))
        .isInstanceOf(ParameterException.class)
        .hasMessage(message);
  }

  @Test
  void needsACommandAndAPath() {
    assertThat(Result.run("compile").err()).startsWith("pycache: no PATH is given\n");
    assertThatThrownBy(() -> Commands.in(List.of("x")).parse(List.of("x")))
        .hasMessage("there is no command 'x'");
    assertThatThrownBy(() -> Commands.in(List.of("complie")).parse(List.of("complie", "x")))
        .hasMessage("there is no command 'complie'; did you mean 'compile'?");
  }

  /** As many as {@code xargs} may give; in quadratic time this would not end. */
  @Test
  void takesManyPaths() {
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      many.add("path" + i);
    }
    assertThat(paths(parse(many.toArray(String[]::new)))).isEqualTo(many);
  }
}
