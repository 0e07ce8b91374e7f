package dev.pycache.cache.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleSelectionTest {
  @Test
  void selectsByBeginningsAndNames() {
    assertThat(RuleSelection.of(List.of(), List.of())).isEqualTo(EnumSet.allOf(Rule.class));
    assertThat(RuleSelection.of(List.of("PYC12"), List.of()))
        .containsExactly(Rule.FUTURE_TIME, Rule.ZEROED_TIME, Rule.CLAMPED_TIME);
    assertThat(RuleSelection.of(List.of("tracked-cache", "pyc102"), List.of()))
        .containsExactly(Rule.TRACKED_CACHE, Rule.IGNORE_GAP);
    assertThat(RuleSelection.of(List.of("ALL"), List.of("PYC1"))).isEmpty();
  }

  @Test
  void theMoreExactWordDecides() {
    assertThat(RuleSelection.of(List.of("PYC12"), List.of("PYC121")))
        .containsExactly(Rule.ZEROED_TIME, Rule.CLAMPED_TIME);
    assertThat(RuleSelection.of(List.of("PYC121"), List.of("PYC12")))
        .containsExactly(Rule.FUTURE_TIME);
    assertThat(RuleSelection.of(List.of("PYC121"), List.of("future-mtime"))).isEmpty();
    assertThat(RuleSelection.of(List.of(), List.of("PYC1")).size()).isZero();
  }

  @Test
  void saysWhatIsNoRule() {
    for (String word : List.of("PYC9", "", "x", "tracked", "PYC1011")) {
      assertThatThrownBy(() -> RuleSelection.of(List.of(word), List.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("'" + word + "' is no rule, nor the beginning of one");
    }
  }

  @Test
  void rulesHaveCodesAndNamesOfTheirOwn() {
    var words = new HashSet<String>();
    for (Rule rule : Rule.values()) {
      assertThat(rule.code()).matches("PYC1\\d\\d");
      assertThat(rule.ruleName()).matches("[a-z]+(-[a-z]+)+");
      assertThat(words.add(rule.code()) && words.add(rule.ruleName())).isTrue();
      assertThat(Rule.parse(rule.code())).contains(rule);
      assertThat(Rule.parse(rule.ruleName())).contains(rule);
      assertThat(rule.cost()).endsWith(".");
      assertThat(rule.advice()).endsWith(".");
      assertThat(rule.summary()).doesNotEndWith(".");
    }
  }
}
