package dev.pycache.compiler.diagnosis;

import dev.pycache.compiler.diagnosis.AlternativeDraft.ItemDraft;
import dev.pycache.compiler.diagnosis.Grammar.Kinds;
import dev.pycache.compiler.diagnosis.GrammarReader.RuleDraft;
import dev.pycache.compiler.token.TokenKind;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Makes runnable rules of those that were read, and finds out at which tokens a rule is worth
 * running.
 *
 * <p>Skipping a rule must not show: a rule is only skipped where it would have looked at one token,
 * which was read already, and failed. So the kinds of a rule hold every token that a lookahead in
 * it might look behind.
 */
final class GrammarLinker {
  private final List<RuleDraft> drafts;

  /** The kinds at the start of each rule, as {@link Kinds} has them. */
  private final long[] firstLow;

  private final long[] firstHigh;
  private final boolean[] nullable;

  /** What is being collected. */
  private long low;

  private long high;

  private GrammarLinker(List<RuleDraft> drafts) {
    this.drafts = drafts;
    this.firstLow = new long[drafts.size()];
    this.firstHigh = new long[drafts.size()];
    this.nullable = new boolean[drafts.size()];
  }

  static Grammar link(
      List<RuleDraft> drafts, List<String> softKeywords, int file, int replacementField) {
    GrammarLinker linker = new GrammarLinker(drafts);
    linker.findFirst();
    Grammar.Rule[] rules = new Grammar.Rule[drafts.size()];
    int memo = 1;
    for (int i = 0; i < rules.length; i++) {
      boolean remembers = drafts.get(i).memo || drafts.get(i).kind == Grammar.Kind.LEFT_RECURSIVE;
      rules[i] = linker.rule(i, remembers ? memo++ : -1);
    }
    byte[][] words = new byte[softKeywords.size()][];
    for (int i = 0; i < words.length; i++) {
      words[i] = softKeywords.get(i).getBytes(StandardCharsets.US_ASCII);
    }
    return new Grammar(rules, words, memo, file, replacementField);
  }

  private Grammar.Rule rule(int number, int memo) {
    RuleDraft draft = drafts.get(number);
    Grammar.Alternative[] alternatives = new Grammar.Alternative[draft.alternatives.size()];
    for (int i = 0; i < alternatives.length; i++) {
      AlternativeDraft alternative = draft.alternatives.get(i);
      Kinds kinds = isNullable(alternative) ? Kinds.ALL : first(alternative);
      alternatives[i] = alternative.finished(kinds);
    }
    // A loop of none or more that is skipped gives an empty list; any other rule that can match
    // nothing has to run.
    boolean skippable = draft.kind == Grammar.Kind.LOOP_0 || !nullable[number];
    Kinds kinds = skippable ? new Kinds(firstLow[number], firstHigh[number]) : Kinds.ALL;
    boolean needsStart = false;
    for (Grammar.Alternative alternative : alternatives) {
      needsStart |= alternative.spanned;
    }
    return new Grammar.Rule(
        draft.name, draft.kind, draft.plain, memo, needsStart, kinds, () -> alternatives);
  }

  /**
   * Repeats until nothing is added. From the last rule to the first, since most rules refer to
   * those behind them: that way few rounds are enough.
   */
  private void findFirst() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = nullable.length - 1; i >= 0; i--) {
        low = 0;
        high = 0;
        boolean empty = drafts.get(i).kind == Grammar.Kind.LOOP_0;
        for (AlternativeDraft alternative : drafts.get(i).alternatives) {
          empty |= collect(alternative);
        }
        if (low != firstLow[i] || high != firstHigh[i] || empty != nullable[i]) {
          firstLow[i] = low;
          firstHigh[i] = high;
          nullable[i] = empty;
          changed = true;
        }
      }
    }
  }

  private boolean isNullable(AlternativeDraft alternative) {
    for (ItemDraft item : alternative.items) {
      if (!isNullable(item)) {
        return false;
      }
    }
    return true;
  }

  private boolean isNullable(ItemDraft item) {
    if ((item.code & Grammar.POSITIVE_LOOKAHEAD) != 0) {
      return false;
    }
    if ((item.code & (Grammar.OPTIONAL | Grammar.NEGATIVE_LOOKAHEAD)) != 0) {
      return true;
    }
    return switch (item.code & Grammar.OP) {
      case Grammar.CUT -> true;
      case Grammar.RULE -> nullable[item.code >> Grammar.OPERAND_SHIFT];
      default -> false;
    };
  }

  private Kinds first(AlternativeDraft alternative) {
    low = 0;
    high = 0;
    collect(alternative);
    return new Kinds(low, high);
  }

  /** Adds the kinds at the start of an alternative; returns whether it may match nothing. */
  private boolean collect(AlternativeDraft alternative) {
    for (ItemDraft item : alternative.items) {
      collect(item);
      if (!isNullable(item)) {
        return false;
      }
    }
    return true;
  }

  private void collect(ItemDraft item) {
    int operand = item.code >> Grammar.OPERAND_SHIFT;
    switch (item.code & Grammar.OP) {
      case Grammar.TOKEN, Grammar.TOKEN_INDEX -> collect(operand);
      case Grammar.NAME, Grammar.SOFT_KEYWORD, Grammar.ANY_SOFT_KEYWORD ->
          collect(TokenKind.NAME.ordinal());
      case Grammar.NUMBER -> collect(TokenKind.NUMBER.ordinal());
      case Grammar.RULE -> {
        low |= firstLow[operand];
        high |= firstHigh[operand];
      }
      case Grammar.FORCED -> {
        low = -1;
        high = -1;
      }
      default -> {}
    }
  }

  private void collect(int kind) {
    if (kind < Long.SIZE) {
      low |= 1L << kind;
    } else {
      high |= 1L << kind - Long.SIZE;
    }
  }
}
