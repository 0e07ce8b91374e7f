package dev.pycache.cache.doctor;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which rules are looked for, as ruff has it: each word is a code, the beginning of one ({@code
 * PYC12}), the name of a rule, or {@code ALL}. The most exact word decides, and of two as exact,
 * the one that ignores.
 */
public final class RuleSelection {
  private static final String ALL = "ALL";

  /** More exact than any beginning of a code. */
  private static final int EXACT = 100;

  private RuleSelection() {}

  /**
   * The rules that are left.
   *
   * @param select words for what is wanted; none for all
   * @param ignore words for what is not
   * @throws IllegalArgumentException if a word means no rule, with a message that says so
   */
  public static Set<Rule> of(List<String> select, List<String> ignore) {
    List<String> wanted = select.isEmpty() ? List.of(ALL) : select;
    wanted.forEach(RuleSelection::check);
    ignore.forEach(RuleSelection::check);
    Set<Rule> rules = EnumSet.noneOf(Rule.class);
    for (Rule rule : Rule.values()) {
      if (exactness(rule, wanted) > exactness(rule, ignore)) {
        rules.add(rule);
      }
    }
    return rules;
  }

  private static void check(String word) {
    for (Rule rule : Rule.values()) {
      if (exactness(rule, word) >= 0) {
        return;
      }
    }
    throw new IllegalArgumentException("'" + word + "' is no rule, nor the beginning of one");
  }

  private static int exactness(Rule rule, List<String> words) {
    int best = -1;
    for (String word : words) {
      best = Math.max(best, exactness(rule, word));
    }
    return best;
  }

  /** How exactly a word means a rule; -1 if it does not. */
  private static int exactness(Rule rule, String word) {
    String upper = word.toUpperCase(Locale.ROOT);
    if (upper.equals(ALL)) {
      return 0;
    }
    if (word.equals(rule.ruleName()) || upper.equals(rule.code())) {
      return EXACT;
    }
    return !upper.isEmpty() && rule.code().startsWith(upper) ? upper.length() : -1;
  }
}
