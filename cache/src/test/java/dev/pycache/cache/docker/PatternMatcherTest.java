package dev.pycache.cache.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pycache.cache.docker.Cases.Case;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PatternMatcherTest {
  private static final String FILE = "dockerignore.txt";

  static Stream<Case> cases() throws Exception {
    return Cases.in(FILE).stream().filter(c -> !c.name().equals("tree"));
  }

  private static List<String> tree() throws Exception {
    return Cases.in(FILE).getFirst().expected();
  }

  /** What the docker command itself sends to its daemon. */
  @ParameterizedTest
  @MethodSource("cases")
  void keepsOutWhatDockerKeepsOut(Case each) throws Exception {
    if (each.expected().equals(List.of("refused"))) {
      assertThatThrownBy(() -> PatternMatcher.ofFile(each.input()))
          .isInstanceOf(BadPatternException.class);
      return;
    }
    PatternMatcher matcher = PatternMatcher.ofFile(each.input());
    assertThat(tree().stream().filter(matcher::matches).collect(Collectors.toList()))
        .isEqualTo(each.expected());
  }

  @Test
  void thereAreCases() throws Exception {
    assertThat(tree()).hasSizeGreaterThan(20);
    assertThat(cases()).hasSizeGreaterThan(200);
    assertThat(cases().filter(c -> c.expected().equals(List.of("refused")))).hasSizeGreaterThan(9);
  }

  /** BuildKit goes into folders for them; the classic builder, which the file is of, does not. */
  @ParameterizedTest
  @CsvSource({
    "a;!**/*.py, a/b/c.py, false",
    "a;!**/*.py, a/b/c.pyc, true",
    "**;!*/*.py, a/b.py, false",
    "**;!*/*.py, a/b/c.py, true",
    "*;!**/keep/**;**/*.pyc, a/keep/b.pyc, true",
    "*;!**/keep/**;**/*.pyc, a/keep/b.py, false",
  })
  void takesExceptionsWithWildcards(String patterns, String path, boolean out) throws Exception {
    PatternMatcher matcher = PatternMatcher.of(List.of(patterns.split(";")));
    assertThat(matcher.matches(path)).isEqualTo(out);
  }

  @Test
  void readsFilesAsDockerDoes() throws Exception {
    assertThat(
            PatternMatcher.readAll(
                "\uFEFF# comment\n/a\n\n  b/ \r\n#c\n! /d/../e\n!\n ! \n/\n\u00a0f\u2003\n"))
        .containsExactly("a", "b", "!e", "!", "!", "/", "f");
  }

  /** In time that grows with the text, not with the number of ways to divide it. */
  @Test
  @Timeout(10)
  void endsOnHostilePatterns() throws Exception {
    PatternMatcher matcher = PatternMatcher.ofFile("x" + "**/".repeat(300) + "*a*a*a*a*a*a*a*a*b");
    assertThat(matcher.matches("x" + "a/".repeat(400) + "a".repeat(400))).isFalse();
    assertThat(PatternMatcher.ofFile("x" + "*a".repeat(30_000)).matches("xa")).isFalse();
    assertThatThrownBy(() -> PatternMatcher.ofFile("*".repeat(1 << 16)))
        .hasMessageContaining("too long");
    assertThat(PatternMatcher.ofFile("[".repeat(1000) + "]*").matches("[")).isTrue();
  }
}
